// One batch of an import's writing: exactly what the preview showed, each person at the version seen, in one transaction.

import { actorName, type InitialPasswordInput, isFoyerError, type Person, type RowReason } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { unseal } from '../keys/seal.ts'
import { MetSomebody } from '../store/conflict.ts'
import type { RowToWrite, StoredImport, WriteCounts } from '../store/import.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import { decider, type Failure, ownsSomething, valuesOf } from './decide-rows.ts'
import { finishWriting } from './finish-writing.ts'
import { itsTurn, type Turn, takeTurn } from './take-turn.ts'
import type { Turned, WriteAhead } from './write-ahead.ts'

type WriteDeps = Pick<Deps, 'config' | 'keys' | 'store' | 'hasher'> & { log: Deps['log'] | null }

/** People decided while the database writes those before them: each statement costs something by itself. */
const CHUNK = 500
/** While people sign in: neither the server nor the database is taken for longer than a few milliseconds. */
const GENTLE_CHUNK = 60
/** Hashing is dear: a batch with initial passwords ends after this. */
const HASHING_MS = 500

/** Workers look for what is due by themselves within this time. */
const SOON_MS = 60_000

interface Pace {
  breathe: () => Promise<void>
  isGentle: () => boolean
  /** Jobs are there that need not wait for their time. */
  wakeWorkers: () => void
  /** How much of names may come together before the index for searches has them. */
  namesKb: () => number
  /** Whether nobody entered since the plan has been met: then it is not looked for, and whoever is met ends the batch. */
  planHolds: { value: boolean }
}

interface WritingTurn extends Pace {
  ahead: WriteAhead<WrittenAhead>
}

export interface WrittenAhead {
  /** Those that are decided are taken out, so that what there is of them can go. */
  rows: RowToWrite[]
  count: number
  next: number | null
  written: Promise<number | null> | null
}

/** @returns rows that the batch is done with; null when nothing is left, or the turn was lost */
export const writeBatch = async (
  deps: WriteDeps,
  job: StoredImport,
  turn: Turn,
  limit: number,
  writing: WritingTurn,
): Promise<number | null> => {
  const { ahead } = writing
  const begun = ahead.take(job.cursor)
  if (begun === null) await ahead.drop()
  const { rows, written, ...all } = (await begun) ?? { ...(await readRows(deps, job, limit)), written: null }
  if (all.count === 0) {
    const rest = await finishWriting(deps, job, turn)
    if (rest !== null) writing.wakeWorkers()
    return rest
  }
  const passwords = written === null ? await hashPasswords(deps, rows) : noPasswords
  const { count: size, next } = written === null ? extentOf(rows) : all
  if (next !== null) ahead.begin(next, beginAhead(deps, job, turn, limit, writing))
  try {
    const count = await (written ?? write(deps, job, { turn, turned: itsTurn }, rows, passwords, writing))
    if (count === null) await ahead.drop()
    else ahead.release()
    return count
  } catch (error) {
    await ahead.drop()
    if (isFoyerError(error, 'busy', 'unavailable') || next === null) throw error
    if (error instanceof MetSomebody) {
      writing.planHolds.value = false
      return writeBatch(deps, job, turn, limit, writing)
    }
    // One of them stands in the way of all: the half that it is not in goes through.
    if (size > 1) return writeBatch(deps, job, turn, Math.ceil(size / 2), writing)
    return passOver(deps, job, turn, next, error)
  }
}

const readRows = async (deps: WriteDeps, { id, cursor }: StoredImport, limit: number): Promise<Omit<WrittenAhead, 'written'>> => {
  const rows = await deps.store.rowsToWrite(id, cursor, limit)
  return { rows, ...extentOf(rows) }
}

const extentOf = (rows: readonly RowToWrite[]): Pick<WrittenAhead, 'count' | 'next'> => ({
  count: rows.length,
  next: rows.at(-1)?.number ?? null,
})

const noPasswords: ReadonlyMap<number, InitialPasswordInput> = new Map()

/**
 * New people alone, who have nothing in common with those of the batch before: whatever that one still has to lock, this one does not hold.
 * Whoever has an initial password is counted in the batch's time.
 */
const canGoAhead = ({ outcome, values, hasPassword }: RowToWrite): boolean =>
  values !== null && !hasPassword && (outcome === 'create' || isLeftAlone(outcome))

const isLeftAlone = (outcome: RowToWrite['outcome']): boolean => outcome === 'conflict' || outcome === 'error' || outcome === 'unchanged'

const beginAhead =
  (deps: WriteDeps, present: StoredImport, turn: Turn, limit: number, pace: Pace) =>
  (after: number) =>
  async (turned: Turned): Promise<WrittenAhead> => {
    const job = { ...present, cursor: after }
    const read = await readRows(deps, job, limit)
    const { rows } = read
    if (rows.length === 0 || !rows.every(canGoAhead)) return { ...read, written: null }
    const written = write(deps, job, { turn, turned }, rows, noPasswords, pace)
    // Whoever takes it hears of a failure.
    written.catch(() => undefined)
    return { ...read, written }
  }

