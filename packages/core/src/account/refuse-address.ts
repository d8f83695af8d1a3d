// "Not for you?": somebody at an address that nobody proved says that they are not meant.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { withoutMailed } from '../invitation/generation.ts'
import type { Person } from './person.ts'

/**
 * Ends what was mailed there, stops further mails, and puts the person under "needs attention". What was handed over in
 * person lives. A proven address cannot be refused: nothing happens.
 */
export const refuseAddress = (person: Person, proof: { grantId: string }, context: Context): Decision => {
  const d = draft(person, context)
  const grants = person.invitation === null ? person.grants : [person.invitation, ...person.grants]
  const grant = grants.find(({ id, endedAt }) => id === proof.grantId && endedAt === null)
  if (grant === undefined) return d.done()
  const ends = (purpose: string) => purpose === 'confirmation' || purpose === 'email_proof' || purpose === 'email_change'
  const endOwn = person.grants.map((item) =>
    item.endedAt === null && (item.id === grant.id || item.purpose === 'confirmation') && ends(item.purpose)
      ? { ...item, endedAt: context.now, endedReason: 'refused' }
      : item,
  )
  if (grant.purpose === 'email_proof' || grant.purpose === 'email_change') {
    const waitingEmail = grant.purpose === 'email_change' ? null : person.waitingEmail
    d.change({ grants: endOwn.map((item, index) => (item.id === grant.id ? item : (person.grants[index] ?? item))), waitingEmail })
    d.event({ type: 'email.refused', channel: 'email', data: { purpose: grant.purpose } })
    return d.done()
  }
  if (person.email === null || person.email.confirmedAt !== null || person.email.refusedAt !== null) return d.done()
  d.change({
    email: { ...person.email, refusedAt: context.now },
    invitation: person.invitation === null ? null : withoutMailed(person.invitation),
    grants: endOwn,
  })
  d.event({ type: 'email.refused', channel: 'email', data: { purpose: grant.purpose } })
  return d.done()
}
