// "Go on on another device": a phone that scanned shows the typed code of the same secret.

import type { GrantFacts, Person } from '../account/person.ts'
import { requireGrant } from '../account/require-grant.ts'
import { requireOpenInvitation } from '../activation/proofs.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { type Carrier, channelOf } from '../grant/carriers.ts'
import { issue, MAX_CODE_TRIES } from './generation.ts'

/**
 * Issues the typed code of the generation that this link belongs to; each showing is an event. The term stays.
 * @throws FoyerError `action_not_open` for what was mailed, `code_exhausted` after too many wrong tries, `already_active`,
 * `link_invalid`, `link_expired`.
 */
export const showTypedCode = (
  person: Person,
  proof: { grantId: string; generation: number; carrier: Carrier; purpose: 'invitation' | 'recovery' },
  context: Context,
): { decision: Decision; grant: GrantFacts } => {
  if (channelOf(proof.carrier) !== 'handover') throw new FoyerError('action_not_open')
  const open =
    proof.purpose === 'invitation'
      ? requireOpenInvitation(person, proof, context.now)
      : requireGrant(person, 'recovery', { grantId: proof.grantId, generation: proof.generation, carrier: proof.carrier }, context)
  if (open.codeTries > MAX_CODE_TRIES) throw new FoyerError('code_exhausted')
  const d = draft(person, context)
  const isShown = open.carriers.some(({ carrier }) => carrier === 'code')
  const grant = isShown ? open : issue(open, ['code'], person.emailRevision, context)
  if (!isShown) {
    d.change(
      proof.purpose === 'invitation'
        ? { invitation: grant }
        : { grants: person.grants.map((item) => (item.id === grant.id ? grant : item)) },
    )
  }
  const data = { application: grant.application, carriers: ['code'], because: 'other_device' }
  d.event({ type: 'invitation.handed_over', channel: 'handover', data })
  return { decision: d.done(), grant }
}
