// Calls on people: enter, read, change, list, and what decides whether they can sign in.

import type {
  ApplicationKey,
  BulkResult,
  ConfigShape,
  InitialPassword,
  Invite,
  NewUser,
  Page,
  Role,
  Selection,
  User,
  UserFilter,
  UserRef,
} from '@foyer/contract'
import { type BulkOptions, changeMany } from './change-many.ts'
import type { CallOptions } from './client-options.ts'
import { isFoyerError } from './errors.ts'
import type { FoyerFile } from './file.ts'
import { type List, pages } from './list.ts'
import type { Send } from './request.ts'

export interface Upserted<C extends ConfigShape> {
  outcome: 'created' | 'updated' | 'unchanged'
  user: User<C>
}

/** An open sign-in of a person. */
export interface UserSession {
  id: string
  /** Its name, in the client's language. */
  application: string
  /** Browser and system in words, as the browser claims them. */
  device: string
  startedAt: string
  lastUsedAt: string
}

export interface UserPage<C extends ConfigShape> extends Page<User<C>> {
  /** `refine`: so many people match the search that only some were looked at. */
  more: 'refine' | null
}

export interface Users<C extends ConfigShape> {
  /**
   * Enters a person, and invites in the same step when asked.
   * @throws FoyerError `email_taken`, `external_id_taken`, `email_unsupported`, `email_missing` (invited by mail without an address)
   */
  create(input: NewUser<C> & { invite?: Invite<C> & { initialPassword?: InitialPassword } }, options?: CallOptions): Promise<User<C>>
  /**
   * Creates the person with this external id, or changes what differs. Invites nobody.
   * @throws FoyerError `email_confirmed` when the address differs from one that its holder confirmed
   */
  upsert(externalId: string, input: Omit<NewUser<C>, 'externalId'>, options?: CallOptions): Promise<Upserted<C>>
  /** @throws FoyerError `user_not_found` */
  get(ref: UserRef, options?: CallOptions): Promise<User<C>>
  /** Like `get`, with `null` for nobody. */
  find(ref: UserRef, options?: CallOptions): Promise<User<C> | null>
  /** What is not named stays; `null` clears. The address has a method of its own: {@link Users.changeEmail}. */
  update(ref: UserRef, patch: Omit<NewUser<C>, 'email'>, options?: CallOptions): Promise<User<C>>
  list(filter?: UserFilter<C>): List<User<C>, UserPage<C>>
  /** People as CSV that spreadsheets run nothing of, and that `imports.create` takes again unchanged. */
  export(filter?: Omit<UserFilter<C>, 'sort'> & { locale?: 'de' | 'en' | undefined }, options?: CallOptions): Promise<FoyerFile>
  /**
   * Changes an address that nobody confirmed yet; with `send`, the next mail goes out in the same step.
   * @throws FoyerError `email_confirmed`: only its holder may change it. `email_taken`, `email_unchanged`
   */
  changeEmail(ref: UserRef, input: { email: string | null; send?: 'invitation' | 'confirmation' }, options?: CallOptions): Promise<User<C>>
  /**
   * Mails a link that confirms the address and opens nothing else.
   * @throws FoyerError `email_missing`, `email_confirmed`, `email_bounced`, `email_complained`, `email_refused`, `user_deactivated`
   */
  sendConfirmation(ref: UserRef, options?: CallOptions): Promise<User<C>>
  /**
   * Mails a recovery that nobody but the mailbox sees, on pages of `application` when it is named.
   * @throws FoyerError `not_online`, `email_missing`, `email_bounced`, `email_complained`, `email_refused`, `user_deactivated`
   */
  sendRecovery(ref: UserRef, input?: { application?: ApplicationKey<C> }, options?: CallOptions): Promise<User<C>>
  /** Gives access; to somebody online at once, with a mail. */
  grantAccess(ref: UserRef, input: { application: ApplicationKey<C>; role?: Role }, options?: CallOptions): Promise<User<C>>
  /** Ends access, with that application's sessions. */
  withdrawAccess(ref: UserRef, input: { application: ApplicationKey<C> }, options?: CallOptions): Promise<User<C>>
  /** Blocks sign-in and ends all sessions: now, or `at` a moment (a day means its end in the organisation's time zone). */
  deactivate(ref: UserRef, input?: { at?: Date | string; reason?: string }, options?: CallOptions): Promise<User<C>>
  /** Where a person is signed in, the one used last first. At most 100. */
  sessions(ref: UserRef, options?: CallOptions): Promise<UserSession[]>
  /** Ends one session, by its id, or all: how many ended. */
  endSessions(ref: UserRef, input?: { session?: string }, options?: CallOptions): Promise<number>
  /**
   * Blocks everybody of a list or a filter, in batches of 50, until it is done: `{}` is everybody but whoever asks and the last owner. What
   * stands against one person leaves them out, with the code. Called again with the same `idempotencyKey` it goes on where it was.
   */
  deactivateMany(selection: Selection<C>, input?: { at?: Date | string; reason?: string }, options?: BulkOptions): Promise<BulkResult>
  reactivate(ref: UserRef, options?: CallOptions): Promise<User<C>>
  /** For a lost mailbox or a successor: ends credentials, sessions and the confirmation. Needs a key of scope `owner`. */
  resetAccess(ref: UserRef, input: { reason: string; email?: string | null; invite?: Invite<C> }, options?: CallOptions): Promise<User<C>>
  /** Lets mails go to this address again after one came back, was reported as unwanted, or met somebody who is not meant. */
  clearBounce(ref: UserRef, options?: CallOptions): Promise<User<C>>
  /** Erases the person; a tombstone without personal data is left. */
  delete(ref: UserRef, options?: CallOptions): Promise<void>
}

