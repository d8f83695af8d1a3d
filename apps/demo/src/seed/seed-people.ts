// Fills an empty Foyer with the people of Beispiel AG: managers' acts by SDK, holders' acts by mail. No back doors.

import type { Foyer } from '@foyer/sdk'
import type { DemoConfig } from '../demo-config.ts'
import { activate, type HolderDeps, openInvitation } from './holder.ts'
import { type DemoPerson, demoOwner, people, readyPerson } from './people.ts'
import { type Act, ways } from './ways.ts'

export interface SeedDeps {
  foyer: Foyer<DemoConfig>
  holder: HolderDeps
  ownerPassword: string
  /** Told after each person. */
  progress: (done: number, total: number) => void
}

/** May be repeated after an interruption: who is there already is left alone. */
export async function seedPeople({ foyer, holder, ownerPassword, progress }: SeedDeps): Promise<void> {
  for (const [index, person] of people.entries()) {
    if ((await foyer.users.find({ externalId: person.externalId })) === null)
      await seedPerson(foyer, holder, person, passwordOf(person, ownerPassword))
    progress(index + 1, people.length)
  }
}

/** Whom nobody signs in as has one that nobody knows. */
function passwordOf({ email }: DemoPerson, ownerPassword: string): string {
  if (email === readyPerson.email) return readyPerson.password
  return email === demoOwner.email ? ownerPassword : crypto.randomUUID()
}

async function seedPerson(foyer: Foyer<DemoConfig>, holder: HolderDeps, person: DemoPerson, password: string): Promise<void> {
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
    password,
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
