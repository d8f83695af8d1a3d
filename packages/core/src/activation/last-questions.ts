// What is asked when nothing else stands before a session: whose device this is, and whether a passkey would be welcome.

import type { Instant, Person } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'
import type { FirstFactor } from '../credential/second-factor.ts'

/** Whose the device is: said now or before in this browser, `unasked` where the policy does not ask. */
export type DeviceAnswer = 'own' | 'shared' | 'unasked' | 'unknown'

export interface Shown {
  first: FirstFactor
  /** When the own password was shown or set in this flow. */
  shownAt: Instant | null
  device: DeviceAnswer
}

/** A password that was shown longer ago adds no passkey. */
const FRESH_MS = 10 * 60_000

/** On a device of somebody's own, or where nobody asks. */
export const ownsDevice = ({ device }: Pick<Shown, 'device'>): boolean => device === 'own' || device === 'unasked'

/**
 * Whether a passkey may be offered: after a password, to somebody who has none, on a device that is theirs. How often is counted by whoever
 * offers it.
 */
export const mayOfferPasskey = (
  person: Person,
  application: string,
  shown: Shown,
  { settings, now }: { settings: Settings; now: Instant },
): boolean => {
  const policy = settings.applications[application]?.passkeys ?? 'off'
  if (settings.passkeyOfferDays === null || policy === 'off') return false
  if (shown.first !== 'password' || shown.shownAt === null || now - shown.shownAt >= FRESH_MS) return false
  return person.passkeys.length === 0 && ownsDevice(shown)
}
