// Calls on a person's one invitation.

import type { BulkResult, ConfigShape, InitialPassword, Invite, Selection, User, UserRef } from '@foyer/contract'
import type { CallOptions } from './client-options.ts'
import type { Send } from './request.ts'
import { type BulkOptions, sendMany } from './send-many.ts'

export interface Invitations<C extends ConfigShape> {
  /**
   * Invites by mail; again, it sends the same link and lengthens its term. With `initialPassword` the mail has that instead of a link.
   * @throws FoyerError `email_missing`, `email_bounced`, `email_refused`, `already_online`, `user_deactivated`
   */
  send(ref: UserRef, invite: Invite<C> & { initialPassword?: InitialPassword }, options?: CallOptions): Promise<User<C>>
  /**
   * Invites everybody of a list or a filter by mail, in batches of 50, until it is done: `{}` is everybody. What stands against one person
   * leaves them out, with the code. Called again with the same `idempotencyKey`, after a lost connection or a killed process, it goes on
   * and invites nobody twice; `done` then counts those of the earlier calls as well.
   * @throws FoyerError `application_unknown`, `role_not_applicable`, `role_too_low` for the invitation itself
   */
  sendMany(selection: Selection<C>, invite: Invite<C>, options?: BulkOptions): Promise<BulkResult>
  /**
   * Ends every link, code and sheet handed out so far and begins anew; with `send` the new link is mailed in the same step.
   * @throws FoyerError `not_invited`; with `send` also `email_missing`, `email_bounced`, `email_refused`
   */
  renew(ref: UserRef, input?: { validDays?: number; send?: boolean }, options?: CallOptions): Promise<User<C>>
  /**
   * Ends the invitation and the access that waited for it.
   * @throws FoyerError `not_invited`
   */
  revoke(ref: UserRef, options?: CallOptions): Promise<User<C>>
}

export function invitations<C extends ConfigShape>(send: Send): Invitations<C> {
  return {
    send: (ref, invite, options) => send({ route: 'invitations.send', ref, input: invite }, options),
    sendMany: (selection, invite, options) => sendMany(send, selection, invite, options),
    renew: (ref, input, options) => send({ route: 'invitations.renew', ref, input }, options),
    revoke: (ref, options) => send({ route: 'invitations.revoke', ref }, options),
  }
}
