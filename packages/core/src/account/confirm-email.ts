// A confirmation link apart from activation: its button proves the mailbox and opens nothing else.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { isIssued } from '../invitation/generation.ts'
import type { Person } from './person.ts'
import { type GrantProof, requireGrant } from './require-grant.ts'

/** @throws FoyerError `link_invalid`, `link_expired`. An address that is confirmed already stays so, without an event. */
export const confirmEmail = (person: Person, proof: GrantProof, context: Context): Decision => {
  const grant = requireGrant(person, 'confirmation', proof, context)
  const { email, emailRevision } = person
  if (email === null || !isIssued(grant, 'mail_link', person)) throw new FoyerError('link_invalid')
  const d = draft(person, context)
  if (email.confirmedAt !== null) return d.done()
  d.change({ email: { ...email, issuedAt: email.issuedAt ?? context.now, confirmedAt: context.now } })
  d.event({ type: 'email.confirmed', channel: 'email', data: { revision: emailRevision } })
  return d.done()
}
