// One person, by any of the names they go by.

import { FoyerError } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import type { Caller } from './caller.ts'
import { readUserRef } from './user-ref.ts'
import { type UserView, userView } from './user-view.ts'

/** @throws FoyerError `user_not_found`, also for people who were erased, and for those without access to the one application of the caller's key. */
export const getUser = async (deps: ManagementDeps, caller: Caller, ref: string): Promise<UserView> => {
  const loaded = await deps.store.loadPerson(readUserRef(ref))
  const { boundTo } = caller
  const isElsewhere = boundTo !== null && loaded?.person.access.every(({ application }) => application !== boundTo)
  if (loaded === null || loaded.person.deletedAt !== null || isElsewhere) throw new FoyerError('user_not_found', { ref })
  return userView(deps, loaded, caller)
}
