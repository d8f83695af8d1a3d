// One batch of the plan: matches rows with people, decides each, and keeps what it comes to.

import {
  actorRank,
  type Context,
  type ImportOutcome,
  planMissing,
  planRemedied,
  type RemediedPlan,
  type RowFault,
  type RowPlan,
  roleRank,
} from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import { type Deps, decisionContext } from '../deps.ts'
import type { MatchedRows, PlanCounts, PlannedRow, RowToPlan, StoredImport } from '../store/import.port.ts'
import type { LoadedPerson } from '../store/person.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import { type LostZeros, lostZerosOf } from './lost-zeros.ts'
import { chained, rowsInWords } from './plan-chain.ts'
import { type Step, type Turn, takeTurn } from './take-turn.ts'
import type { Turned, WriteAhead } from './write-ahead.ts'

type PlanDeps = Pick<Deps, 'config' | 'keys' | 'store'>

/** Rows decided while the database keeps what became of those before them. */
const CHUNK = 250
const MAX_LEAVERS = 500
/** Groups of problems that a preview shows. */
const MAX_GROUPS = 200

interface PlanningTurn {
  breathe: () => Promise<void>
  ahead: WriteAhead<PlannedAhead, StoredImport>
}

/** Rows whose plan is being made, and where the next ones begin. */
export interface PlannedAhead {
  next: number | null
  written: Promise<Step | null>
}

/** @returns null when the plan is complete, or the turn was lost */
export const planBatch = async (
  deps: PlanDeps,
  job: StoredImport,
  turn: Turn,
  limit: number,
  { breathe, ahead }: PlanningTurn,
): Promise<Step | null> => {
  if (job.cursor >= job.rows) return planRest(deps, job, turn, limit)
  const begun = ahead.take(job.cursor, job)
  if (begun === null) await ahead.drop()
  const plan =
    (after: number) =>
    async (turned: Turned<StoredImport>): Promise<PlannedAhead> => {
      const range = { after, upTo: Math.min(job.rows, after + limit) }
      const written = planRows(deps, { ...job, cursor: after }, { turn, turned }, range, breathe)
      // Whoever takes it hears of a failure.
      written.catch(() => undefined)
      return { next: range.upTo < job.rows ? range.upTo : null, written }
    }
  const { next, written } = await (begun ?? plan(job.cursor)(Promise.resolve(job)))
  if (next !== null) ahead.begin(next, plan)
  const step = await written.catch(async (error: unknown) => {
    await ahead.drop()
    throw error
  })
  if (step === null) await ahead.drop()
  else ahead.release(step.left)
  return step
}

/** What comes after the file's rows. */
const planRest = async (deps: PlanDeps, job: StoredImport, turn: Turn, limit: number): Promise<Step | null> => {
  if (job.options.mode === 'complete') {
    const count = await deps.store.transaction(async (tx) => {
      const now = await tx.lockImport(job.id, 'planning', { id: job.id, ...turn })
      if (now === null) return 0
      await tx.lookByIndex('on_disk')
      return planLeavers(deps, tx, now, Math.min(limit, MAX_LEAVERS))
    })
    if (count > 0) return { rows: count, left: null }
  }
  await finishPlan(deps, job.id)
  return null
}

/** Whom rows mean may change until they are planned, as it may afterwards: the version that is planned with tells. */
const planRows = async (
  deps: PlanDeps,
  job: StoredImport,
  turns: { turn: Turn; turned: Turned<StoredImport> },
  { after, upTo }: { after: number; upTo: number },
  breathe: () => Promise<void>,
): Promise<Step | null> => {
  const plansNew = actorRank(job.actor) >= roleRank.manager
  const left = await takeTurn(
    deps,
    job,
    turns,
    async (tx) => {
      // The plan is told of when all of it is there, which is waited for.
      const now = await tx.lookByIndex('later')
      await tx.forgetOutcomes(job.id, after, upTo)
      const matched = await tx.matchRows(job, { after, upTo }, plansNew)
      return { matched, planned: await planOthers(deps, tx, job, { rows: matched.rows, now }, breathe) }
    },
    ({ counts, chain }, { matched: { created, unchanged }, planned: { told, counted } }) => {
      const parts = [...(created.digest === null ? [] : [created.digest]), ...told]
      return { cursor: upTo, counts: sumOf(counts, counted, { created, unchanged }), chain: parts.reduce(chained, chain) }
    },
  )
  return left === null ? null : { rows: upTo - after, left }
}

/** @returns what the preview tells of them, in words, and their counts */
const planOthers = async (
  deps: PlanDeps,
  tx: StoreTransaction,
  job: StoredImport,
  { rows, now }: { rows: readonly RowToPlan[]; now: number },
  breathe: () => Promise<void>,
): Promise<{ told: string[]; counted: PlanCounts }> => {
  let counted: PlanCounts = { outcomes: {}, mails: 0, sheets: 0 }
  const words: string[] = []
  if (rows.length === 0) return { told: words, counted }
  const zeros = await lostZerosOf(tx, rows)
  const people = await loadAll(
    tx,
    rows
      .flatMap(({ userId }) => userId ?? [])
      .concat([...zeros.values()].flatMap(({ externalId, userId }) => (externalId === null ? [] : userId))),
  )
  let underWay: Promise<void> = Promise.resolve()
  for (let at = 0; at < rows.length; at += CHUNK) {
    if (at > 0) await breathe()
    const planned = rows.slice(at, at + CHUNK).map((row) => planOne(deps, job, row, people, zeros.get(row.number) ?? null, now))
    // Alone in the plan they would say no more than that they are there.
    const told = planned.filter(
      ({ outcome, reason, sheet, remedied = [] }) => outcome !== 'unchanged' || reason !== null || sheet || remedied.length > 0,
    )
    counted = addTo(counted, planned)
    words.push(rowsInWords(told))
    await underWay
    underWay = tx.addOutcomes(job.id, told)
    // It is waited for above or below; until then a failure must not count as nobody's.
    underWay.catch(() => undefined)
  }
  await underWay
  return { told: words, counted }
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

const sumOf = (before: PlanCounts, counted: PlanCounts, { created, unchanged }: Pick<MatchedRows, 'created' | 'unchanged'>): PlanCounts => {
  const outcomes: Partial<Record<ImportOutcome, number>> = { ...before.outcomes }
  const add = (outcome: ImportOutcome, rows: number) => {
    if (rows > 0) outcomes[outcome] = (outcomes[outcome] ?? 0) + rows
  }
  for (const [outcome, rows] of Object.entries(counted.outcomes) as [ImportOutcome, number][]) add(outcome, rows)
  add('create', created.count)
  add('unchanged', unchanged)
  return {
    ...before,
    outcomes,
    mails: before.mails + counted.mails + created.mails,
    sheets: before.sheets + counted.sheets + created.sheets,
    known: (before.known ?? 0) + (counted.known ?? 0),
  }
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
