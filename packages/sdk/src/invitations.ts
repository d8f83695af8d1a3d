// Calls on a person's one invitation.

import type { BulkInvite, BulkResult, ConfigShape, InitialPassword, Invite, Selection, SendInvite, User, UserRef } from '@foyer/contract'
import { type BulkOptions, changeMany } from './change-many.ts'
import type { CallOptions } from './client-options.ts'
import type { FoyerFile } from './file.ts'
import type { Send } from './request.ts'
import { printSheets, type SheetCallOptions, type SheetFile, type SheetOptions } from './sheets.ts'

/** One secret in the forms in which it is handed over in person. */
export interface Handover {
  link: string
  /** Four groups of four, to be typed at `/activate`. */
  code: string
  /** The link as a QR code: an SVG picture. */
  qr: string
  expiresAt: string
}

export interface Invitations<C extends ConfigShape> {
  /**
   * Invites by mail; again, it sends the same link and lengthens its term. With `initialPassword` the mail has that instead of a link.
   * @throws FoyerError `email_missing`, `email_bounced`, `email_complained`, `email_refused`, `already_online`, `user_deactivated`
   */
  send(ref: UserRef, invite: SendInvite<C> & { initialPassword?: InitialPassword }, options?: CallOptions): Promise<User<C>>
  /**
   * Invites everybody of a list or a filter by mail, in batches of 50, until it is done: `{}` is everybody. What stands against one person
   * leaves them out, with the code. Called again with the same `idempotencyKey`, after a lost connection or a killed process, it goes on
   * and invites nobody twice; `done` then counts those of the earlier calls as well. Whoever was mailed an invitation in the last three days
   * is left out (`invited_lately`) unless `coolDownDays` says otherwise.
   * @throws FoyerError `application_unknown`, `role_not_applicable`, `role_too_low` for the invitation itself
   */
  sendMany(selection: Selection<C>, invite: BulkInvite<C>, options?: BulkOptions): Promise<BulkResult>
  /**
   * Sends the open invitations of a list or a filter once more, each with the same link and to what it was for, its term lengthened. All
   * others are left out as `not_invited`. Repeated as `sendMany` is.
   */
  sendAgain(selection: Selection<C>, options?: BulkOptions): Promise<BulkResult>
  /**
   * Invites in person, and answers with the same secret as long as it lives; every call is an event. For somebody without a mailbox who is
   * online it is their recovery, new with each call. Needs no address.
   * @throws FoyerError `already_online`, `user_deactivated`, `handover_owner_only`, `handover_answer_missing`, `role_too_low`
   */
  handOver(ref: UserRef, invite: Omit<Invite<C>, 'message'>, options?: CallOptions): Promise<Handover>
  /**
   * The QR code alone, as an SVG file of `size` pixels (64 to 2,048; 320 when not given). Whoever is invited already needs no `application`.
   * @throws FoyerError `not_invited` without an application, and as `handOver`
   */
  qr(ref: UserRef, input?: Partial<Omit<Invite<C>, 'message'>> & { size?: number }, options?: CallOptions): Promise<FoyerFile>
  /**
   * Prints info sheets for a list or a filter: PDF, ZIP with one PDF a location, or a page. People without an open invitation get one to
   * `application`; whoever has a sheet already is left out unless `only: 'all'`; sheets are sorted by location, department and name. Anything
   * printed is valid for 60 days at least. `progress` is told how far the invitations are.
   * @throws FoyerError `too_many_people` beyond 10,000, `application_unknown`. What stands against one person leaves them out: `sheets` says why.
   */
  sheet(selection: Selection<C>, input?: SheetOptions<C>, options?: SheetCallOptions): Promise<SheetFile>
  /**
   * Ends every link, code and sheet handed out so far and begins anew; with `send` the new link is mailed in the same step.
   * @throws FoyerError `not_invited`; with `send` also `email_missing`, `email_bounced`, `email_complained`, `email_refused`
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
    sendMany: (selection, invite, options) => changeMany(send, { route: 'invitations.sendMany', selection, input: { invite } }, options),
    sendAgain: (selection, options) => changeMany(send, { route: 'invitations.sendMany', selection, input: {} }, options),
    handOver: (ref, invite, options) => send({ route: 'invitations.handOver', ref, input: invite }, options),
    qr: (ref, input, options) => send({ route: 'invitations.qr', ref, input }, options),
    sheet: (selection, input, options) => printSheets(send, selection, input, options),
    renew: (ref, input, options) => send({ route: 'invitations.renew', ref, input }, options),
    revoke: (ref, options) => send({ route: 'invitations.revoke', ref }, options),
  }
}
