// Writes the rows of one batch in its transaction: some are decided while the database writes those before them.

import { actorName, type InitialPasswordInput, type Instant, type Person, type RowReason } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { PreparedPeople, RowToWrite, StoredImport, WriteCounts } from '../store/import.port.ts'
import { preparePeople } from '../store/prepare-people.ts'
import type { StoreTransaction } from '../store/store.ts'
import { decider, type Failure, ownsSomething, valuesOf } from './decide-rows.ts'

/** People decided while the database writes those before them: each statement costs something by itself. */
const CHUNK = 500
/** While people sign in: neither the server nor the database is taken for longer than a few milliseconds. */
const GENTLE_CHUNK = 60

/** Workers look for what is due by themselves within this time. */
const SOON_MS = 60_000

/** People who are decided, and what writes them. */
interface Chunk {
  decided: readonly { id: string; row: RowToWrite; mails: number }[]
  refused: readonly Failure[]
  hasJobs: boolean
  people: PreparedPeople
}

export interface Batch {
  /** The number of the last row before it. */
  after: number
  /** Those that are decided are taken out, so that what there is of them can go. */
  rows: RowToWrite[]
  count: number
  /** Where the batch after it begins; null: it has no rows. */
  next: number | null
  /** Rows that were decided while the database wrote the batch before. */
  decided: Chunk | null
}

/** On a database that does one thing at a time: the batch after the present one, read and decided while the database writes. */
export interface Following {
  batch: Batch | null
}

export interface Pace {
  breathe: () => Promise<void>
  isGentle: () => boolean
  /** How much of names may come together before the index for searches has them. */
  namesKb: () => number
  /** Whether nobody entered since the plan has been met: then it is not looked for, and whoever is met ends the batch. */
  planHolds: { value: boolean }
  /** Null: batches are written beside each other. */
  following: Following | null
}

export const batchOf = (after: number, rows: RowToWrite[]): Batch => ({
  after,
  rows,
  count: rows.length,
  next: rows.at(-1)?.number ?? null,
  decided: null,
})

/**
 * New people alone, who have nothing in common with those of the batch before: whatever that one still has to lock, this one does not hold.
 * Whoever has an initial password is counted in the batch's time.
 */
export const canGoAhead = ({ outcome, values, hasPassword }: RowToWrite): boolean =>
  values !== null && !hasPassword && (outcome === 'create' || isLeftAlone(outcome))

const isLeftAlone = (outcome: RowToWrite['outcome']): boolean => outcome === 'conflict' || outcome === 'error' || outcome === 'unchanged'

export type Passwords = ReadonlyMap<number, InitialPasswordInput>

export const noPasswords: Passwords = new Map()

export type Written = Pick<WriteCounts, 'outcomes' | 'mails'>

type WriteDeps = Pick<Deps, 'config' | 'keys'>

interface Facts {
  people: ReadonlyMap<string, Person>
  passwords: Passwords
  owners: number
  now: Instant
}

