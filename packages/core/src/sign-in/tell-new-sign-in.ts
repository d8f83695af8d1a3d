// A sign-in in a browser that was never seen with this account: its holder is told, unless they would rather not be.

import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { NewMailJob } from '../event/decision.ts'
import { type Decision, unchanged } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { DAY_MS } from '../invitation/generation.ts'

/** One mail a day for one device's words in one application: a browser that keeps no cookie is no news each time. */
export const newSignInNotice = (person: Person, signIn: { application: string; device: string; at: number }): NewMailJob | null => {
  if (!person.signInNotices || person.email?.confirmedAt == null) return null
  const day = Math.floor(signIn.at / DAY_MS)
  return {
    type: 'mail',
    intent: { kind: 'new_sign_in', ...signIn },
    dedupe: `new_sign_in:${person.id}:${signIn.application}:${signIn.device}:${day}`,
  }
}

/** The holder switches the notice on or off. */
export const chooseSignInNotices = (person: Person, wanted: boolean, context: Context): Decision => {
  if (person.signInNotices === wanted) return unchanged(person)
  const d = draft(person, context)
  d.change({ signInNotices: wanted })
  d.event({ type: 'user.notices_chosen', data: { newSignIn: wanted } })
  return d.done()
}
