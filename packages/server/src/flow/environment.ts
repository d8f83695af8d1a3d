// What a flow needs from the request it came with.

import type { Locale } from '../text.ts'

export interface FlowEnvironment {
  /** `Origin` of the page that asks. */
  origin: string
  locale: Locale
  /** Address block, for limits. */
  block: string
  userAgent: string | null
  /** Who is signed in to the application in this browser already; only known when a flow starts. */
  signedIn: { userId: string; familyId: string } | null
}

/** A session that this answer begins: the route sets the cookie. */
export interface BegunSession {
  application: string
  secret: string
  maxAgeMs: number
}
