// People: load, decide, write only if nobody wrote in between.

import { setTimeout as wait } from 'node:timers/promises'
import { type Decision, FoyerError, type Person } from '@foyer/core'
import { ConflictError, explainConflict, isWorthRepeating } from './conflict.ts'
import type { DatabaseClock } from './database-clock.ts'
import { hasOwner, listOwners } from './last-owner.ts'
import type { ChangedPerson, ChangeOptions, Deciding, LoadedPerson, OpenRecovery, PersonRef, PersonStore } from './person.port.ts'
import { isUserId, readPeople } from './read-person.ts'
import { type Executor, runStatement } from './run-statement.ts'
import type { StoreTransaction } from './store.ts'
import { changesNothing, insertPerson, needsTransaction, savePerson } from './write-person.ts'

const MAX_TRIES = 8
/** Longest pause before another try; drawn anew, so that rivals part. */
const PAUSE_MS = 8

export type OpenTransaction = <T>(work: (trx: Executor, tx: StoreTransaction) => Promise<T>) => Promise<T>

interface Saved<R> {
  after: Person
  result: R | undefined
}

export function createPersonStore(db: Executor, clock: DatabaseClock, openTransaction: OpenTransaction): PersonStore {
  const reader = readPeople(db)

  async function save<R>(before: Person, decision: Decision, options: ChangeOptions<R>): Promise<Saved<R> | null> {
    const also = options.alsoInTransaction
    if (also === undefined && !needsTransaction(before, decision.person)) {
      const after = await savePerson(db, before, decision, options)
      return after === null ? null : { after, result: undefined }
    }
    return openTransaction(async (trx, tx) => {
      const after = await savePerson(trx, before, decision, options)
      return after === null ? null : { after, result: await also?.(tx, after) }
    })
  }

  async function add<R>(decision: Decision, options: ChangeOptions<R>): Promise<Saved<R>> {
    const also = options.alsoInTransaction
    if (also === undefined) return { after: await insertPerson(db, decision, options), result: undefined }
    return openTransaction(async (trx, tx) => {
      const after = await insertPerson(trx, decision, options)
      return { after, result: await also(tx, after) }
    })
  }

  return {
    ...reader,

    async changePerson<D extends Deciding, R = undefined>(
      ref: PersonRef,
      decide: (person: Person, now: number) => D,
      options: ChangeOptions<R>,
    ): Promise<ChangedPerson<D, R> | null> {
      for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
        if (attempt > 1) await wait(Math.random() * PAUSE_MS * attempt)
        const loaded: LoadedPerson | null = await reader.loadPerson(ref)
        if (loaded === null) return null
        const { person: before, now } = loaded
        if (options.ifVersion !== undefined && options.ifVersion !== before.version) {
          throw new FoyerError('changed_meanwhile', { current: before.version })
        }
        const made = decide(before, now)
        const decision = decisionOf(made)
        if (changesNothing(before, decision, options)) return { person: before, now, changed: false, made, result: undefined }
        const saved = await onceMore(db, () => save(before, decision, options))
        if (saved !== null) return { person: saved.after, now, changed: true, made, result: saved.result }
      }
      throw new FoyerError('busy')
    },

    async addPerson<D extends Deciding, R = undefined>(
      make: (now: number) => D,
      options: Omit<ChangeOptions<R>, 'ifVersion'>,
    ): Promise<ChangedPerson<D, R>> {
      for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
        const now = await clock.recent()
        const made = make(now)
        const saved = await onceMore(db, () => add(decisionOf(made), options))
        if (saved !== null) return { person: saved.after, now, changed: true, made, result: saved.result }
      }
      throw new FoyerError('busy')
    },

    async countCodeTry(grantId, generation) {
      const text = `update grants set code_tries = code_tries + 1
        where id = $1 and generation = $2::int8 and ended_at is null returning code_tries as tries`
      const [row] = await runStatement<{ tries: number }>(db, text, [grantId, generation])
      return row?.tries ?? null
    },

    async findRecovery(email) {
      const text = `select g.id, g.purpose, g.generation, g.key_id as "keyId", g.locator, u.email_revision as "emailRevision"
        from users u join grants g on g.user_id = u.id and g.purpose = 'recovery' and g.ended_at is null and g.expires_at > foyer_now()
        where u.email_canonical = $1 and u.deleted_at is null order by g.generation desc limit 1`
      const [row] = await runStatement<OpenRecovery>(db, text, [email])
      return row ?? null
    },

    async readPassword(userId) {
      if (!isUserId(userId)) return null
      const [row] = await runStatement<{ hash: string }>(db, 'select hash from passwords where user_id = $1::uuid', [userId])
      return row?.hash ?? null
    },

    hasOwner: () => hasOwner(db),
    listOwners: () => listOwners(db),
  }
}

const decisionOf = (made: Deciding): Decision => ('decision' in made ? made.decision : made)

/** Null where the same work may succeed when it is done again. */
async function onceMore<T>(db: Executor, work: () => Promise<T | null>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (isWorthRepeating(error)) return null
    if (!(error instanceof ConflictError)) throw error
    const told = await explainConflict(db, error)
    if (told !== null) throw told
    return null
  }
}
