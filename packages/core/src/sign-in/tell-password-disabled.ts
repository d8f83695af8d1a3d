// A hundred wrong passwords in a row: the password no longer counts in browsers that never signed in here.

import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'

/** Tells the holder, with the way back. Counting and refusing are the caller's: no fact of the person changes. */
export const tellPasswordDisabled = (person: Person, input: { application: string }, context: Context): Decision => {
  const d = draft(person, context)
  if (person.activatedAt === null) return d.done()
  d.event({ type: 'password.disabled', data: {} })
  if (person.email !== null)
    d.mail(
      { kind: 'password_disabled', application: input.application },
      `password_disabled:${person.id}:${person.credentialRevision}:${context.now}`,
    )
  return d.done()
}
