// One frame for every change of a person: load, decide, write with events and jobs, answer.

import { actorName, type Context, type Decision, FoyerError, type Person } from '@foyer/core'
import { decisionContext, type ManagementDeps } from '../deps.ts'
import type { Caller } from './caller.ts'
import { once, remembered, requestStatus } from './idempotency.ts'
import { readUserRef } from './user-ref.ts'
import { type UserView, userView } from './user-view.ts'

/**
 * Carries a decision out in one transaction. The same idempotency key again answers as the person stands, without deciding anew.
 * @throws FoyerError `user_not_found`, `changed_meanwhile`, `idempotency_key_reused`, and those of the decision.
 */
export const changeUser = (
  deps: ManagementDeps,
  caller: Caller,
  ref: string,
  decide: (person: Person, context: Context) => Decision,
): Promise<UserView> => once(deps, caller, () => change(deps, caller, ref, decide))

const change = async (
  deps: ManagementDeps,
  caller: Caller,
  ref: string,
  decide: (person: Person, context: Context) => Decision,
): Promise<UserView> => {
  const remember = remembered(caller, requestStatus.updated)
  const changed = await deps.store.changePerson(
    readUserRef(ref),
    (person, now) => {
      const decision = decide(person, decisionContext(deps, caller.actor, now))
      if (remember !== undefined) remember.status = decision.person === person ? requestStatus.unchanged : requestStatus.updated
      return decision
    },
    { actor: actorName(caller.actor), ifVersion: caller.ifVersion, remember },
  )
  if (changed === null) throw new FoyerError('user_not_found', { ref })
  if (changed.changed) deps.wakeWorkers()
  const loaded = changed.person.deletedAt === null ? await deps.store.loadPerson({ id: changed.person.id }) : null
  return userView(deps, loaded ?? { person: changed.person, now: changed.now, delivery: null }, caller)
}