const write = async (
  deps: WriteDeps,
  job: StoredImport,
  turns: { turn: Turn; turned: Turned },
  rows: RowToWrite[],
  passwords: ReadonlyMap<number, InitialPasswordInput>,
  pace: Pace,
): Promise<number | null> => {
  const { count, next } = extentOf(rows)
  let wakes = false
  const isKept = await takeTurn(
    deps,
    job,
    turns,
    (tx) => writeRows(deps, tx, job, rows, passwords, pace),
    async (tx, locked, { results, failures, hasJobs }) => {
      wakes = hasJobs
      await tx.markFailed(job.id, failures)
      await tx.saveWriting(job.id, { cursor: next ?? job.cursor, results: added(locked.results, results, failures.length) })
    },
  )
  if (isKept && wakes) pace.wakeWorkers()
  return isKept ? count : null
}

type Written = Pick<WriteCounts, 'outcomes' | 'mails'>

/** Takes the rows out as they are decided. */
const writeRows = async (
  deps: WriteDeps,
  tx: StoreTransaction,
  job: StoredImport,
  rows: RowToWrite[],
  passwords: ReadonlyMap<number, InitialPasswordInput>,
  { breathe, isGentle, namesKb, planHolds }: Pace,
): Promise<{ results: Written; failures: Failure[]; hasJobs: boolean }> => {
  const now = await tx.lookByIndex('on_disk', namesKb())
  const known = rows.flatMap(({ outcome, userId }) => (outcome === 'create' || userId === null ? [] : [userId]))
  const people = await loadAll(tx, known)
  const owners = rows.some(({ values }) => values === null) ? await tx.countOwners() : 0
  const decide = decider(deps, job, { people, passwords, owners, now })
  const options = { actor: actorName(job.actor), importId: job.id, isFree: planHolds.value }
  const results: Written = { outcomes: {}, mails: 0 }
  const left: string[] = []
  const failures: Failure[] = []
  let hasJobs = false
  /** A function of its own: what is decided of people is gone before the database has written it. */
  const prepare = async (chunk: readonly RowToWrite[]) => {
    const { writes, refused } = decide(chunk)
    // Other batches may have an answer of the database that they go on with.
    await breathe()
    failures.push(...refused)
    hasJobs ||= writes.some(({ jobs }) => jobs.some(({ at }) => at === undefined || at < now + SOON_MS))
    const decided = writes.map(({ row, plan: { mails }, after: { id } }) => ({ id, row, mails }))
    return { decided, keep: tx.preparePeople(writes, options) }
  }
  // Whoever may stop being an owner waits for other changes to owners, which has to come before anything is written.
  const atOnce = [...people.values()].some(ownsSomething) ? rows.length : null
  let underWay: Promise<void> = Promise.resolve()
  for (let isFirst = true; rows.length > 0; isFirst = false) {
    if (!isFirst) await breathe()
    const { decided, keep } = await prepare(rows.splice(0, atOnce ?? (isGentle() ? GENTLE_CHUNK : CHUNK)))
    await underWay
    underWay = keep().then(async (missed) => {
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
  await underWay
  if (left.length > 0) await tx.markLeft(left)
  return { results, failures, hasJobs }
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

/** One after the other in the queue that everybody's sign-in uses; only for those who are mailed one. Rows that there is no time for are left out. */
const hashPasswords = async (
  { hasher, keys, config }: WriteDeps,
  rows: RowToWrite[],
): Promise<ReadonlyMap<number, InitialPasswordInput>> => {
  const passwords = new Map<number, InitialPasswordInput>()
  const begun = performance.now()
  for (const [at, { number, mails, values, hasPassword }] of rows.entries()) {
    if (mails === 0 || !hasPassword) continue
    const sealed = valuesOf(values)?.password
    const password = sealed === undefined ? undefined : unseal(keys, 'seal/import', sealed)
    if (typeof password !== 'string') continue
    if (performance.now() - begun > HASHING_MS) {
      rows.length = at
      break
    }
    passwords.set(number, { kind: 'chosen', hash: await hasher.hash(password), from: config.organisation.name })
  }
  return passwords
}

/** A row that nothing can be done with stands in nobody's way. */
const passOver = (deps: WriteDeps, job: StoredImport, turn: Turn, number: number, error: unknown): Promise<number | null> => {
  const code = isFoyerError(error) ? error.code : 'internal'
  if (code === 'internal')
    deps.log?.error({ import: job.id, err: error instanceof Error ? error.name : 'unknown' }, 'a row could not be written')
  return deps.store.transaction(async (tx) => {
    const locked = await tx.lockImport(job.id, 'writing', { id: job.id, ...turn })
    if (locked === null || locked.cursor !== job.cursor) return null
    await tx.markFailed(job.id, [{ number, reason: { field: null, code } }])
    await tx.saveWriting(job.id, { cursor: number, results: added(locked.results, nobody, 1) })
    return 1
  })
}

const loadAll = async (tx: StoreTransaction, ids: readonly string[]): Promise<Map<string, Person>> => {
  const found = new Map<string, Person>()
  for (let at = 0; at < ids.length; at += 1_000)
    for (const { person } of await tx.loadPersons(ids.slice(at, at + 1_000))) if (person.deletedAt === null) found.set(person.id, person)
  return found
}

const nobody: Written = { outcomes: {}, mails: 0 }

const added = (before: WriteCounts, { outcomes, mails }: Written, failed: number): WriteCounts => {
  const all = { ...before.outcomes }
  for (const [outcome, rows] of Object.entries(outcomes) as [keyof typeof all, number][]) all[outcome] = (all[outcome] ?? 0) + rows
  return { ...before, outcomes: all, mails: before.mails + mails, failed: before.failed + failed }
}
