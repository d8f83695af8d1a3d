// The holder wishes to be erased: owners are told, every session ends, this one too.

import { FoyerError, requestErasure } from '@foyer/core'
import { decisionContext } from '../deps.ts'
import { holderName, holderOf } from '../flow/open-activation.ts'
import { clearSessionCookie } from '../http/cookies.ts'
import type { Result } from './account-actions.ts'
import type { AccountSession } from './account-session.ts'

/** @throws FoyerError `erasure_off`, `erasure_asked`, `last_owner`. */
export const eraseOwnAccount = async ({ c, deps, person, application }: AccountSession): Promise<Result> => {
  const tell = await deps.store.listOwners()
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, now) => requestErasure(found, { tell }, decisionContext(deps, holderOf(found.id), now)),
    { actor: holderName(person.id) },
  )
  if (changed === null || changed.person.eraseAt === null) throw new FoyerError('unauthenticated')
  clearSessionCookie(c, deps.config, application)
  deps.wakeWorkers()
  return { kind: 'erasing', at: new Date(changed.person.eraseAt).toISOString() }
}
