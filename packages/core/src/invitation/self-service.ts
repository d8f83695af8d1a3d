// "Send me a new one": only to an address mailed before, until 90 days after the last act of an admin.

import type { Instant, Person } from '../account/person.ts'
import { MAX_GENERATION_MS } from './generation.ts'

/** Whether the holder may have the invitation sent again without an admin. */
export const mayRenewItself = (person: Person, now: Instant): boolean => {
  const { invitation, email } = person
  if (invitation === null || email === null || email.bouncedAt !== null || email.refusedAt !== null) return false
  if (email.issuedAt === null) return false
  return now < invitation.lastActAt + MAX_GENERATION_MS
}
