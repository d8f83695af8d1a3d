// Presents a secret as the server does: read, verified for the address that stands there now, and put to the decision it is for.

import { confirmEmailChange } from '../account/change-own-email.ts'
import { confirmEmail } from '../account/confirm-email.ts'
import type { GrantFacts, Person } from '../account/person.ts'
import { undoEmailChange } from '../account/undo-email-change.ts'
import { openActivation } from '../activation/activate.ts'
import type { ActivationProofs } from '../activation/proofs.ts'
import { proveTypedAddress, TYPED_REVISION } from '../activation/prove-address.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { channelOf, formOf } from '../grant/carriers.ts'
import { isIssued } from '../invitation/generation.ts'
import { completeRecovery } from '../recovery/recovery.ts'
import type { Secret } from './model.fixture.ts'
import { openGrants } from './world.fixture.ts'

type Identity = Omit<Secret, 'dead'>
export type Door = (person: Person, context: Context) => Decision

/** The decision that this secret opens; `null` where the server finds no grant or the secret is wrong for what stands there now. */
export const doorOf = (person: Person, secret: Identity): Door | null => {
  const grant = openGrants(person).find(({ id }) => id === secret.grantId)
  if (grant === undefined || grant.purpose !== secret.purpose || !isRight(person, grant, secret)) return null
  const { grantId, generation, carrier } = secret
  const proof = { grantId, generation, carrier }
  switch (secret.purpose) {
    case 'invitation':
      return (of, context) => openActivation(counted(of, secret), openingOf(secret, context.now), context)
    case 'confirmation':
      return (of, context) => confirmEmail(of, proof, context)
    case 'recovery':
      return (of, context) => completeRecovery(counted(of, secret), proof, context)
    case 'email_change':
      return (of, context) => confirmEmailChange(counted(of, secret), { ...proof, revision: secret.revision ?? -1 }, context)
    case 'email_undo':
      return (of, context) => undoEmailChange(of, proof, context)
    case 'email_proof': {
      const opening = carrier === 'mail_code' ? handedOverFlow(person, grantId) : null
      return opening === null ? null : (of, context) => proveTypedAddress(counted(of, secret), opening, context).decision
    }
    default:
      return null
  }
}

export const openingOf = (secret: Identity, now: number): ActivationProofs => ({
  grantId: secret.grantId,
  generation: secret.generation,
  carrier: secret.carrier,
  revision: secret.revision,
  openedAt: now,
  proofGrantId: null,
  provenRevision: channelOf(secret.carrier) === 'email' ? secret.revision : null,
})

/** A flow that something handed over has opened, waiting for the code of this proof; `null` where nothing was handed over. */
const handedOverFlow = (person: Person, proofGrantId: string): ActivationProofs | null => {
  const { invitation } = person
  const issued = invitation?.carriers.find(({ carrier }) => channelOf(carrier) === 'handover' && isIssued(invitation, carrier, person))
  if (invitation == null || issued === undefined) return null
  const { id: grantId, generation } = invitation
  return { grantId, generation, carrier: issued.carrier, openedAt: 0, proofGrantId, provenRevision: null }
}

/** What a secret of this grant is bound to now. */
export const boundTo = (person: Person, grant: GrantFacts): { canonical: string; revision: number } | null => {
  if (grant.purpose === 'email_change') return person.waitingEmail
  if (grant.purpose === 'email_proof') return grant.typedEmail && { canonical: grant.typedEmail.canonical, revision: TYPED_REVISION }
  if (grant.purpose === 'email_undo')
    return grant.typedEmail && { canonical: grant.typedEmail.canonical, revision: grant.carriers[0]?.revision ?? -1 }
  return person.email && { canonical: person.email.canonical, revision: person.emailRevision }
}

/** The MAC of a mailed secret is right for one address at one revision, that of a typed code for the present generation. */
const isRight = (person: Person, grant: GrantFacts, secret: Identity): boolean => {
  if (formOf(secret.carrier) === 'typed' && secret.generation !== grant.generation) return false
  if (channelOf(secret.carrier) === 'handover') return true
  const bound = boundTo(person, grant)
  return bound !== null && bound.canonical === secret.address && bound.revision === secret.revision
}

/** A typed code is counted before it is judged. */
const counted = (person: Person, { grantId, carrier }: Identity): Person => {
  if (carrier !== 'code' && carrier !== 'mail_code') return person
  return withTry(person, grantId)
}

/** One more try at this grant's code, as the store counts it. */
export const withTry = (person: Person, grantId: string): Person => {
  const tried = (grant: GrantFacts): GrantFacts => (grant.id === grantId ? { ...grant, codeTries: grant.codeTries + 1 } : grant)
  return { ...person, invitation: person.invitation && tried(person.invitation), grants: person.grants.map(tried) }
}
