// The holder sets or changes the own password.

import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { requireOnline } from './passkeys.ts'

/** Ends every session but the one that the caller keeps. @throws FoyerError `not_online`. */
export const setOwnPassword = (person: Person, context: Context): Decision => {
  requireOnline(person, context)
  const d = draft(person, context)
  d.change({ hasPassword: true, credentialRevision: person.credentialRevision + 1 })
  d.endSessions('all')
  d.event({ type: 'password.changed', data: { first: !person.hasPassword } })
  if (person.email !== null) d.mail({ kind: 'password_changed' }, `password_changed:${person.id}:${person.credentialRevision + 1}`)
  return d.done()
}
