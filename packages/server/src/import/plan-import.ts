// One batch of the plan: matches rows with people, decides each, and keeps what it comes to.

import { type Context, type ImportOutcome, planMissing, planRemedied, type RemediedPlan, type RowFault, type RowPlan } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import { type Deps, decisionContext } from '../deps.ts'
import type { PlanCounts, PlannedRow, RowToPlan, StoredImport } from '../store/import.port.ts'
import type { LoadedPerson } from '../store/person.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import { type LostZeros, lostZerosOf } from './lost-zeros.ts'
import { chained, rowsInWords } from './plan-chain.ts'
import type { ReadAhead } from './read-ahead.ts'

type PlanDeps = Pick<Deps, 'config' | 'keys' | 'store'>

/** Rows decided while the database keeps what became of those before them. */
const CHUNK = 250
/** Groups of problems that a preview shows. */
const MAX_GROUPS = 200

export interface Turn {
  by: string
  leaseMs: number
}

export interface MatchedRows {
  last: number
  taken: number
  unchanged: number
  rows: RowToPlan[]
}

interface PlanningTurn {
  breathe: () => Promise<void>
  ahead: ReadAhead<MatchedRows>
}

/** @returns rows that were planned; null when the plan is complete, or the turn was lost */
export const planBatch = async (
  deps: PlanDeps,
  job: StoredImport,
  turn: Turn,
  limit: number,
  { breathe, ahead }: PlanningTurn,
): Promise<number | null> => {
  const match = (after: number) => () => matchRows(deps, job, after, limit)
  const matched = job.cursor < job.rows ? await ahead.take(job.cursor, match(job.cursor)) : null
  if (matched !== null && matched.last < job.rows) ahead.begin(matched.last, match(matched.last))
  const step = await deps.store.transaction(async (tx) => {
    const now = await tx.lockImport(job.id, 'planning', { id: job.id, ...turn })
    if (now === null) return { done: true, count: 0 }
    if (now.cursor !== job.cursor) return { done: false, count: 0 }
    await tx.lookByIndex()
    if (matched !== null) return { done: false, count: await planRows(deps, tx, now, matched, breathe) }
    if (now.options.mode !== 'complete') return { done: true, count: 0 }
    const count = await planLeavers(deps, tx, now, Math.min(limit, 500))
    return { done: count === 0, count }
  })
  if (!step.done) return step.count
  await finishPlan(deps, job.id)
  return null
}

/** Whom rows mean may change until they are planned, as it may afterwards: the version that is planned with tells. */
const matchRows = (deps: PlanDeps, job: StoredImport, after: number, limit: number): Promise<MatchedRows> =>
  deps.store.transaction(async (tx) => {
    await tx.lookByIndex()
    return tx.matchRows(job, after, limit)
  })

const planRows = async (
  deps: PlanDeps,
  tx: StoreTransaction,
  job: StoredImport,
  { last, taken, unchanged, rows }: MatchedRows,
  breathe: () => Promise<void>,
): Promise<number> => {
  const zeros = await lostZerosOf(tx, rows)
  await tx.forgetOutcomes(job.id, job.cursor, last)
  const people = await loadAll(
    tx,
    rows
      .flatMap(({ userId }) => userId ?? [])
      .concat([...zeros.values()].flatMap(({ externalId, userId }) => (externalId === null ? [] : userId))),
  )
  const now = await tx.now()
  const counts = addTo(job.counts, [])
  counts.outcomes.unchanged = (counts.outcomes.unchanged ?? 0) + unchanged
  let { chain } = job
  let underWay: Promise<void> = Promise.resolve()
  for (let at = 0; at < rows.length; at += CHUNK) {
    if (at > 0) await breathe()
    const planned = rows.slice(at, at + CHUNK).map((row) => planOne(deps, job, row, people, zeros.get(row.number) ?? null, now))
    // Alone in the plan they would say no more than that they are there.
    const told = planned.filter(
      ({ outcome, reason, sheet, remedied = [] }) => outcome !== 'unchanged' || reason !== null || sheet || remedied.length > 0,
    )
    Object.assign(counts, addTo(counts, planned))
    chain = chained(chain, rowsInWords(told))
    await underWay
    underWay = tx.addOutcomes(job.id, told)
    // It is waited for above or below; until then a failure must not count as nobody's.
    underWay.catch(() => undefined)
  }
  await underWay
  await tx.savePlanning(job.id, { cursor: last, counts, chain })
  return taken
}