/** @param limit rows of the batch after this one, where that is read */
export const writeRows = async (
  deps: WriteDeps,
  tx: StoreTransaction,
  job: StoredImport,
  { rows, next, decided: ready }: Batch,
  { passwords, limit }: { passwords: Passwords; limit: number },
  pace: Pace,
): Promise<{ results: Written; failures: Failure[]; hasJobs: boolean }> => {
  const now = await tx.lookByIndex('on_disk', pace.namesKb())
  const known = rows.flatMap(({ outcome, userId }) => (outcome === 'create' || userId === null ? [] : [userId]))
  const people = await loadAll(tx, known)
  const owners = rows.some(({ values }) => values === null) ? await tx.countOwners() : 0
  const prepare = preparer(deps, job, { people, passwords, owners, now }, pace)
  const after =
    pace.following === null || next === null || pace.isGentle() ? null : batchOf(next, await tx.rowsToWrite(job.id, next, limit))
  const results: Written = { outcomes: {}, mails: 0 }
  const left: string[] = []
  const failures: Failure[] = []
  let hasJobs = false
  // Whoever may stop being an owner waits for other changes to owners, which has to come before anything is written.
  const atOnce = [...people.values()].some(ownsSomething) ? rows.length : null
  let underWay: Promise<void> = Promise.resolve()
  const write = async (chunk: Chunk) => {
    failures.push(...chunk.refused)
    hasJobs ||= chunk.hasJobs
    await underWay
    const { decided } = chunk
    underWay = tx.keepPeople(chunk.people).then(async (missed) => {
      for (const { id, row, mails } of decided) {
        if (missed.has(id)) {
          failures.push({ number: row.number, reason: await inTheWay(tx, row) })
          continue
        }
        results.outcomes[row.outcome] = (results.outcomes[row.outcome] ?? 0) + 1
        results.mails += mails
        if (row.values === null) left.push(id)
      }
    })
    // It is waited for above or below; until then a failure must not count as nobody's.
    underWay.catch(() => undefined)
  }
  if (ready !== null) await write(ready)
  for (let isFirst = ready === null; rows.length > 0; isFirst = false) {
    if (!isFirst) await pace.breathe()
    await write(await prepare(rows.splice(0, atOnce ?? chunkSize(pace))))
  }
  if (pace.following !== null) {
    if (after !== null) await decideAhead(after, preparer(deps, job, { people: nobody, passwords: noPasswords, owners: 0, now }, pace))
    pace.following.batch = after
  }
  await underWay
  if (left.length > 0) await tx.markLeft(left)
  return { results, failures, hasJobs }
}

const decideAhead = async (batch: Batch, prepare: ReturnType<typeof preparer>): Promise<void> => {
  if (!batch.rows.every(canGoAhead)) return
  const first = batch.rows.slice(0, CHUNK)
  // Whatever is wrong with one of them shows in their own turn.
  batch.decided = await prepare(first).catch(() => null)
  if (batch.decided !== null) batch.rows.splice(0, first.length)
}

const nobody: ReadonlyMap<string, Person> = new Map()

const chunkSize = ({ isGentle }: Pace): number => (isGentle() ? GENTLE_CHUNK : CHUNK)

/** What is decided of people is gone before the database has written it. */
const preparer = (deps: WriteDeps, job: StoredImport, facts: Facts, { breathe, planHolds }: Pace) => {
  const decide = decider(deps, job, facts)
  const actor = actorName(job.actor)
  return async (chunk: readonly RowToWrite[]): Promise<Chunk> => {
    const { writes, refused } = decide(chunk)
    // Other batches may have an answer of the database that they go on with.
    await breathe()
    return {
      decided: writes.map(({ row, plan: { mails }, after: { id } }) => ({ id, row, mails })),
      refused,
      hasJobs: writes.some(({ jobs }) => jobs.some(({ at }) => at === undefined || at < facts.now + SOON_MS)),
      people: preparePeople(writes, { actor, importId: job.id, isFree: planHolds.value }),
    }
  }
}

/** Whose address or number it is by now, or that somebody else was faster. */
const inTheWay = async (tx: StoreTransaction, { outcome, values }: RowToWrite): Promise<RowReason> => {
  if (outcome !== 'create') return { field: null, code: 'changed_meanwhile' }
  const { externalId, email } = valuesOf(values) ?? {}
  const other = externalId === undefined ? null : await tx.loadPerson({ externalId })
  if (other !== null) return { field: 'externalId', code: 'external_id_taken', userId: other.person.id }
  const owner = email == null ? null : await tx.loadPerson({ email: email.canonical })
  return owner === null ? { field: null, code: 'changed_meanwhile' } : { field: 'email', code: 'email_taken', userId: owner.person.id }
}

const loadAll = async (tx: StoreTransaction, ids: readonly string[]): Promise<Map<string, Person>> => {
  const found = new Map<string, Person>()
  for (let at = 0; at < ids.length; at += 1_000)
    for (const { person } of await tx.loadPersons(ids.slice(at, at + 1_000))) if (person.deletedAt === null) found.set(person.id, person)
  return found
}
