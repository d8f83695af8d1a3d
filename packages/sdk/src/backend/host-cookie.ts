// The host's own cookie: its name, its flags, reading and clearing it.

/** Foyer's session secrets are base64url of 256 bit; anything else is not worth a question. */
const SECRET = /^[A-Za-z0-9_-]{32,100}$/
/** RFC 6265bis §5.6.1 cuts longer lives to 400 days. */
const LONGEST_S = 400 * 86_400

/**
 * Another name than that of Foyer's own cookie (`foyer-<application>`): both may live on one host, where Foyer is mounted in the host's app
 * or on another port of localhost. The dot keeps them apart whatever an application is called.
 */
export const sessionCookie = (application: string) => `foyer-host.${application}`

/** With https the name gets the prefix `__Host-`: no other host and no plain http page can set it (RFC 6265bis §4.1.3.2). */
const fullName = (name: string, origin: string) => (isSecure(origin) ? `__Host-${name}` : name)

/** Only http on loopback, or an `origin` that says so, goes without `Secure`: behind a proxy the request itself is plain http. */
export const isSecure = (origin: string) => origin.startsWith('https:')

export function readCookie(request: Request, name: string, origin: string): string | null {
  const wanted = fullName(name, origin)
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === wanted) return value?.trim() ?? null
  }
  return null
}

export function readSecret(request: Request, application: string, origin: string): string | null {
  const value = readCookie(request, sessionCookie(application), origin)
  return value !== null && SECRET.test(value) ? value : null
}

/** A `Set-Cookie` line. `maxAgeS` 0 clears, `null` leaves the cookie until the browser is closed. */
export function writeCookie(name: string, value: string, origin: string, maxAgeS: number | null): string {
  const age = maxAgeS === null ? '' : ` Max-Age=${Math.max(0, Math.min(Math.floor(maxAgeS), LONGEST_S))};`
  return `${fullName(name, origin)}=${value}; Path=/;${age} HttpOnly; SameSite=Lax${isSecure(origin) ? '; Secure' : ''}`
}
