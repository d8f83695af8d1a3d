// Decides rows again as the preview showed them; whoever is not as the preview saw them is refused.

import {
  FoyerError,
  type ImportValues,
  type InitialPasswordInput,
  type Person,
  planMissing,
  planRow,
  type RowPlan,
  type RowReason,
} from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import type { PersonWrite, RowToWrite, StoredImport } from '../store/import.port.ts'

export interface Failure {
  number: number
  reason: RowReason
}

type Write = PersonWrite & { row: RowToWrite; plan: RowPlan }

/** Decides rows again as the preview showed them; whoever is not as the preview saw them is refused. */
export const decider = (
  deps: Pick<Deps, 'config' | 'keys'>,
  job: StoredImport,
  facts: { people: ReadonlyMap<string, Person>; passwords: ReadonlyMap<number, InitialPasswordInput>; owners: number; now: number },
) => {
  const seen = new Set<string>()
  return (rows: readonly RowToWrite[]): { writes: Write[]; refused: Failure[] } => {
    const writes: Write[] = []
    const refused: Failure[] = []
    for (const row of rows) {
      if (row.outcome === 'conflict' || row.outcome === 'error' || row.outcome === 'unchanged' || row.userId === null) continue
      const person = facts.people.get(row.userId) ?? null
      // A row of the file whose values are gone says nothing about anybody.
      if (row.values === null && row.number <= job.rows) continue
      const isSeen = row.outcome === 'create' ? person === null : person?.version === row.version && !seen.has(row.userId)
      const context = decisionContext(deps, job.actor, facts.now)
      const plan = isSeen ? planAgain(job, row, person, facts.passwords.get(row.number) ?? null, facts.owners, context) : null
      if (plan === null || plan.outcome !== row.outcome || plan.decision === null) {
        refused.push({ number: row.number, reason: plan?.reason ?? { field: null, code: 'changed_meanwhile' } })
        continue
      }
      if (person !== null) seen.add(row.userId)
      const { person: after, ...rest } = plan.decision
      writes.push({ row, plan, before: person, after, ...rest })
    }
    return { writes, refused }
  }
}

export const valuesOf = (text: RowToWrite['values']): ImportValues | null => (text === null ? null : (JSON.parse(text) as ImportValues))

export const ownsSomething = ({ access }: Person): boolean => access.some(({ role, pending }) => role === 'owner' && !pending)

const planAgain = (
  job: StoredImport,
  { userId, outcome, ...row }: RowToWrite,
  person: Person | null,
  password: InitialPasswordInput | null,
  owners: number,
  context: ReturnType<typeof decisionContext>,
): RowPlan => {
  const values = valuesOf(row.values)
  if (values === null) {
    if (person === null) throw new FoyerError('user_not_found', { ref: userId ?? '' })
    return planMissing(person, owners, context)
  }
  // Whom an earlier file left out comes back without a word about it in the file.
  const whole = outcome === 'reactivate' ? { ...values, status: 'active' as const } : values
  return planRow({ values: whole, person, addressOwner: null, twins: null, newId: userId ?? '', password }, job.options, context)
}
