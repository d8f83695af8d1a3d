// A mail came back for good: sending waits until the address is edited or the mark is cleared.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import type { Person } from './person.ts'

/** Only the address that the mail went to is marked; one entered meanwhile is not. */
export const markBounced = (person: Person, address: { canonical: string }, context: Context): Decision => {
  const d = draft(person, context)
  if (person.email === null || person.email.canonical !== address.canonical || person.email.bouncedAt !== null) return d.done()
  d.change({ email: { ...person.email, bouncedAt: context.now } })
  d.event({ type: 'email.bounced', data: {} })
  return d.done()
}
