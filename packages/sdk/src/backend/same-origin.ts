// Refuses what another site makes a visitor's browser send.

import { problem } from './answers.ts'

/** `null` when the request comes from a page of this host. */
export function refuseForeign(request: Request, own: string): Response | null {
  if (request.method !== 'POST') return problem('method_not_allowed', 'Use POST.', { allow: 'POST' })
  const origin = request.headers.get('origin')
  if (origin === own) return null
  // A page with `Referrer-Policy: no-referrer` sends the origin `null` even to itself; Sec-Fetch-Site still tells (Fetch §3.2).
  if (origin === 'null' && request.headers.get('sec-fetch-site') === 'same-origin') return null
  return problem('cross_site', `This route is for pages of ${own}. If that is not this host's address, set the option \`origin\`.`)
}
