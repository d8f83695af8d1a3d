// The browser's side of a passkey: asked for by a button, or chosen from a field's suggestions. One request at a time.

import type { PasskeyCreation, PasskeyRequest } from '@foyer/contract'

type Options = PasskeyRequest | PasskeyCreation

/** The server's challenge is good for five minutes. */
const RENEW_MS = 240_000

let waiting: AbortController | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** `null` when the person gave up, or there is nothing to choose from; the browser has said so itself. */
export async function askForPasskey(options: Options): Promise<object | null> {
  waiting?.abort()
  try {
    const credential =
      'rp' in options
        ? await navigator.credentials.create({ publicKey: creationOf(options) })
        : await navigator.credentials.get({ publicKey: requestOf(options) })
    return credential && toJson(credential as PublicKeyCredential)
  } catch {
    return null
  }
}

/** Offers passkeys in the field that asks for `webauthn`, where the browser can and `use` wants them, and says when the challenge grows old. */
export async function watchPasskeys(options: Options, use: false | ((response: object) => void), renew: () => void): Promise<void> {
  waiting?.abort()
  clearTimeout(timer)
  timer = setTimeout(() => (document.hidden ? addEventListener('visibilitychange', renew, { once: true }) : renew()), RENEW_MS)
  if (!use || 'rp' in options || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  const mine = new AbortController()
  waiting = mine
  try {
    const credential = await navigator.credentials.get({ publicKey: requestOf(options), mediation: 'conditional', signal: mine.signal })
    if (credential) use(toJson(credential as PublicKeyCredential))
  } catch {}
}

const requestOf = (options: PasskeyRequest): PublicKeyCredentialRequestOptions => ({ ...options, challenge: decode(options.challenge) })

const creationOf = (options: PasskeyCreation): PublicKeyCredentialCreationOptions => ({
  ...options,
  challenge: decode(options.challenge),
  user: { ...options.user, id: decode(options.user.id) },
  excludeCredentials: options.excludeCredentials.map((credential) => ({ ...credential, id: decode(credential.id) })),
})

/** As `PublicKeyCredential.toJSON` has it, which the oldest browsers lack. */
function toJson({ id, type, response }: PublicKeyCredential): object {
  const answer = response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const clientDataJSON = encode(answer.clientDataJSON)
  const { attestationObject, authenticatorData, signature, userHandle } = answer
  return {
    id,
    rawId: id,
    type,
    response: attestationObject
      ? { clientDataJSON, attestationObject: encode(attestationObject), transports: answer.getTransports?.() }
      : {
          clientDataJSON,
          authenticatorData: encode(authenticatorData),
          signature: encode(signature),
          userHandle: userHandle && encode(userHandle),
        },
  }
}

const decode = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))

const encode = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
