// The first owner: a person without details, invited by a link that is shown at the terminal alone.

import { createPerson, handOverInvitation, isBlocked, type Person, renewInvitation } from '@foyer/core'
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
  const { userId, person } = await candidate(deps, META_KEY)
  const invite = { application: application.key, role: 'owner', carriers: ['link'] } as const
  if (person === null) await enter(deps, userId, invite)
  const changed = await deps.store.changePerson(
    { id: userId },
    (found, now) => {
      const context = decisionContext(deps, { kind: 'terminal' }, now)
      // Of a retired secret no link can be shown again.
      if (found.invitation === null || deps.secrets.canDerive(found.invitation)) return handOverInvitation(found, invite, context)
      const renewed = renewInvitation(found, {}, context)
      return followedBy(renewed, handOverInvitation(renewed.person, invite, context))
    },
    { actor: 'terminal' },
  )
  return changed === null ? null : linkFor(deps, changed.person)
}

/**
 * The person that the link is for; the next one when the last was erased or blocked, or owns nothing though activated. The same on
 * every server.
 */
const candidate = async (deps: OwnerDeps, metaKey: string): Promise<{ userId: string; person: Person | null }> => {
  const userId = await deps.store.keepMeta(metaKey, uuidv7())
  const loaded = await deps.store.loadPerson({ id: userId })
  const gone = loaded !== null && (loaded.person.activatedAt !== null || isBlocked(loaded.person, loaded.now))
  if (gone) return candidate(deps, `${META_KEY}/${userId}`)
  return { userId, person: loaded?.person ?? null }
}

const enter = async (deps: OwnerDeps, id: string, invite: Parameters<typeof handOverInvitation>[1]): Promise<void> => {
  try {
    await deps.store.addPerson(
      (now) => {
        const context = decisionContext(deps, { kind: 'terminal' }, now)
        const entered = createPerson({ id, profile: {}, email: null, endsAt: null }, context)
        const both = followedBy(entered, handOverInvitation(entered.person, invite, context))
        return { ...both, events: [...both.events, { type: 'owner.link_made', data: {} }] }
      },
      { actor: 'terminal' },
    )
  } catch (error) {
    // Another server started at the same moment and was faster.
    if ((await deps.store.loadPerson({ id })) === null) throw error
  }
}

const linkFor = (deps: OwnerDeps, person: { invitation: Parameters<Deps['secrets']['linkToken']>[0] | null }): string | null =>
  person.invitation === null ? null : `${deps.config.url}/l/${deps.secrets.linkToken(person.invitation, 'link', null)}`
