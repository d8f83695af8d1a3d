// What a row comes to with the remedies that were chosen for what stands against it.

import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { ImportValues, RowFault } from './import-values.ts'
import { type ImportOptions, planRow, type RowFacts, type RowPlan, type RowReason } from './plan-row.ts'
import { chosenRemedy, groupOf, type ProblemReason, type Remedies, type Remedy } from './remedies.ts'

export interface RemediedReason {
  group: string
  code: string
  field: string | null
  column?: string
  /** Whoever is in the way, or has the number. */
  userId?: string
  remedy: Remedy
}

export interface RemediedPlan extends RowPlan {
  /** What the row says after its remedies; `null`: what it says in the file. */
  values: ImportValues | null
  /** Whom it means then. */
  person: Person | null
  remedied: readonly RemediedReason[]
}

export interface RemediedFacts extends RowFacts {
  faults: readonly RowFault[]
  /** Whoever has the number with its zeros. */
  withZeros: Person | null
}

/** More than there are details that may be left out one after the other. */
const MOST_ROUNDS = 8

/** Pure. A cell at fault was never taken over, so that leaving it out is going on without it. */
export const planRemedied = (facts: RemediedFacts, options: ImportOptions & { remedies: Remedies }, context: Context): RemediedPlan => {
  if (facts.faults.length > 0) return planWithRemedies(facts, options, context)
  const plan = planRow(facts, options, context)
  const isLeft = plan.outcome === 'conflict' || plan.outcome === 'error'
  return isLeft ? planWithRemedies(facts, options, context) : { ...plan, values: null, person: facts.person, remedied: [] }
}

const planWithRemedies = (facts: RemediedFacts, options: ImportOptions & { remedies: Remedies }, context: Context): RemediedPlan => {
  const remedied: RemediedReason[] = []
  const remedyFor = (reason: ProblemReason, values: ImportValues): Remedy | null => {
    const remedy = chosenRemedy(reason, values, options.remedies)
    if (remedy === null) return null
    const { code, field, column, userId } = reason
    remedied.push({
      group: groupOf(reason, values),
      code,
      field,
      ...(column === undefined ? {} : { column }),
      ...(userId === undefined ? {} : { userId }),
      remedy,
    })
    return remedy
  }
  const refused = (outcome: 'error' | 'skip', reason: ProblemReason): RemediedPlan => ({
    ...nothing,
    outcome,
    reason: reason as RowReason,
    person: facts.person,
    remedied: outcome === 'skip' ? remedied : [],
  })

  for (const fault of facts.faults) {
    const reason = reasonOfFault(fault)
    const remedy = remedyFor(reason, facts.values)
    if (remedy === null) return refused('error', reason)
    if (remedy === 'skip') return refused('skip', reason)
  }
  let now: RowFacts = facts
  for (let round = 0; ; round += 1) {
    const plan = planRow(now, options, context)
    const { outcome, reason } = plan
    const isLeft = outcome === 'conflict' || outcome === 'error'
    if (!isLeft || reason === null)
      return { ...plan, values: now.values === facts.values ? null : now.values, person: now.person, remedied }
    const remedy = round < MOST_ROUNDS ? remedyFor(reason, now.values) : null
    if (remedy === null) return { ...plan, values: null, person: now.person, remedied: [] }
    if (remedy === 'skip') return refused('skip', reason)
    now = remedy === 'on_file' ? onFile(now, facts.withZeros) : withoutDetail(now, reason.field ?? '')
  }
}

const nothing = { changes: [], sheet: false, mails: 0, decision: null, values: null }

const reasonOfFault = ({ column, code, field }: RowFault): ProblemReason => ({
  field: field ?? column,
  code,
  ...(column === null ? {} : { column }),
})

const onFile = (facts: RowFacts, person: Person | null): RowFacts => {
  const externalId = facts.zerosLost?.externalId
  if (externalId == null || person === null) return { ...facts, zerosLost: null }
  const owner = facts.addressOwner?.id === person.id ? null : facts.addressOwner
  return { ...facts, values: { ...facts.values, externalId }, person, addressOwner: owner, zerosLost: null }
}

const withoutDetail = (facts: RowFacts, field: string): RowFacts => {
  const values: ImportValues = Object.fromEntries(Object.entries(facts.values).filter(([key]) => key !== field))
  if (field !== 'email') return { ...facts, values }
  const { person, twins } = facts
  // Whoever was found by the address alone is not meant any more.
  const isKnown = person !== null && person.profile.externalId === values.externalId && values.externalId !== undefined
  return { ...facts, values, person: isKnown ? person : null, addressOwner: null, twins: twins?.of === 'email' ? null : twins }
}
