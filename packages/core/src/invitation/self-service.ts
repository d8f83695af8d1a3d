// "Send me a new one": only to an address mailed before, until 90 days after the last act of an admin.

import { mailStop } from '../account/mail-stop.ts'
import type { GrantFacts, Instant, Person } from '../account/person.ts'
import { channelOf } from '../grant/carriers.ts'
import { isIssued, MAX_GENERATION_MS } from './generation.ts'

/** Whether the holder may have the invitation sent again without an admin. */
export const mayRenewItself = (person: Person, now: Instant): boolean => {
  const { invitation, email } = person
  if (invitation === null || email === null || mailStop(email) !== null) return false
  if (!wasMailed(person)) return false
  return now < invitation.lastActAt + MAX_GENERATION_MS
}

/** The term that an admin gave the invitation, however often the holder has renewed it since. */
export const givenTermMs = ({ expiresAt, lastActAt, generation }: GrantFacts): number =>
  Math.max(expiresAt - Math.max(lastActAt, generation), 0)

/** Something was mailed to this very address. What was only handed over for it does not count. */
const wasMailed = (person: Person): boolean => {
  if (person.email?.confirmedAt != null) return true
  const grants = person.invitation === null ? person.grants : [person.invitation, ...person.grants]
  return grants.some(
    (grant) =>
      (grant.purpose === 'invitation' || grant.purpose === 'confirmation') &&
      grant.carriers.some(({ carrier }) => channelOf(carrier) === 'email' && isIssued(grant, carrier, person)),
  )
}
