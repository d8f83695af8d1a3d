// Fills an empty Foyer with the people of Beispiel AG: managers' acts by SDK, holders' acts by mail. No back doors.

import type { Foyer } from '@foyer/sdk'
import type { DemoConfig } from '../demo-config.ts'
import { activate, type HolderDeps, openInvitation } from './holder.ts'
import { type DemoPerson, people, readyPerson } from './people.ts'
import { type Act, ways } from './ways.ts'

export interface SeedDeps {
  foyer: Foyer<DemoConfig>
  holder: HolderDeps
  /** Told after each person. */
  progress: (done: number, total: number) => void
}

/** May be repeated after an interruption: who is there already is left alone. */
export async function seedPeople({ foyer, holder, progress }: SeedDeps): Promise<void> {
  for (const [index, person] of people.entries()) {
    if ((await foyer.users.find({ externalId: person.externalId })) === null) await seedPerson(foyer, holder, person)
    progress(index + 1, people.length)
  }
}

async function seedPerson(foyer: Foyer<DemoConfig>, holder: HolderDeps, person: DemoPerson): Promise<void> {
  const { externalId, goal, role, fields, forklift, ...details } = person
  const way = ways[goal]
  const mistyped = way.includes('correct') ? (person.email?.replace('beispiel.', 'beispeil.') ?? null) : person.email
  const managed = forklift === undefined ? {} : { fields: { forklift } }
  const invite = role === undefined ? ({ application: 'app' } as const) : ({ application: 'portal', role } as const)
  const { id } = await foyer.users.create({
    ...details,
    ...managed,
    externalId,
    email: mistyped,
    ...(way.includes('invite') ? { invite } : {}),
  })
  const input = {
    email: person.email ?? '',
    application: invite.application,
    password: person.email === readyPerson.email ? readyPerson.password : crypto.randomUUID(),
    fields: { ...fields },
  }
  const acts: Record<Act, () => Promise<unknown>> = {
    invite: async () => {},
    open: () => openInvitation(holder, input),
    activate: () => activate(holder, input),
    correct: () => foyer.users.changeEmail(id, { email: person.email }),
    revoke: () => foyer.invitations.revoke(id),
    deactivate: () => foyer.users.deactivate(id, { reason: 'Ausgeschieden' }),
  }
  for (const act of way) await acts[act]()
}
