// What a flow needs from the request it came with.

import type { Device } from '../session/device.ts'
import type { Locale } from '../text.ts'

export interface FlowEnvironment {
  /** `Origin` of the page that asks. */
  origin: string
  locale: Locale
  /** Address block, for limits. */
  block: string
  userAgent: string | null
  /** The browser's device cookie; `null` in one that never signed in here. */
  device: Device | null
  /** Who is signed in to the application in this browser already; only known when a flow starts. */
  signedIn: { userId: string; familyId: string; shared: boolean } | null
}

/** A session that this answer begins: the route sets the cookie. */
export interface BegunSession {
  application: string
  secret: string
  maxAgeMs: number
  /** The count that this browser is known for from now on; `null` where the name is no address. */
  accountKey: string | null
  /** On a shared device: its cookie ends with the browser, which is to remember nobody. */
  shared: boolean
  /** The browser is this person's own, under this name. */
  ownName: string | null
}
