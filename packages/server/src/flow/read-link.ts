// Looks at the token of a link: genuine, of an older generation, or nothing of ours. Changes nothing.

import { isIssued, type Person } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { Place } from './flow-state.ts'
import { addressOf } from './sign-in.ts'

/** A link that was replaced says so only to whoever holds a genuine one. */
export const readLink = async (deps: Deps, text: string): Promise<Place> => {
  const token = deps.secrets.readLink(text)
  if (token === null) return { at: 'dead_link', newer: false }
  const loaded = await deps.store.loadPerson({ grantId: token.grantId })
  const grant = loaded === null ? undefined : [loaded.person.invitation, ...loaded.person.grants].find((item) => item?.id === token.grantId)
  if (loaded == null || grant == null) return { at: 'dead_link', newer: false }
  const { person } = loaded
  if (!deps.secrets.verifyLink(token, grant, addressOf(person))) return { at: 'dead_link', newer: false }
  if (grant.purpose !== 'invitation') return { at: 'dead_link', newer: false }
  if (grant.endedAt === null && token.generation < grant.generation) return { at: 'dead_link', newer: hasCarrier(person) }
  return { at: 'link', grantId: token.grantId, generation: token.generation, carrier: token.carrier }
}

const hasCarrier = (person: Person): boolean =>
  person.invitation?.carriers.some(({ carrier }) => person.invitation !== null && isIssued(person.invitation, carrier, person)) === true
