// One person in each state that an outsider may name, and one name that nobody has; all names of one length.

import { revokeInvitation } from '@foyer/core'
import type { ExampleFoyer } from './example-foyer.ts'
import { agreedTo, contextAt, withFacts } from './people.ts'

export const states = ['nobody', 'offline', 'invited', 'invited, ended', 'online', 'deactivated'] as const
export type State = (typeof states)[number]

export interface Named {
  state: State
  name: string
  /** Null for nobody. */
  id: string | null
  /** What locates the typed code of their invitation; of nobody's, one that is nowhere. */
  locator: string
}

let count = 10_000

/** @param passwordHash of those who have one */
export const enterEachState = (foyer: ExampleFoyer, passwordHash: string): Promise<Named[]> =>
  Promise.all(states.map((state) => enterOne(foyer, state, passwordHash)))

const enterOne = async (foyer: ExampleFoyer, state: State, passwordHash: string): Promise<Named> => {
  count += 1
  const name = `person.${count}@example.com`
  if (state === 'nobody') return { state, name, id: null, locator: `zz${count}`.replaceAll(/[01]/g, 'z').slice(0, 6) }
  const invite = state === 'offline' ? {} : { invite: { application: 'app', initialPassword: 'generate' } }
  const id = await foyer.enter({ email: name, firstName: 'Mia', ...invite })
  const locator = (await foyer.store.loadPerson({ id }))?.person.invitation?.locator ?? `yy${count}`.replaceAll(/[01]/g, 'z').slice(0, 6)
  const named = { state, name, id, locator }
  if (state === 'invited, ended')
    await foyer.store.changePerson({ id }, (person, now) => revokeInvitation(person, contextAt(now)), { actor: 'system' })
  if (state === 'online' || state === 'deactivated') await goOnline(foyer, id, passwordHash)
  if (state === 'deactivated') await foyer.manage('POST', `/api/users/${id}/deactivate`, {})
  return named
}

/** As an activation leaves people. */
export const goOnline = async (foyer: ExampleFoyer, id: string, passwordHash: string): Promise<void> => {
  await foyer.store.changePerson(
    { id },
    (person, now) => ({
      ledger: [agreedTo('terms', '1', now)],
      ...withFacts(person, {
        activatedAt: now,
        changedAt: now,
        hasPassword: true,
        credentialRevision: 1,
        invitation: null,
        email: person.email === null ? null : { ...person.email, confirmedAt: now },
        access: person.access.map((access) => ({ ...access, pending: false, profileDoneAt: now })),
        acceptances: [{ document: 'terms', version: '1', acceptedAt: now }],
        profile: { ...person.profile, fields: { phone: '+49221123456' } },
      }),
    }),
    { actor: 'system', passwordHash },
  )
}
