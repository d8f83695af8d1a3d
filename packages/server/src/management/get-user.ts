// One person, by any of the names they go by.

import { FoyerError } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { Caller } from './caller.ts'
import { readUserRef } from './user-ref.ts'
import { type UserView, userView } from './user-view.ts'

/** @throws FoyerError `user_not_found`, also for people who were erased. */
export const getUser = async (deps: Deps, caller: Caller, ref: string): Promise<UserView> => {
  const loaded = await deps.store.loadPerson(readUserRef(ref))
  if (loaded === null || loaded.person.deletedAt !== null) throw new FoyerError('user_not_found', { ref })
  return userView(deps, loaded, caller.actor)
}
