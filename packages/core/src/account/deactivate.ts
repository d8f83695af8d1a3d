// Blocking a person, lifting the block, erasing.

import type { Context } from '../event/context.ts'
import type { Decision, NewEvent } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { endInvitation } from '../invitation/renew-revoke.ts'
import { emptyProfile, withEmail } from './create-person.ts'
import { requireAction } from './guards.ts'
import type { Person } from './person.ts'

/**
 * Now, or at a moment in the future: then only `endsAt` is set, and `endAccountWhenDue` does the rest when it has come. A later last day on file stays as it is.
 * @throws FoyerError `user_deactivated`, `own_account`, `last_owner`.
 */
export const deactivatePerson = (
  person: Person,
  input: { at?: number | undefined; reason?: string | undefined },
  context: Context,
): Decision => {
  requireAction('deactivate', person, context)
  const d = draft(person, context)
  if (input.at !== undefined && input.at > context.now) {
    if (input.at === person.endsAt) return d.done()
    d.change({ endsAt: input.at })
    d.event({ type: 'user.updated', data: { fields: ['endsAt'] }, values: reasonOf(input) })
    return d.done()
  }
  block(d, 'asked', reasonOf(input))
  return d.done()
}

/**
 * What the last day comes to once it is over. Nothing happens while it is to come, or where it was taken away, or the block stands already:
 * whoever looks for those who are due may meet them a second time, or late.
 */
export const endAccountWhenDue = (person: Person, context: Context): Decision => {
  const d = draft(person, context)
  if (person.deletedAt !== null || person.deactivatedAt !== null || person.endsAt === null || person.endsAt > context.now) return d.done()
  block(d, 'last_day')
  return d.done()
}

/**
 * Restores `online`; an invited person returns to `offline`. A last day in the past is taken away.
 * @throws FoyerError `not_deactivated`, `role_too_low`.
 */
export const reactivatePerson = (person: Person, context: Context): Decision => {
  requireAction('reactivate', person, context)
  const d = draft(person, context)
  d.change({ deactivatedAt: null, endsAt: person.endsAt !== null && person.endsAt <= context.now ? null : person.endsAt })
  d.event({ type: 'user.reactivated', data: {} })
  return d.done()
}

/**
 * Leaves a tombstone: id and times, no personal data, nothing to sign in with.
 * @throws FoyerError `own_account`, `role_too_low`, `user_not_found`, `last_owner`.
 */
export const deletePerson = (person: Person, context: Context): Decision => {
  requireAction('delete', person, context)
  const d = draft(person, context)
  leaveTombstone(d)
  return d.done()
}

/** @param because `holder`: it was the holder's own wish */
export const leaveTombstone = (d: Draft, because?: 'holder'): void => {
  const { person, context } = d
  endInvitation(d, 'deleted')
  endGrants(d, 'deleted')
  d.endSessions('all')
  d.event({ type: 'user.deleted', data: because === undefined ? {} : { because } })
  d.change({
    deletedAt: context.now,
    profile: emptyProfile,
    ...withEmail(d.person, null, 'manager', context.now),
    waitingEmail: null,
    formerEmail: null,
    activatedAt: null,
    deactivatedAt: null,
    endsAt: null,
    eraseAt: null,
    signInName: null,
    credentialRevision: person.credentialRevision + 1,
    hasPassword: false,
    passkeys: [],
    totpSince: null,
    access: [],
    acceptances: [],
  })
}

/** Ends every open grant but the invitation. */
export const endGrants = (d: Draft, reason: string): void => {
  d.change({
    grants: d.person.grants.map((grant) => (grant.endedAt === null ? { ...grant, endedAt: d.context.now, endedReason: reason } : grant)),
  })
}

const reasonOf = ({ reason }: { reason?: string | undefined }) => (reason === undefined ? undefined : { reason })

const block = (d: Draft, because: 'asked' | 'last_day', values?: NewEvent['values']): void => {
  endInvitation(d, 'deactivated')
  endGrants(d, 'deactivated')
  d.change({ deactivatedAt: d.context.now, waitingEmail: null, formerEmail: null })
  d.endSessions('all')
  d.event({ type: 'user.deactivated', data: { because }, values })
}
