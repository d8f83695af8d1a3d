// The state of a sign-in that goes over Foyer's own pages (RFC 6749 §10.12) and its PKCE verifier (RFC 7636), without storing either.

import { fromBase64Url, randomText, sha256Text, toBase64Url } from './base64url.ts'

/**
 * The browser keeps one random value in a cookie; the state that travels names a moment and where to go on, sealed for that cookie with a
 * key made from the API key. The verifier is derived from both. So any number of tabs can sign in at once, and the state of one browser is
 * worth nothing in another.
 */
export interface SignInState {
  begin(browser: string, returnTo: string): Promise<{ state: string; challenge: string }>
  /** `null` when the state was not made for this browser by this host, or is older than 10 minutes. */
  finish(browser: string, state: string): Promise<{ returnTo: string; verifier: string } | null>
}

export const SIGN_IN_LASTS_S = 600
export const newBrowserValue = () => randomText(32)
const MAX_STATE_LENGTH = 2000

export function signInState({ apiKey, now }: { apiKey: string; now: () => number }): SignInState {
  const key = importKey(apiKey)
  const sign = async (purpose: string, ...parts: string[]) => crypto.subtle.sign('HMAC', await key, message(purpose, parts))
  const verifierFor = async (browser: string, id: string) => toBase64Url(new Uint8Array(await sign('verifier', browser, id)))
  return {
    async begin(browser, returnTo) {
      const id = randomText(16)
      const endsAt = String(Math.floor(now() / 1000) + SIGN_IN_LASTS_S)
      const seal = toBase64Url(new Uint8Array(await sign('state', browser, id, endsAt, returnTo)))
      const place = toBase64Url(new TextEncoder().encode(returnTo))
      return { state: [id, endsAt, place, seal].join('.'), challenge: await sha256Text(await verifierFor(browser, id)) }
    },
    async finish(browser, state) {
      const [id, endsAt, place, seal] = state.length <= MAX_STATE_LENGTH ? state.split('.') : []
      const placeBytes = fromBase64Url(place ?? '')
      const sealBytes = fromBase64Url(seal ?? '')
      if (!id || !endsAt || !placeBytes || !sealBytes) return null
      const returnTo = new TextDecoder().decode(placeBytes)
      const genuine = await crypto.subtle.verify('HMAC', await key, sealBytes, message('state', [browser, id, endsAt, returnTo]))
      if (!genuine || Number(endsAt) * 1000 < now()) return null
      return { returnTo, verifier: await verifierFor(browser, id) }
    },
  }
}

/** HKDF keeps this use of the API key apart from any other (RFC 5869). */
async function importKey(apiKey: string): Promise<CryptoKey> {
  const text = new TextEncoder()
  const base = await crypto.subtle.importKey('raw', text.encode(apiKey), 'HKDF', false, ['deriveKey'])
  const from = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text.encode('foyer host sign-in') }
  return crypto.subtle.deriveKey(from, base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign', 'verify'])
}

/** Each part with its length before it: no two lists of parts give the same bytes. */
function message(purpose: string, parts: string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode([purpose, ...parts].map((part) => `${part.length}:${part}`).join(''))
}
