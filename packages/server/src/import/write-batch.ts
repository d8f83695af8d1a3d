// One batch of an import's writing: exactly what the preview showed, each person at the version seen, in one transaction.

import {
  actorName,
  FoyerError,
  type InitialPasswordInput,
  isFoyerError,
  type Person,
  planMissing,
  planRow,
  type RowPlan,
  type RowReason,
} from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import { unseal } from '../keys/seal.ts'
import type { PersonWrite, RowToWrite, StoredImport, WriteCounts } from '../store/import.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import type { Turn } from './plan-import.ts'
import type { ReadAhead } from './read-ahead.ts'
import { listForSheets, prepareNextSheets } from './run-sheets.ts'

type WriteDeps = Pick<Deps, 'config' | 'keys' | 'store' | 'hasher'> & { log: Deps['log'] | null }

/** People decided while the database writes those before them. */
const CHUNK = 250
/** Hashing is dear: a batch with initial passwords ends after this. */
const HASHING_MS = 500

const WIPED_AT_ONCE = 500

interface Failure {
  number: number
  reason: RowReason
}

interface WritingTurn {
  breathe: () => Promise<void>
  ahead: ReadAhead<RowToWrite[]>
}

/** @returns rows that the batch is done with; null when nothing is left, or the turn was lost */
export const writeBatch = async (
  deps: WriteDeps,
  job: StoredImport,
  turn: Turn,
  limit: number,
  writing: WritingTurn,
): Promise<number | null> => {
  const { breathe, ahead } = writing
  const read = (after: number) => () => deps.store.rowsToWrite(job.id, after, limit)
  const rows = await ahead.take(job.cursor, read(job.cursor))
  const last = rows.at(-1)?.number
  if (last !== undefined) ahead.begin(last, read(last))
  if (rows.length === 0) return finish(deps, job, turn)
  const { passwords, ready } = await hashPasswords(deps, rows)
  const batch = rows.slice(0, ready)
  try {
    return await write(deps, job, turn, batch, passwords, breathe)
  } catch (error) {
    if (isFoyerError(error, 'busy', 'unavailable') || batch.length === 0) throw error
    // One of them stands in the way of all: the half that it is not in goes through.
    if (batch.length > 1) return writeBatch(deps, job, turn, Math.ceil(batch.length / 2), writing)
    return passOver(deps, job, turn, batch, error)
  }
}

const write = (
  deps: WriteDeps,
  job: StoredImport,
  turn: Turn,
  rows: readonly RowToWrite[],
  passwords: ReadonlyMap<number, InitialPasswordInput>,
  breathe: () => Promise<void>,
): Promise<number | null> =>
  deps.store.transaction(async (tx) => {
    const locked = await tx.lockImport(job.id, 'writing', { id: job.id, ...turn })
    if (locked === null || locked.cursor !== job.cursor) return null
    await tx.lookByIndex()
    const known = rows.flatMap(({ outcome, userId }) => (outcome === 'create' || userId === null ? [] : [userId]))
    const people = await loadAll(tx, known)
    const [now, owners] = [await tx.now(), rows.some(({ values }) => values === null) ? await tx.countOwners() : 0]
    const decide = decider(deps, locked, { people, passwords, owners, now })
    const options = { actor: actorName(locked.actor), importId: job.id }
    const results = startResults(locked.results)
    const left: string[] = []
    const failures: Failure[] = []
    // Whoever may stop being an owner waits for other changes to owners, which has to come before anything is written.
    const chunk = [...people.values()].some(ownsSomething) ? rows.length : CHUNK
    let underWay: Promise<void> = Promise.resolve()
    for (let at = 0; at < rows.length; at += chunk) {
      if (at > 0) await breathe()
      const { writes, refused } = decide(rows.slice(at, at + chunk))
      failures.push(...refused)
      await underWay
      underWay = tx.writePeople(writes, options).then(async (written) => {
        for (const { row, plan, after } of writes) {
          if (!written.has(after.id)) {
            failures.push({ number: row.number, reason: await inTheWay(tx, row) })
            continue
          }
          count(results, row, plan)
          if (row.values === null) left.push(after.id)
        }
      })
      // It is waited for above or below; until then a failure must not count as nobody's.
      underWay.catch(() => undefined)
    }
    await underWay
    if (left.length > 0) await tx.markLeft(left)
    await tx.markFailed(job.id, failures)
    await tx.saveWriting(job.id, { cursor: rows.at(-1)?.number ?? job.cursor, results: withFailed(results, failures.length) })
    return rows.length
  })

type Write = PersonWrite & { row: RowToWrite; plan: RowPlan }

