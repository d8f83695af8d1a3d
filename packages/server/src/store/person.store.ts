// People: load, decide, write only if nobody wrote in between.

import { setTimeout as wait } from 'node:timers/promises'
import { type Decision, FoyerError, type Person } from '@foyer/core'
import { ConflictError, explainConflict, isWorthRepeating } from './conflict.ts'
import type { DatabaseClock } from './database-clock.ts'
import { hasOwner, listOwners } from './last-owner.ts'
import { nearestPart } from './nearest-part.ts'
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
      const columns = `g.id, g.purpose, g.generation, g.key_id as "keyId", g.locator`
      const text = `with ${nearestPart('email_canonical', '$1')},
        person as materialized (select u.id, u.email_canonical, u.email_revision from users u where u.id = (select coalesce(above, below) from nearest)),
        own as materialized (select ${columns} from grants g where g.user_id = (select id from person)
          and g.purpose = 'recovery' and g.ended_at is null and g.expires_at > foyer_now() order by g.generation desc limit 1),
        other as materialized (select ${columns} from grants g where g.id = coalesce(
          (select id from grants where id >= md5($1) order by id limit 1), (select id from grants order by id limit 1)))
        select person.email_canonical = $1 and own.id is not null as "isTheirs", coalesce(own.id, other.id) as id,
          coalesce(own.purpose, other.purpose) as purpose, coalesce(own.generation, other.generation) as generation,
          coalesce(own."keyId", other."keyId") as "keyId", coalesce(own.locator, other.locator) as locator,
          person.email_revision as "emailRevision"
        from person left join other on true left join own on true`
      const [row] = await runStatement<OpenRecovery & { isTheirs: boolean }>(db, text, [email])
      if (row === undefined || !row.isTheirs) return null
      const { isTheirs: _, ...open } = row
      return open
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
