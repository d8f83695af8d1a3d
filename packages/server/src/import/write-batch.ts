// One batch of an import's writing: exactly what the preview showed, each person at the version seen, in one transaction.

import { type InitialPasswordInput, isFoyerError, type RowReason } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { unseal } from '../keys/seal.ts'
import { conflictIn, MetSomebody } from '../store/conflict.ts'
import type { StoredImport, WriteCounts } from '../store/import.port.ts'
import { valuesOf } from './decide-rows.ts'
import { finishWriting } from './finish-writing.ts'
import { type Step, type Turn, takeTurn } from './take-turn.ts'
import type { Turned, WriteAhead } from './write-ahead.ts'
import { type Batch, batchOf, canGoAhead, noPasswords, type Pace, type Passwords, type Written, writeRows } from './write-rows.ts'

type WriteDeps = Pick<Deps, 'config' | 'keys' | 'store' | 'hasher'> & { log: Deps['log'] | null }

/** Hashing is dear: a batch with initial passwords ends after this. */
const HASHING_MS = 500

interface WritingTurn extends Pace {
  ahead: WriteAhead<WrittenAhead, StoredImport>
  /** Jobs are there that need not wait for their time. */
  wakeWorkers: () => void
}

export interface WrittenAhead extends Batch {
  written: Promise<Step | null> | null
}

/** @returns null when nothing is left, or the turn was lost */
export const writeBatch = async (
  deps: WriteDeps,
  job: StoredImport,
  turn: Turn,
  limit: number,
  writing: WritingTurn,
): Promise<Step | null> => {
  const { ahead } = writing
  const begun = ahead.take(job.cursor, job)
  if (begun === null) await ahead.drop()
  const { written, ...read } = (await begun) ?? {
    ...(takeFollowing(writing, job.cursor) ?? (await readBatch(deps, job, limit))),
    written: null,
  }
  if (read.count === 0) {
    const rest = await finishWriting(deps, job, turn)
    if (rest !== null) writing.wakeWorkers()
    return rest === null ? null : { rows: rest, left: null }
  }
  const [batch, passwords] = written === null ? await withPasswords(deps, read) : [read, noPasswords]
  if (batch.next !== null) ahead.begin(batch.next, beginAhead(deps, job, turn, limit, writing))
  try {
    const step = await (written ?? write(deps, job, { turn, turned: Promise.resolve(job) }, batch, { passwords, limit }, writing))
    if (step === null) await ahead.drop()
    else ahead.release(step.left)
    return step
  } catch (error) {
    await ahead.drop()
    if (writing.following !== null) writing.following.batch = null
    if (isFoyerError(error, 'busy', 'unavailable') || batch.next === null) throw error
    if (error instanceof MetSomebody) {
      writing.planHolds.value = false
      return writeBatch(deps, job, turn, limit, writing)
    }
    // One of them stands in the way of all: the half that it is not in goes through.
    if (batch.count > 1) return writeBatch(deps, job, turn, Math.ceil(batch.count / 2), writing)
    return passOver(deps, job, turn, batch.next, error)
  }
}

const readBatch = async ({ store }: WriteDeps, { id, cursor }: StoredImport, limit: number): Promise<Batch> =>
  batchOf(cursor, await store.rowsToWrite(id, cursor, limit))

/** While people sign in it is too much for once. */
const takeFollowing = ({ following, isGentle }: Pace, cursor: number): Batch | null => {
  const batch = following?.batch ?? null
  if (following !== null) following.batch = null
  return batch?.after === cursor && !isGentle() ? batch : null
}

const beginAhead =
  (deps: WriteDeps, present: StoredImport, turn: Turn, limit: number, writing: WritingTurn) =>
  (after: number) =>
  async (turned: Turned<StoredImport>): Promise<WrittenAhead> => {
    const job = { ...present, cursor: after }
    const batch = await readBatch(deps, job, limit)
    if (batch.count === 0 || !batch.rows.every(canGoAhead)) return { ...batch, written: null }
    const written = write(deps, job, { turn, turned }, batch, { passwords: noPasswords, limit }, writing)
    // Whoever takes it hears of a failure.
    written.catch(() => undefined)
    return { ...batch, written }
  }

const write = async (
  deps: WriteDeps,
  job: StoredImport,
  turns: { turn: Turn; turned: Turned<StoredImport> },
  batch: Batch,
  more: { passwords: Passwords; limit: number },
  writing: WritingTurn,
): Promise<Step | null> => {
  const { count, next } = batch
  let wakes = false
  const left = await takeTurn(
    deps,
    job,
    turns,
    async (tx) => {
      const { results, failures, hasJobs } = await writeRows(deps, tx, job, batch, more, writing)
      wakes = hasJobs
      await tx.markFailed(job.id, failures)
      return { results, failed: failures.length }
    },
    (before, { results, failed }) => ({ cursor: next ?? job.cursor, results: added(before.results, results, failed) }),
  )
  if (left === null) return null
  if (wakes) writing.wakeWorkers()
  return { rows: count, left }
}

/**
 * One after the other in the queue that everybody's sign-in uses; only for those who are mailed one.
 * @returns the batch without those rows that there is no time for
 */
const withPasswords = async ({ hasher, keys, config }: WriteDeps, batch: Batch): Promise<[Batch, Passwords]> => {
  const passwords = new Map<number, InitialPasswordInput>()
  const begun = performance.now()
  for (const [at, { number, mails, values, hasPassword }] of batch.rows.entries()) {
    if (mails === 0 || !hasPassword) continue
    const sealed = valuesOf(values)?.password
    const password = sealed === undefined ? undefined : unseal(keys, 'seal/import', sealed)
    if (typeof password !== 'string') continue
    if (performance.now() - begun > HASHING_MS) return [batchOf(batch.after, batch.rows.slice(0, at)), passwords]
    passwords.set(number, { kind: 'chosen', hash: await hasher.hash(password), from: config.organisation.name })
  }
  return [batch, passwords]
}

/** A row that nothing can be done with stands in nobody's way. */
const passOver = async (deps: WriteDeps, job: StoredImport, turn: Turn, number: number, error: unknown): Promise<Step | null> => {
  const reason = reasonOf(error)
  if (reason.code === 'internal')
    deps.log?.error({ import: job.id, err: error instanceof Error ? error.name : 'unknown' }, 'a row could not be written')
  const left = await takeTurn(
    deps,
    job,
    { turn, turned: Promise.resolve(job) },
    (tx) => tx.markFailed(job.id, [{ number, reason }]),
    ({ results }) => ({ cursor: number, results: added(results, nobody, 1) }),
  )
  return left === null ? null : { rows: 1, left }
}

/** An address may be taken, or kept for its last holder, since the plan. */
const reasonOf = (error: unknown): RowReason => {
  const conflict = conflictIn(error)
  if (conflict === 'email') return { field: 'email', code: 'email_taken' }
  if (conflict === 'external_id') return { field: 'externalId', code: 'external_id_taken' }
  return { field: null, code: isFoyerError(error) ? error.code : 'internal' }
}

const nobody: Written = { outcomes: {}, mails: 0 }

const added = (before: WriteCounts, { outcomes, mails }: Written, failed: number): WriteCounts => {
  const all = { ...before.outcomes }
  for (const [outcome, rows] of Object.entries(outcomes) as [keyof typeof all, number][]) all[outcome] = (all[outcome] ?? 0) + rows
  return { ...before, outcomes: all, mails: before.mails + mails, failed: before.failed + failed }
}
