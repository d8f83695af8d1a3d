// Where a person is signed in, and how somebody who manages ends it.

import type { OutputOf } from '@foyer/contract'
import { actorName, FoyerError, requireManaging } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { describeDevice } from '../session/describe-device.ts'
import type { LoadedPerson } from '../store/person.port.ts'
import type { SessionFacts } from '../store/session.port.ts'
import { localText } from '../text.ts'
import type { Caller } from './caller.ts'
import { readUserRef } from './user-ref.ts'

/** Neither secrets nor addresses: the device in words, as its holder sees it. @throws FoyerError `user_not_found` */
export const listUserSessions = async (deps: ManagementDeps, { locale }: Caller, ref: string): Promise<OutputOf<'users.sessions'>> => {
  const { person } = await requirePerson(deps, ref)
  const sessions = await deps.store.listSessions(person.id)
  return {
    items: bySignIn(sessions).map(({ id, application, userAgent, createdAt, lastUsedAt }) => ({
      id,
      application: localText(deps.config.applications[application]?.name ?? application, locale),
      device: describeDevice(userAgent, locale),
      startedAt: new Date(createdAt).toISOString(),
      lastUsedAt: new Date(lastUsedAt).toISOString(),
    })),
  }
}

/** @throws FoyerError `user_not_found`; `role_too_low` for somebody of a higher role. */
export const endUserSessions = async (
  deps: ManagementDeps,
  { actor }: Caller,
  ref: string,
  { session }: { session?: string | undefined },
): Promise<OutputOf<'users.endSessions'>> => {
  const { person } = await requirePerson(deps, ref)
  requireManaging(person, { actor })
  if (session === undefined) return { ended: await deps.store.endSessions({ userId: person.id }, actorName(actor)) }
  const found = (await deps.store.listSessions(person.id)).find(({ id }) => id === session)
  return { ended: found === undefined ? 0 : await deps.store.endSessions({ familyId: found.familyId }, actorName(actor)) }
}

const requirePerson = async (deps: ManagementDeps, ref: string): Promise<LoadedPerson> => {
  const loaded = await deps.store.loadPerson(readUserRef(ref))
  if (loaded === null || loaded.person.deletedAt !== null) throw new FoyerError('user_not_found', { ref })
  return loaded
}

/** A host's session beside a sign-in of Foyer's own is the same person at the same device: one line, as it was used last. */
const bySignIn = (sessions: readonly SessionFacts[]): SessionFacts[] => {
  const families = new Map<string, SessionFacts>()
  for (const session of sessions) {
    const known = families.get(session.familyId)
    if (known === undefined || known.lastUsedAt < session.lastUsedAt) families.set(session.familyId, session)
  }
  return [...families.values()].sort((one, other) => other.lastUsedAt - one.lastUsedAt)
}