/** Decides rows again as the preview showed them; whoever is not as the preview saw them is refused. */
const decider = (
  deps: WriteDeps,
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

const ownsSomething = ({ access }: Person): boolean => access.some(({ role, pending }) => role === 'owner' && !pending)

const planAgain = (
  job: StoredImport,
  { userId, outcome, values }: RowToWrite,
  person: Person | null,
  password: InitialPasswordInput | null,
  owners: number,
  context: ReturnType<typeof decisionContext>,
): RowPlan => {
  if (values === null) {
    if (person === null) throw new FoyerError('user_not_found', { ref: userId ?? '' })
    return planMissing(person, owners, context)
  }
  // Whom an earlier file left out comes back without a word about it in the file.
  const whole = outcome === 'reactivate' ? { ...values, status: 'active' as const } : values
  return planRow({ values: whole, person, addressOwner: null, twins: null, newId: userId ?? '', password }, job.options, context)
}

/** Whose address or number it is by now, or that somebody else was faster. */
const inTheWay = async (tx: StoreTransaction, { outcome, values }: RowToWrite): Promise<RowReason> => {
  if (outcome !== 'create') return { field: null, code: 'changed_meanwhile' }
  const { externalId, email } = values ?? {}
  const other = externalId === undefined ? null : await tx.loadPerson({ externalId })
  if (other !== null) return { field: 'externalId', code: 'external_id_taken', userId: other.person.id }
  const owner = email == null ? null : await tx.loadPerson({ email: email.canonical })
  return owner === null ? { field: null, code: 'changed_meanwhile' } : { field: 'email', code: 'email_taken', userId: owner.person.id }
}

/** One after the other in the queue that everybody's sign-in uses; only for those who are mailed one. */
const hashPasswords = async (
  { hasher, keys, config }: WriteDeps,
  rows: readonly RowToWrite[],
): Promise<{ passwords: Map<number, InitialPasswordInput>; ready: number }> => {
  const passwords = new Map<number, InitialPasswordInput>()
  const begun = performance.now()
  for (const [at, { number, mails, values }] of rows.entries()) {
    if (mails === 0 || values?.password === undefined) continue
    const password = unseal(keys, 'seal/import', values.password)
    if (typeof password !== 'string') continue
    if (performance.now() - begun > HASHING_MS) return { passwords, ready: at }
    passwords.set(number, { kind: 'chosen', hash: await hasher.hash(password), from: config.organisation.name })
  }
  return { passwords, ready: rows.length }
}

/** A row that nothing can be done with stands in nobody's way. */
const passOver = (deps: WriteDeps, job: StoredImport, turn: Turn, rows: readonly RowToWrite[], error: unknown): Promise<number | null> => {
  const code = isFoyerError(error) ? error.code : 'internal'
  if (code === 'internal')
    deps.log?.error({ import: job.id, err: error instanceof Error ? error.name : 'unknown' }, 'a row could not be written')
  const failures = rows.map(({ number }): Failure => ({ number, reason: { field: null, code } }))
  return deps.store.transaction(async (tx) => {
    const locked = await tx.lockImport(job.id, 'writing', { id: job.id, ...turn })
    if (locked === null || locked.cursor !== job.cursor) return null
    await tx.markFailed(job.id, failures)
    await tx.saveWriting(job.id, { cursor: rows.at(-1)?.number ?? job.cursor, results: withFailed(locked.results, failures.length) })
    return rows.length
  })
}

/** Nobody hashes an initial password any more when all rows had their turn. */
const finish = async (deps: WriteDeps, job: StoredImport, turn: Turn): Promise<number | null> => {
  const lock = (tx: StoreTransaction) => tx.lockImport(job.id, 'writing', { id: job.id, ...turn })
  const held = await deps.store.transaction(lock)
  if (held === null || held.cursor !== job.cursor) return null
  const printed = await prepareNextSheets(deps, held)
  if (printed > 0) return printed
  return deps.store.transaction(async (tx) => {
    const locked = await lock(tx)
    if (locked === null) return null
    const listed = await listForSheets(tx, locked)
    if (listed > 0) return listed
    const wiped = await tx.wipePasswords(job.id, WIPED_AT_ONCE)
    if (wiped > 0) return wiped
    await tx.finishImport(job.id)
    const { outcomes, mails, failed } = locked.results
    await tx.addEvents(null, [{ type: 'import.finished', data: { importId: job.id, ...outcomes, mails, failed } }], actorName(locked.actor))
    return null
  })
}

const loadAll = async (tx: StoreTransaction, ids: readonly string[]): Promise<Map<string, Person>> => {
  const found = new Map<string, Person>()
  for (let at = 0; at < ids.length; at += 1_000)
    for (const { person } of await tx.loadPersons(ids.slice(at, at + 1_000))) if (person.deletedAt === null) found.set(person.id, person)
  return found
}

/** A batch's people are let go as soon as they are counted. */
const startResults = (before: WriteCounts): WriteCounts => ({ ...before, outcomes: { ...before.outcomes } })

const count = (results: WriteCounts, { outcome }: RowToWrite, { mails }: RowPlan): void => {
  results.outcomes[outcome] = (results.outcomes[outcome] ?? 0) + 1
  results.mails += mails
}

const withFailed = (results: WriteCounts, failed: number): WriteCounts => ({ ...results, failed: results.failed + failed })
