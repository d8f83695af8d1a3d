// The one reminder of an invitation: what was mailed for it, and to whom it still goes.

import type { GrantFacts, Instant, Person } from '../account/person.ts'
import type { Carrier } from '../grant/carriers.ts'
import { DAY_MS, isIssued } from './generation.ts'

/** How a mailed invitation lets its reader in. */
export type MailedWay = 'link' | 'initial_password' | 'chosen_password'

/** Nobody hears of an invitation again within a day: a short term has no reminder on its heels. */
export const REMINDER_REST_MS = DAY_MS

/** The carrier that each way issues. */
export const carrierOfWay = {
  link: 'mail_link',
  initial_password: 'initial_password',
  chosen_password: 'chosen_password',
} as const satisfies Record<MailedWay, Carrier>

/**
 * The last mail of this invitation to the address on file: what it had in it, and when it went or goes out. `null` where nothing was mailed
 * there, such as to people on paper.
 */
export const lastMailed = (grant: GrantFacts, person: Pick<Person, 'email' | 'emailRevision'>): { way: MailedWay; at: Instant } | null => {
  const { email } = person
  if (email === null || email.issuedAt === null) return null
  const mailed = (Object.keys(carrierOfWay) as MailedWay[]).flatMap((way) => {
    const issued = grant.carriers.find(({ carrier }) => carrier === carrierOfWay[way])
    return issued !== undefined && isIssued(grant, issued.carrier, person) ? [{ way, at: issued.at }] : []
  })
  return mailed.sort((a, b) => b.at - a.at)[0] ?? null
}

/** Whether an invitation went to the address on file, or is about to, less than `coolDownMs` ago; never with 0. */
export const wasMailedLately = (person: Person, coolDownMs: number, now: Instant): boolean => {
  const last = person.invitation === null || coolDownMs <= 0 ? null : lastMailed(person.invitation, person)
  return last !== null && last.at > now - coolDownMs
}
