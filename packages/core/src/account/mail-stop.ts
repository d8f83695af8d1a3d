// Why nothing is mailed to an address any more, until it is edited or the mark is cleared.

import type { MailStop } from '@foyer/contract'
import type { EmailFacts, Instant } from './person.ts'

/** `null` where mails may go. Of several marks the one that a manager should look at first. */
export const mailStop = (
  email: Pick<EmailFacts, 'bouncedAt' | 'complainedAt' | 'refusedAt'> | null,
): { because: MailStop; at: Instant } | null => {
  if (email === null) return null
  if (email.bouncedAt !== null) return { because: 'bounced', at: email.bouncedAt }
  if (email.complainedAt !== null) return { because: 'complained', at: email.complainedAt }
  return email.refusedAt === null ? null : { because: 'refused', at: email.refusedAt }
}
