// One ceremony with a passkey: a challenge for one purpose, at one place, for five minutes and one try.

import { randomBytes } from 'node:crypto'
import type { PasskeyCreation, PasskeyRequest } from '@foyer/contract'
import { FoyerError, type Person } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { toBase64url } from '../keys/oslo.ts'

export const CEREMONY_TTL_MS = 5 * 60_000

export interface Ceremony {
  /** 256 bit, base64url. Sealed into what the browser has to give back, so that it is worthless anywhere else. */
  challenge: string
  purpose: 'use' | 'create'
  expiresAt: number
}

export const newCeremony = (purpose: Ceremony['purpose'], now: number): Ceremony => ({
  challenge: toBase64url(randomBytes(32)),
  purpose,
  expiresAt: now + CEREMONY_TTL_MS,
})

/**
 * Burns the challenge, whatever the browser made of it: nobody tries twice with the same one.
 * @throws FoyerError `passkey_refused` for one that is missing, old, used, or for something else
 */
export const burnCeremony = async (
  deps: Pick<Deps, 'store'>,
  ceremony: Ceremony | null | undefined,
  purpose: Ceremony['purpose'],
  now: number,
): Promise<string> => {
  if (ceremony == null || ceremony.purpose !== purpose || ceremony.expiresAt <= now) throw new FoyerError('passkey_refused')
  // Kept a minute longer than the challenge, so that no clock lets it in again.
  const fresh = await deps.store.burnNonce(`passkey:${ceremony.challenge}`, ceremony.expiresAt + 60_000)
  if (!fresh) throw new FoyerError('passkey_refused')
  return ceremony.challenge
}

/** Names no credential: the browser offers whatever it has for the domain. */
export const requestOptions = ({ config }: Pick<Deps, 'config'>, { challenge }: Ceremony): PasskeyRequest => ({
  challenge,
  rpId: config.relyingParty,
  timeout: CEREMONY_TTL_MS,
  userVerification: 'required',
})

/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812): what authenticators in use have. */
const ALGORITHMS = [-8, -7, -257]

/** Discoverable and with user verification, so that it signs in without a name and is two factors by itself. */
export const creationOptions = ({ config }: Pick<Deps, 'config'>, { challenge }: Ceremony, person: Person): PasskeyCreation => {
  const name = person.email?.entered ?? person.signInName ?? person.profile.externalId ?? ''
  const displayName = [person.profile.firstName, person.profile.lastName].filter((part) => part !== null).join(' ')
  return {
    challenge,
    rp: { id: config.relyingParty, name: config.organisation.name },
    user: { id: userHandleOf(person.id), name, displayName: displayName || name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: CEREMONY_TTL_MS,
    excludeCredentials: person.passkeys.map(({ id }) => ({ type: 'public-key', id })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
  }
}

/** The 16 bytes of the person's id: nothing personal (WebAuthn §14.6.1). */
export const userHandleOf = (personId: string): string => toBase64url(Buffer.from(personId.replaceAll('-', ''), 'hex'))
