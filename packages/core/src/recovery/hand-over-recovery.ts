// Recovery of somebody without a mailbox: a manager hands over a new sheet or code, and the account stays online.

import type { Draft } from '../event/draft.ts'
import type { Carrier } from '../grant/carriers.ts'
import { issue, newGeneration } from '../invitation/generation.ts'

/** Each hand-over is a new generation: of several sheets only the last one opens. The old password holds until another is set. */
export const handOverRecovery = (d: Draft, input: { application: string; carriers: readonly Carrier[]; termMs: number }): void => {
  const { person, context } = d
  const { application, carriers, termMs } = input
  const open = person.grants.find(({ purpose, endedAt }) => purpose === 'recovery' && endedAt === null)
  const grant = { ...newGeneration(open ?? null, 'recovery', { application, termMs }, context), locator: context.fresh.locator }
  const issued = issue(grant, carriers, person.emailRevision, context)
  d.change({ grants: [...person.grants.filter(({ id }) => id !== issued.id), issued] })
  d.event({ type: 'invitation.handed_over', channel: 'handover', data: { application, carriers: [...carriers], because: 'recovery' } })
}
