// The first owner: a person without details, invited by a link that is shown at the terminal alone.

import { createPerson, handOverInvitation } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import { type Deps, decisionContext } from '../deps.ts'
import { followedBy } from './create-user.ts'

type OwnerDeps = Pick<Deps, 'config' | 'store' | 'keys' | 'secrets'>

/** Where the id of the person that the first link was made for is kept. */
const META_KEY = 'first-owner'

/**
 * While nobody owns a managing application: the link of the one invitation for it, made once and shown again until it is used.
 * It goes through the ordinary activation, so that whoever follows it proves a mailbox and sets a password.
 */
export const firstOwnerLink = async (deps: OwnerDeps): Promise<string | null> => {
  const application = Object.values(deps.config.applications).find(({ manages }) => manages)
  if (application === undefined || (await deps.store.hasOwner())) return null
  const userId = await deps.store.keepMeta(META_KEY, uuidv7())
  const loaded = await deps.store.loadPerson({ id: userId })
  const invite = { application: application.key, role: 'owner', carriers: ['link'] } as const
  if (loaded === null) {
    const added = await deps.store.addPerson(
      (now) => {
        const context = decisionContext(deps, { kind: 'terminal' }, now)
        const entered = createPerson({ id: userId, profile: {}, email: null, endsAt: null }, context)
        const both = followedBy(entered, handOverInvitation(entered.person, invite, context))
        return { ...both, events: [...both.events, { type: 'owner.link_made', data: {} }] }
      },
      { actor: 'terminal' },
    )
    return linkFor(deps, added.person)
  }
  if (loaded.person.deletedAt !== null || loaded.person.activatedAt !== null) return null
  const changed = await deps.store.changePerson(
    { id: userId },
    (person, now) => handOverInvitation(person, invite, decisionContext(deps, { kind: 'terminal' }, now)),
    { actor: 'terminal' },
  )
  return changed === null ? null : linkFor(deps, changed.person)
}

const linkFor = (deps: OwnerDeps, person: { invitation: Parameters<Deps['secrets']['linkToken']>[0] | null }): string | null =>
  person.invitation === null ? null : `${deps.config.url}/l/${deps.secrets.linkToken(person.invitation, 'link', null)}`
