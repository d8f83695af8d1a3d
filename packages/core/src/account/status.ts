// Both statuses, derived from facts. The database's generated columns say the same.

import type { AccountStatus, EmailStatus } from '@foyer/contract'
import type { EmailFacts, Instant, ListedFacts, Person } from './person.ts'

export const accountStatus = (person: Pick<ListedFacts, 'deactivatedAt' | 'activatedAt' | 'invitation'>): AccountStatus => {
  if (person.deactivatedAt !== null) return 'deactivated'
  if (person.activatedAt !== null) return 'online'
  return person.invitation === null ? 'offline' : 'invited'
}

/** `null` without an address. */
export const emailStatus = (email: Pick<EmailFacts, 'issuedAt' | 'confirmedAt'> | null): EmailStatus | null => {
  if (email === null) return null
  if (email.confirmedAt !== null) return 'confirmed'
  return email.issuedAt === null ? 'unconfirmed' : 'pending'
}

/** True when this person is kept from signing in: deactivated, after the last day, or erased. */
export const isBlocked = (person: Pick<Person, 'deactivatedAt' | 'endsAt' | 'deletedAt'>, now: Instant): boolean =>
  person.deactivatedAt !== null || person.deletedAt !== null || (person.endsAt !== null && person.endsAt <= now)

/**
 * The pairs that may exist. `online` without an address is legal only for somebody who signs in by external id;
 * `deactivated` keeps whatever it had before.
 */
export const isLegalPair = (account: AccountStatus, email: EmailStatus | null, signsInByNumber: boolean): boolean => {
  if (account !== 'online') return true
  return email === 'confirmed' || (email === null && signsInByNumber)
}
