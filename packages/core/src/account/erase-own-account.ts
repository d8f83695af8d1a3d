// The holder has the own account erased: after a time in which they may think again.

import type { Context } from '../event/context.ts'
import { type Decision, unchanged } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { DAY_MS, endedOf, issue, newGeneration } from '../invitation/generation.ts'
import { leaveTombstone } from './deactivate.ts'
import type { Person } from './person.ts'
import { type GrantProof, requireGrant } from './require-grant.ts'
import { isBlocked } from './status.ts'

/** Owners who are told, at most. */
export const TOLD_OWNERS_MAX = 20

/**
 * Ends all sessions at once; the account itself goes when the time is over, and never before an address that was changed lately can no
 * longer be taken back. The holder is mailed a link that keeps the account, the owners a notice.
 * @param input.tell ids of the owners
 * @throws FoyerError `erasure_off` where the policy has none, `not_online`, `erasure_asked`.
 */
export const requestErasure = (person: Person, input: { tell: readonly string[] }, context: Context): Decision => {
  const { now, settings } = context
  if (settings.erasureDays === null) throw new FoyerError('erasure_off')
  if (person.activatedAt === null || isBlocked(person, now)) throw new FoyerError('not_online')
  if (person.eraseAt !== null) throw new FoyerError('erasure_asked')
  const d = draft(person, context)
  const eraseAt = Math.max(now + settings.erasureDays * DAY_MS, person.formerEmail?.undoUntil ?? 0)
  d.change({ eraseAt, waitingEmail: null, grants: endedOf(person.grants, ['email_change', 'recovery'], now, 'erasure') })
  d.endSessions('all')
  d.event({ type: 'user.erasure_requested', data: { eraseAt: new Date(eraseAt).toISOString() } })
  d.job({ type: 'erase_account', at: eraseAt, dedupe: `erase_account:${person.id}:${eraseAt}:${now}` })
  if (person.email !== null) {
    const grant = newGeneration(null, 'erasure_undo', { application: null, termMs: eraseAt - now }, context)
    const issued = issue(grant, ['mail_link'], person.emailRevision, context)
    d.change({ grants: [...d.person.grants, issued] })
    d.mail({ kind: 'erasure_planned', grantId: issued.id, generation: issued.generation }, `erasure:${issued.id}`)
  }
  for (const userId of input.tell.filter((id) => id !== person.id).slice(0, TOLD_OWNERS_MAX))
    d.job({
      type: 'mail',
      userId,
      intent: { kind: 'erasure_notice', about: person.id, eraseAt },
      dedupe: `erasure_notice:${person.id}:${now}:${userId}`,
    })
  return d.done()
}

/**
 * The holder thinks again: signed in, or by the mailed link.
 * @param proof of the link; absent where the holder has shown a credential
 * @throws FoyerError `link_invalid`, `link_expired`.
 */
export const keepAccount = (person: Person, proof: GrantProof | null, context: Context): Decision => {
  if (proof !== null) requireGrant(person, 'erasure_undo', proof, context)
  if (person.eraseAt === null || isBlocked(person, context.now)) return unchanged(person)
  const d = draft(person, context)
  d.change({ eraseAt: null, grants: endedOf(person.grants, ['erasure_undo'], context.now, 'kept') })
  d.event({ type: 'user.erasure_undone', channel: proof === null ? undefined : 'email', data: {} })
  return d.done()
}

/** The job's part: nothing happens when the account was kept, or asked for anew with a later day. */
export const eraseWhenDue = (person: Person, context: Context): Decision => {
  if (person.deletedAt !== null || person.eraseAt === null || person.eraseAt > context.now) return unchanged(person)
  const d = draft(person, context)
  leaveTombstone(d, 'holder')
  return d.done()
}
