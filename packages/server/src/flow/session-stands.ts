// Whether the sign-in that a flow goes on from still stands.

import type { Deps } from '../deps.ts'

export const sessionStands = async (deps: Deps, { userId, familyId }: { userId: string; familyId: string }): Promise<boolean> => {
  const sessions = await deps.store.listSessions(userId)
  return sessions.some((session) => session.familyId === familyId)
}
