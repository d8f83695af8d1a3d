// The numbers that keep guessing slow and mailboxes quiet. The same for known and unknown names.

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Wrong passwords in a row that cost no waiting. */
export const FREE_FAILURES = 5
/** So many wrong passwords in a row disable the password, except for browsers that signed in before. */
export const FAILURES_UNTIL_DISABLED = 100
const FIRST_WAIT_MS = MINUTE_MS
/** Longest wait between two tries. */
export const LONGEST_WAIT_MS = 60 * MINUTE_MS
/** Longest wait for somebody without a mailbox, who has no recovery by mail: their password is never disabled. */
export const LONGEST_WAIT_WITHOUT_MAILBOX_MS = 15 * MINUTE_MS

/** So many in a window that begins with the first. */
export interface Limit {
  max: number
  windowMs: number
}

export const limits = {
  /** Failures of one address block beyond which answers are delayed. */
  blockFailuresDelayed: { max: 100, windowMs: 10 * MINUTE_MS },
  /** Failures of one address block beyond which tries are refused; known browsers and valid grants excepted. */
  blockFailuresRefused: { max: 1000, windowMs: 10 * MINUTE_MS },
  /** Recovery and "send me a new one" of one address block. */
  blockRecoveries: { max: 30, windowMs: 10 * MINUTE_MS },
  mailsPerAddressAndHour: { max: 3, windowMs: HOUR_MS },
  mailsPerAddressAndDay: { max: 10, windowMs: DAY_MS },
  /** "Send me a new one" by the invited person. */
  selfServiceRenewals: { max: 1, windowMs: DAY_MS },
  /** Samples that one admin mails to themselves. */
  testMails: { max: 20, windowMs: HOUR_MS },
} as const satisfies Record<string, Limit>

/** Anonymous jobs (recovery, "send me a new one") that may wait at once, in all. */
export const WAITING_RECOVERIES_MAX = 10_000

/** Address blocks are counted by these prefix lengths, in bits. */
export const ADDRESS_BLOCK_BITS = { ipv4: 32, ipv6: 64 } as const

/**
 * Milliseconds from the last failure until the next try is looked at: none for the first 5 tries, after the fifth failure 1 minute, then 2, 4 …, at most
 * `longestMs`.
 */
export function waitAfterFailures(failures: number, longestMs: number = LONGEST_WAIT_MS): number {
  if (failures < FREE_FAILURES) return 0
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - FREE_FAILURES, 30), longestMs)
}

/** Whether so many failures in a row disable the password of somebody with a confirmed mailbox. */
export function isPasswordDisabled(failures: number): boolean {
  return failures >= FAILURES_UNTIL_DISABLED
}
