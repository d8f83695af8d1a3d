// The next generation of the one open invitation, or its first.

import type { Draft } from '../event/draft.ts'
import { endedOf, newGeneration } from './generation.ts'

/** Everything handed out before is dead, with the codes that were to prove an address in an activation begun by it. */
export const beginGeneration = (d: Draft, options: { application: string | null; termMs: number }): void => {
  const { invitation, grants } = d.person
  d.change({
    invitation: newGeneration(invitation, 'invitation', options, d.context),
    grants: endedOf(grants, ['email_proof'], d.context.now, 'renewed'),
  })
}
