// "Not for you?": somebody at an address that nobody proved says that they are not meant.

import { TYPED_REVISION, withoutCode } from '../activation/prove-address.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { endedOf, MAX_GENERATION_MS, withoutMailed } from '../invitation/generation.ts'
import type { GrantFacts, Person } from './person.ts'

/**
 * Ends what was mailed to the address on file, stops further mails there, and puts the person under "needs attention". What was handed
 * over in person lives. An address that was only typed, or waits, is dropped alone. A proven address cannot be refused: nothing happens.
 * Nothing happens either where the address that the secret was made for is another by now.
 */
export const refuseAddress = (
  person: Person,
  proof: { grantId: string /** Of the address that the secret was verified for. */; revision?: number | null | undefined },
  context: Context,
): Decision => {
  const d = draft(person, context)
  const open = person.invitation === null ? person.grants : [person.invitation, ...person.grants]
  const grant = open.find(({ id, endedAt }) => id === proof.grantId && endedAt === null)
  if (grant === undefined || (proof.revision != null && proof.revision !== boundRevision(person, grant))) return d.done()
  const { email, grants } = person
  const { now } = context
  const isForFile = grant.purpose !== 'email_proof' || grant.typedEmail?.canonical === email?.canonical
  if (grant.purpose === 'email_change') d.change({ grants: endedOf(grants, ['email_change'], now, 'refused'), waitingEmail: null })
  else if (!isForFile) {
    if (grant.carriers.length === 0) return d.done()
    d.change({ grants: grants.map((item) => (item === grant ? withoutCode(item, item.generation + MAX_GENERATION_MS) : item)) })
  } else {
    if (email === null || email.confirmedAt !== null || email.refusedAt !== null) return d.done()
    const withoutCodes = grants.map((item) => (item.typedEmail?.canonical === email.canonical ? withoutCode(item, now) : item))
    d.change({
      email: { ...email, refusedAt: now },
      invitation: person.invitation === null ? null : withoutMailed(person.invitation),
      grants: endedOf(withoutCodes, ['confirmation'], now, 'refused'),
    })
  }
  d.event({ type: 'email.refused', channel: 'email', data: { purpose: grant.purpose } })
  return d.done()
}

const boundRevision = (person: Person, { purpose }: GrantFacts): number => {
  if (purpose === 'email_proof') return TYPED_REVISION
  return purpose === 'email_change' ? (person.waitingEmail?.revision ?? -1) : person.emailRevision
}
