// A mail came back for good, or was reported as unwanted: sending waits until the address is edited or the mark is cleared.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import type { Person } from './person.ts'

/**
 * Only the address that the mail went to is marked, by its revision: one entered meanwhile is not, even if it reads the same.
 * No revision, or 0: the mail went to an address that was not on file.
 */
export const markUndeliverable = (
  person: Person,
  input: { because: 'bounced' | 'complained'; revision: number | null },
  context: Context,
): Decision => {
  const d = draft(person, context)
  const { email } = person
  const fact = input.because === 'bounced' ? 'bouncedAt' : 'complainedAt'
  if (email === null || person.emailRevision !== input.revision || email[fact] !== null) return d.done()
  d.change({ email: { ...email, [fact]: context.now } })
  d.event({ type: input.because === 'bounced' ? 'email.bounced' : 'email.complained', data: {} })
  return d.done()
}
