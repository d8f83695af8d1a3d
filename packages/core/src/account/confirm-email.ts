// A confirmation link apart from activation: its button proves the mailbox and opens nothing else.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { isExpired, isIssued } from '../invitation/generation.ts'
import type { Person } from './person.ts'

/** @throws FoyerError `link_invalid`, `link_expired`. An address that is confirmed already stays so, without an event. */
export const confirmEmail = (person: Person, proof: { grantId: string; generation: number }, context: Context): Decision => {
  const grant = person.grants.find(({ id, purpose }) => id === proof.grantId && purpose === 'confirmation')
  if (grant === undefined || person.email === null || grant.generation !== proof.generation) throw new FoyerError('link_invalid')
  if (grant.endedAt !== null || !isIssued(grant, 'mail_link', person)) throw new FoyerError('link_invalid')
  if (isExpired(grant, context.now)) throw new FoyerError('link_expired')
  const d = draft(person, context)
  if (person.email.confirmedAt !== null) return d.done()
  d.change({ email: { ...person.email, confirmedAt: context.now } })
  d.event({ type: 'email.confirmed', channel: 'email', data: { revision: person.emailRevision } })
  return d.done()
}
