// How far the person of the tour has come: which step is done, which one is next.

import type { FoyerEvent, SessionUser, User } from '@foyer/sdk'

export interface Story {
  user: User
  /** Of this person, oldest first. */
  trail: FoyerEvent[]
}

export type StepState = 'done' | 'current' | 'open'

/** Enter, open, activate, signed in. Reads only what the SDK answers about the person, and who is signed in in this browser. */
export function storySteps(story: Story | null, signedIn: SessionUser | null): [StepState, StepState, StepState, StepState] {
  if (story === null) return ['current', 'open', 'open', 'open']
  const { user } = story
  if (user.status === 'online') return ['done', 'done', 'done', signedIn?.id === user.id ? 'done' : 'current']
  if (user.emailStatus === 'confirmed') return ['done', 'done', 'current', 'open']
  return ['done', 'current', 'open', 'open']
}