const planOne = (
  deps: PlanDeps,
  job: StoredImport,
  row: RowToPlan,
  people: ReadonlyMap<string, LoadedPerson>,
  zerosLost: LostZeros | null,
  now: number,
): PlannedRow => {
  const newId = uuidv7()
  const facts = {
    values: row.left && row.values.status === undefined ? { ...row.values, status: 'active' as const } : row.values,
    person: people.get(row.userId ?? '')?.person ?? null,
    addressOwner: row.addressOwner,
    twins: row.twins,
    zerosLost,
    withZeros: zerosLost === null ? null : (people.get(zerosLost.userId)?.person ?? null),
    faults: (row.faults ?? []) as RowFault[],
    newId,
    password: row.values.password === undefined ? null : ('planned' as const),
  }
  const plan = planRemedied(facts, job.options, decisionContext(deps, job.actor, now))
  const { outcome, person, reason } = plan
  if (outcome === 'skip') return asPlanned(row.number, plan, null, null)
  return asPlanned(row.number, plan, outcome === 'create' ? newId : (person?.id ?? reason?.userId ?? null), person?.version ?? null)
}

const asPlanned = (
  number: number,
  plan: RowPlan & Partial<Pick<RemediedPlan, 'values' | 'remedied'>>,
  userId: string | null,
  version: number | null,
): PlannedRow => ({
  number,
  outcome: plan.outcome,
  userId,
  version,
  changes: plan.changes,
  reason: plan.reason,
  mails: plan.mails,
  sheet: plan.sheet,
  values: plan.values ?? null,
  remedied: plan.remedied ?? [],
})

/** People whom an import made and who are in the file no more. Their rows come after the file's. */
const planLeavers = async (deps: PlanDeps, tx: StoreTransaction, job: StoredImport, limit: number): Promise<number> => {
  const missing = await tx.listMissing(job, limit)
  if (missing.length === 0) return 0
  const people = await loadAll(
    tx,
    missing.map(({ userId }) => userId),
  )
  const owners = await tx.countOwners()
  const context: Context = decisionContext(deps, job.actor, await tx.now())
  const planned = missing.flatMap(({ userId, number }) => {
    const person = people.get(userId)?.person
    return person === undefined ? [] : [asPlanned(number, planMissing(person, owners, context), userId, person.version)]
  })
  await tx.addOutcomes(job.id, planned)
  await tx.savePlanning(job.id, { cursor: job.cursor, counts: addTo(job.counts, planned), chain: chained(job.chain, rowsInWords(planned)) })
  return missing.length
}

const finishPlan = async (deps: PlanDeps, id: string): Promise<void> => {
  await deps.store.transaction(async (tx) => {
    const job = await tx.lockImport(id, 'planning')
    if (job === null || job.cursor < job.rows) return
    const counts = { ...job.counts, members: await tx.countMembers() }
    await tx.savePlanning(id, { cursor: job.cursor, counts, chain: job.chain })
    await tx.finishPlan(id, chained(job.chain, JSON.stringify([job.options, job.rows, counts])), await tx.groupProblems(id, MAX_GROUPS))
  })
}

const loadAll = async (tx: StoreTransaction, ids: readonly string[]): Promise<Map<string, LoadedPerson>> => {
  const found = new Map<string, LoadedPerson>()
  for (let at = 0; at < ids.length; at += 1_000)
    for (const loaded of await tx.loadPersons(ids.slice(at, at + 1_000))) found.set(loaded.person.id, loaded)
  return found
}

const addTo = (before: PlanCounts, rows: readonly PlannedRow[]): PlanCounts => {
  const outcomes: Partial<Record<ImportOutcome, number>> = { ...before.outcomes }
  for (const { outcome } of rows) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  return {
    ...before,
    outcomes,
    mails: before.mails + rows.reduce((sum, { mails }) => sum + mails, 0),
    sheets: before.sheets + rows.filter(({ sheet }) => sheet).length,
    known: (before.known ?? 0) + rows.filter(({ outcome, mails, sheet }) => outcome !== 'create' && (mails > 0 || sheet)).length,
  }
}
