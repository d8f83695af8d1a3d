// One click into the admin app as the demo's owner: the host's backend signs her in and hands the visitor's browser her cookie.

import { createHash } from 'node:crypto'
import { demoOwner } from './seed/people.ts'

export interface OwnerDoor {
  /** `Set-Cookie` lines for a browser on this machine; `null` where the owner signs in otherwise by now. */
  open(): Promise<string[] | null>
}

export interface OwnerDoorOptions {
  foyerUrl: string
  password: string
  fetch: typeof fetch
}

interface Answer {
  token?: string
  step?: { name: string }
}

/** Random as the key is, and like it the same at every start. */
export const ownerPassword = (apiKey: string): string => createHash('sha256').update(`demo owner ${apiKey}`).digest('base64url')

/** Through the same calls as the sign-in screen's; cookies know no ports, so that Foyer's reach it from here. */
export function createOwnerDoor({ foyerUrl, password, fetch }: OwnerDoorOptions): OwnerDoor {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${foyerUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: foyerUrl, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    })
    return { answer: (await response.json()) as Answer, cookies: response.headers.getSetCookie() }
  }
  return {
    async open() {
      const { answer } = await post('/flow/start', { application: 'portal' })
      const input = { name: demoOwner.email, password }
      let last = await post('/flow/act', { token: answer.token, action: 'sign_in', input })
      // The visitor is asked these at a sign-in of their own.
      if (last.answer.step?.name === 'own_device') last = await post('/flow/act', { token: last.answer.token, action: 'own', input: {} })
      if (last.answer.step?.name === 'offer_passkey')
        last = await post('/flow/act', { token: last.answer.token, action: 'skip', input: {} })
      return last.answer.step?.name === 'signed_in' ? last.cookies : null
    },
  }
}
