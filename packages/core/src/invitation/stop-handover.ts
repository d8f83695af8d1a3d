// Too many wrong answers to what a hand-over asks: paper, picture, link and typed code are dead, and whoever gave them out is told.

import type { GrantFacts, Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { channelOf, formOf } from '../grant/carriers.ts'

/** What was mailed lives on; a new sheet opens again. Doing it twice changes nothing. */
export const stopHandover = (person: Person, proof: { grantId: string; generation: number }, context: Context): Decision => {
  const d = draft(person, context)
  const isMeant = (grant: GrantFacts) => grant.id === proof.grantId && grant.generation === proof.generation && grant.endedAt === null
  const open = [person.invitation, ...person.grants].find((grant) => grant !== null && isMeant(grant))
  if (open == null) return d.done()
  const handedOver = open.carriers.filter(({ carrier }) => channelOf(carrier) === 'handover' && formOf(carrier) !== 'chosen')
  if (handedOver.length === 0) return d.done()
  const without = (grant: GrantFacts): GrantFacts => ({
    ...grant,
    carriers: grant.carriers.filter((carrier) => !handedOver.includes(carrier)),
    handoverStoppedAt: context.now,
  })
  d.change({
    invitation: person.invitation === null || !isMeant(person.invitation) ? person.invitation : without(person.invitation),
    grants: person.grants.map((grant) => (isMeant(grant) ? without(grant) : grant)),
  })
  const carriers = handedOver.map(({ carrier }) => carrier)
  d.event({ type: 'invitation.handover_stopped', channel: 'handover', data: { generation: open.generation, carriers } })
  for (const userId of new Set(handedOver.flatMap(({ by }) => (by.startsWith('user:') ? [by.slice('user:'.length)] : []))))
    d.job({
      type: 'mail',
      userId,
      intent: { kind: 'handover_stopped', about: person.id },
      dedupe: `handover_stopped:${open.id}:${open.generation}:${userId}`,
    })
  return d.done()
}
