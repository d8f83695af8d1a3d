// What a flow counts, under keyed hashes: no name and no address stands in the database's counters.

import { createHmac } from 'node:crypto'
import { FoyerError, FREE_FAILURES, LONGEST_WAIT_MS, LONGEST_WAIT_WITHOUT_MAILBOX_MS, limits, MAX_CODE_TRIES } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Limit, Tally, WindowLimit } from '../store/rate-limit.port.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The same name or block always counts under the same key; what it is cannot be read from it. */
export const bucketKey = (keys: KeyRing, kind: string, value: string): string => {
  const oldest = keys.ids.at(-1) ?? keys.newest
  const key = keys.key(oldest, 'bucket')
  if (key === undefined) throw new Error('The oldest secret is missing from the key ring.')
  return `${kind}:${createHmac('sha256', key).update(`${kind}\0${value}`).digest('base64url').slice(0, 24)}`
}

/** The count of wrong passwords of one address. */
export const accountKeyOf = (keys: KeyRing, canonical: string): string => bucketKey(keys, 'account', `email:${canonical}`)

/** The count of wrong passwords of a sign-in name that is no address. */
export const numberKeyOf = (keys: KeyRing, signInName: string): string => bucketKey(keys, 'account', `number:${signInName}`)

/** Five free tries, then 1, 2, 4 … 60 minutes; 15 at most for somebody who has no recovery by mail. */
export const accountLimit = (key: string, withoutMailbox = false): Limit => ({
  key,
  kind: 'doubling',
  free: FREE_FAILURES,
  baseMs: MINUTE_MS,
  maxMs: withoutMailbox ? LONGEST_WAIT_WITHOUT_MAILBOX_MS : LONGEST_WAIT_MS,
  forgetMs: 30 * DAY_MS,
})

/** A site of thousands may sit behind one address, so only a flood is refused. */
export const blockLimit = (key: string): WindowLimit => ({ key, kind: 'window', ...limits.blockFailuresRefused })

/** Wrong tries at one 16-character code, as long as any generation of an invitation lives. */
export const codeLimit = (key: string): WindowLimit => ({ key, kind: 'window', windowMs: 90 * DAY_MS, max: MAX_CODE_TRIES })

/**
 * Counts one mail to an address. What the hour refuses does not use up the day: asking in somebody's name cannot keep mails from them for longer
 * than it takes to send those that are allowed.
 */
export const countMail = async (deps: Pick<Deps, 'keys' | 'store'>, canonical: string): Promise<{ tallies: Tally[]; now: number }> => {
  const count = (kind: string, limit: { windowMs: number; max: number }) =>
    deps.store.countTry([{ key: bucketKey(deps.keys, kind, canonical), kind: 'window', ...limit }])
  const hour = await count('mail-hour', limits.mailsPerAddressAndHour)
  return hour.tallies.every(({ admitted }) => admitted) ? count('mail-day', limits.mailsPerAddressAndDay) : hour
}

/** @throws FoyerError `rate_limited` with the longest wait when any limit refused the try. */
export const requireAdmitted = (tallies: readonly Tally[], now: number): void => {
  const refused = tallies.filter(({ admitted }) => !admitted)
  if (refused.length === 0) return
  const until = Math.max(...refused.map(({ retryAt }) => retryAt ?? now))
  throw new FoyerError('rate_limited', { retryAfterMs: Math.max(1000, until - now) })
}
