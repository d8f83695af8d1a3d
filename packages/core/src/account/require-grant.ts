// The open grant that a secret other than an invitation's names.

import type { Context } from '../event/context.ts'
import { FoyerError } from '../foyer-error.ts'
import { type Carrier, formOf, type GrantPurpose } from '../grant/carriers.ts'
import { MAX_CODE_TRIES } from '../invitation/generation.ts'
import type { GrantFacts, Person } from './person.ts'
import { isBlocked } from './status.ts'

export interface GrantProof {
  grantId: string
  generation: number
  /** Where the caller knows it: one that was not issued opens nothing, and too many tries end what is typed. */
  carrier?: Carrier | undefined
}

/** Wrong tries that end a mailed code of eight characters; its link lives on. */
export const MAIL_CODE_TRIES = 5

/** Tries are counted before they are judged, so `codeTries` holds the present one. @throws FoyerError `link_invalid`, `code_exhausted`, `link_expired`. */
export const requireGrant = (person: Person, purpose: GrantPurpose, proof: GrantProof, context: Pick<Context, 'now'>): GrantFacts => {
  const grant = person.grants.find((item) => item.id === proof.grantId && item.purpose === purpose && item.endedAt === null)
  if (grant === undefined || grant.generation !== proof.generation || isBlocked(person, context.now)) throw new FoyerError('link_invalid')
  if (proof.carrier !== undefined) {
    if (!grant.carriers.some(({ carrier }) => carrier === proof.carrier)) throw new FoyerError('link_invalid')
    const tries = proof.carrier === 'mail_code' ? MAIL_CODE_TRIES : MAX_CODE_TRIES
    if (formOf(proof.carrier) === 'typed' && grant.codeTries > tries) throw new FoyerError('code_exhausted')
  }
  if (grant.expiresAt <= context.now) throw new FoyerError('link_expired')
  return grant
}
