// Verifies what an authenticator answered. Every fault answers alike: `passkey_refused`.

import type { PasskeyAssertion, PasskeyAttestation } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { NewPasskey, StoredPasskey } from '../store/credential.port.ts'

/** What an answer has to be for. */
export interface Expected {
  challenge: string
  /** The one page that it may come from. */
  origin: string
  relyingParty: string
}

export interface VerifiedUse {
  counter: number
  backedUp: boolean
}

/** @throws FoyerError `passkey_refused` */
export const verifyAssertion = async (
  { response: { response, ...credential } }: { response: PasskeyAssertion },
  stored: StoredPasskey,
  expected: Expected,
): Promise<VerifiedUse> => {
  requireTopLevel(response.clientDataJSON)
  const { verifyAuthenticationResponse } = await loadVerifiers()
  const { userHandle, ...rest } = response
  const verified = await orRefuse(() =>
    verifyAuthenticationResponse({
      response: { ...credential, response: { ...rest, ...(userHandle == null ? {} : { userHandle }) }, clientExtensionResults: {} },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origin,
      expectedRPID: expected.relyingParty,
      requireUserVerification: true,
      credential: { id: stored.id, publicKey: new Uint8Array(stored.publicKey), counter: stored.counter },
    }),
  )
  if (!verified.verified) throw new FoyerError('passkey_refused')
  return { counter: verified.authenticationInfo.newCounter, backedUp: verified.authenticationInfo.credentialBackedUp }
}

/** @throws FoyerError `passkey_refused` */
export const verifyAttestation = async (
  { response: { response, ...credential } }: { response: PasskeyAttestation },
  expected: Expected,
): Promise<{ id: string; passkey: NewPasskey }> => {
  requireTopLevel(response.clientDataJSON)
  const { verifyRegistrationResponse } = await loadVerifiers()
  const verified = await orRefuse(() =>
    verifyRegistrationResponse({
      response: {
        ...credential,
        response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origin,
      expectedRPID: expected.relyingParty,
      requireUserVerification: true,
    }),
  )
  if (!verified.verified) throw new FoyerError('passkey_refused')
  const { credential: made, credentialDeviceType, credentialBackedUp } = verified.registrationInfo
  return {
    id: made.id,
    passkey: {
      relyingParty: expected.relyingParty,
      publicKey: made.publicKey,
      counter: made.counter,
      transports: response.transports ?? [],
      synced: credentialDeviceType === 'multiDevice',
      backedUp: credentialBackedUp,
    },
  }
}

/** Large, and needed by few requests: loaded with the first passkey. */
const loadVerifiers = () => import('@simplewebauthn/server')

const orRefuse = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    throw new FoyerError('passkey_refused', {}, { cause })
  }
}

/** A frame on somebody else's page asks for nothing here, whether or not the browser names that page (WebAuthn §13.4.9). */
const requireTopLevel = (clientDataJSON: string): void => {
  const { crossOrigin, topOrigin } = readClientData(clientDataJSON)
  if (crossOrigin === true || topOrigin !== undefined) throw new FoyerError('passkey_refused')
}

const readClientData = (encoded: string): { crossOrigin?: unknown; topOrigin?: unknown } => {
  try {
    const data: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))
    return typeof data === 'object' && data !== null ? data : {}
  } catch (cause) {
    throw new FoyerError('passkey_refused', {}, { cause })
  }
}