export function users<C extends ConfigShape>(send: Send): Users<C> {
  return {
    create: (input, options) => send({ route: 'users.create', input }, options),
    upsert: (externalId, input, options) => send({ route: 'users.upsert', ref: { externalId }, input }, options),
    get: (ref, options) => send({ route: 'users.get', ref }, options),
    async find(ref, options) {
      try {
        return await send<User<C>>({ route: 'users.get', ref }, options)
      } catch (error) {
        if (isFoyerError(error, 'user_not_found')) return null
        throw error
      }
    },
    update: (ref, patch, options) => send({ route: 'users.update', ref, input: patch }, options),
    list(filter = {}) {
      const { sort: _, ...countable } = filter
      return {
        ...pages<User<C>, UserPage<C>>(({ after, limit, ...options }) =>
          send({ route: 'users.list', input: { ...filter, after, limit } }, options),
        ),
        async count(options) {
          const { count } = await send<{ count: number }>({ route: 'users.count', input: countable }, options)
          return count
        },
        total: (options) => send({ route: 'users.count', input: countable }, options),
      }
    },
    export({ locale, ...filter } = {}, options) {
      return send({ route: 'users.export', input: { ...filter, locale } }, options)
    },
    changeEmail: (ref, input, options) => send({ route: 'users.changeEmail', ref, input }, options),
    sendConfirmation: (ref, options) => send({ route: 'users.sendConfirmation', ref }, options),
    sendRecovery: (ref, input, options) => send({ route: 'users.sendRecovery', ref, input }, options),
    grantAccess: (ref, input, options) => send({ route: 'users.grantAccess', ref, input }, options),
    withdrawAccess: (ref, input, options) => send({ route: 'users.withdrawAccess', ref, input }, options),
    deactivate: (ref, input, options) => send({ route: 'users.deactivate', ref, input }, options),
    async sessions(ref, options) {
      const { items } = await send<{ items: UserSession[] }>({ route: 'users.sessions', ref }, options)
      return items
    },
    async endSessions(ref, input = {}, options) {
      const { ended } = await send<{ ended: number }>({ route: 'users.endSessions', ref, input }, options)
      return ended
    },
    deactivateMany: (selection, input = {}, options) => changeMany(send, { route: 'users.deactivateMany', selection, input }, options),
    reactivate: (ref, options) => send({ route: 'users.reactivate', ref }, options),
    resetAccess: (ref, input, options) => send({ route: 'users.resetAccess', ref, input }, options),
    clearBounce: (ref, options) => send({ route: 'users.clearBounce', ref }, options),
    async delete(ref, options) {
      await send({ route: 'users.delete', ref }, options)
    },
  }
}
