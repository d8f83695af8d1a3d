// Entering a person, with the invitation in the same transaction when asked for.

import type { ParsedInputOf } from '@foyer/contract'
import { actorName, createPerson, type Decision, parseAddress, sendInvitation } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import { decisionContext, type ManagementDeps } from '../deps.ts'
import type { Caller } from './caller.ts'
import { once, remembered, requestStatus } from './idempotency.ts'
import { readInitialPassword } from './initial-password.ts'
import { readEndsAt, readProfile } from './profile-input.ts'
import { type UserView, userView } from './user-view.ts'

/** @throws FoyerError `email_taken`, `external_id_taken`, `email_unsupported`, `invalid_input`, and those of an invitation. */
export const createUser = (deps: ManagementDeps, caller: Caller, input: ParsedInputOf<'users.create'>): Promise<UserView> =>
  once(deps, caller, () => enter(deps, caller, input))

const enter = async (deps: ManagementDeps, caller: Caller, input: ParsedInputOf<'users.create'>): Promise<UserView> => {
  const email = input.email == null || input.email.trim() === '' ? null : parseAddress(input.email)
  const initialPassword = await readInitialPassword(deps, caller, input.invite?.initialPassword)
  const id = uuidv7()
  const profile = readProfile(deps, input)
  const endsAt = readEndsAt(deps, input.endsAt) ?? null
  const added = await deps.store.addPerson(
    (now) => {
      const context = decisionContext(deps, caller.actor, now)
      const entered = createPerson({ id, profile, email, endsAt }, context)
      return input.invite === undefined
        ? entered
        : followedBy(entered, sendInvitation(entered.person, { ...input.invite, initialPassword }, context))
    },
    { actor: actorName(caller.actor), remember: remembered(caller, requestStatus.created) },
  )
  if (added.made.jobs.length > 0) deps.wakeWorkers()
  return userView(deps, { person: added.person, now: added.now, delivery: input.invite === undefined ? null : 'queued' }, caller)
}

/** Two decisions as one: the later person, all events and jobs. */
export const followedBy = (first: Decision, second: Decision): Decision => ({
  person: second.person,
  events: [...first.events, ...second.events],
  jobs: [...first.jobs, ...second.jobs],
  endSessions: first.endSessions === 'all' || second.endSessions === 'all' ? 'all' : [...first.endSessions, ...second.endSessions],
})
