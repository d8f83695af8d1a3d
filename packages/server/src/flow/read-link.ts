// Looks at the token of a link: genuine, of an older generation, or nothing of ours. Changes nothing.

import { type AddressRevision, type GrantFacts, isIssued, type LinkToken, maskAddress, type Person, TYPED_REVISION } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { LinkPlace, Place } from './flow-state.ts'
import { addressOf } from './sign-in.ts'

const DEAD: Place = { at: 'dead_link', newer: false }

const purposes: Partial<Record<GrantFacts['purpose'], LinkPlace['purpose']>> = {
  invitation: 'activation',
  recovery: 'recovery',
  confirmation: 'confirmation',
  email_change: 'confirmation',
  email_undo: 'undo',
}

/** A link that was replaced says so only to whoever holds a genuine one. */
export const readLink = async (deps: Deps, text: string): Promise<Place> => {
  const token = deps.secrets.readLink(text)
  if (token === null) return DEAD
  const loaded = await deps.store.loadPerson({ grantId: token.grantId })
  const grant = loaded === null ? undefined : [loaded.person.invitation, ...loaded.person.grants].find((item) => item?.id === token.grantId)
  if (loaded == null || grant == null) return DEAD
  const { person } = loaded
  const address = boundAddress(person, grant)
  if (deps.secrets.verifyLink(token, { ...grant, purpose: 'refusal' }, address)) return refusal(grant, address, token)
  if (!deps.secrets.verifyLink(token, grant, address)) return DEAD
  const purpose = purposes[grant.purpose]
  if (grant.purpose === 'erasure_undo') return { at: 'keep', grantId: grant.id, generation: token.generation }
  if (purpose === undefined) return DEAD
  if (grant.endedAt === null && token.generation < grant.generation) return { at: 'dead_link', newer: hasCarrier(person, grant) }
  const { grantId, generation, carrier } = token
  return { at: 'link', purpose, grantId, generation, carrier, revision: address?.revision ?? null }
}

/** The address that mailed secrets of this grant are bound to. */
export const boundAddress = (person: Person, grant: Pick<GrantFacts, 'purpose' | 'typedEmail' | 'carriers'>): AddressRevision | null => {
  if (grant.purpose === 'email_change') {
    const { waitingEmail } = person
    return waitingEmail === null ? null : { canonical: waitingEmail.canonical, revision: waitingEmail.revision }
  }
  if (grant.purpose === 'email_undo') {
    const revision = grant.carriers[0]?.revision ?? null
    return grant.typedEmail === null || revision === null ? null : { canonical: grant.typedEmail.canonical, revision }
  }
  if (grant.purpose === 'email_proof')
    return grant.typedEmail === null ? null : { canonical: grant.typedEmail.canonical, revision: TYPED_REVISION }
  return addressOf(person)
}

const refusal = (grant: GrantFacts, address: AddressRevision | null, token: LinkToken): Place =>
  grant.endedAt === null && token.generation <= grant.generation
    ? {
        at: 'refuse',
        grantId: grant.id,
        revision: address?.revision ?? null,
        emailMasked: address === null ? null : maskAddress(address.canonical),
      }
    : { at: 'refused' }

const hasCarrier = (person: Person, grant: GrantFacts): boolean => grant.carriers.some(({ carrier }) => isIssued(grant, carrier, person))
