// What the lifecycle says about one person, kept apart from core: facts, and every secret that ever left the house.

import type { Role } from '@foyer/contract'
import { DAY, HOUR } from '../account/person.fixture.ts'
import { type Carrier, carrierNames, channelOf, type GrantPurpose } from '../grant/carriers.ts'

/** A secret by what it is derived from. `dead` says why it must never open anything again. */
export interface Secret {
  purpose: GrantPurpose
  grantId: string
  generation: number
  carrier: Carrier
  address: string | null
  revision: number | null
  dead: string | null
}

interface Term {
  startedAt: number
  expiresAt: number
  /** Wrong tries at its typed code. */
  wrong: number
}

export interface ModelEmail {
  canonical: string
  by: 'manager' | 'holder'
  issued: boolean
  /** Somebody showed a secret that was mailed to this very address, as long as it has stood there. */
  proven: boolean
  bounced: boolean
  complained: boolean
  refused: boolean
}

export interface ModelInvitation extends Term {
  /** The term that an admin gave. */
  given: number
  lastAct: number
}

export interface Model {
  email: ModelEmail | null
  /** Revisions that stood for an address before: none of them may come again for another stay. */
  revisions: Set<number>
  waiting: { canonical: string; by: 'manager' | 'holder' } | null
  /** Addresses that can still be brought back, the oldest first. */
  undos: { canonical: string; by: 'manager' | 'holder'; until: number; grantId: string }[]
  activated: boolean
  byNumber: boolean
  deactivated: boolean
  deleted: boolean
  endsAt: number | null
  externalId: string | null
  access: Map<string, { role: Role | null; pending: boolean; via: string | null }>
  invitation: ModelInvitation | null
  confirmation: Term | null
  recovery: Term | null
  change: Term | null
  /** Addresses typed in activations of this generation. */
  proofs: Map<string, Term & { refused: boolean }>
  secrets: Secret[]
  /** Since the last reset. */
  completions: number
}

export const must = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(`Against the lifecycle: ${what}`)
}

export const newModel = (email: string | null, externalId: string | null): Model => ({
  email: email === null ? null : newAddress(email, 'manager'),
  revisions: new Set(email === null ? [] : [1]),
  waiting: null,
  undos: [],
  activated: false,
  byNumber: false,
  deactivated: false,
  deleted: false,
  endsAt: null,
  externalId,
  access: new Map(),
  invitation: null,
  confirmation: null,
  recovery: null,
  change: null,
  proofs: new Map(),
  secrets: [],
  completions: 0,
})

export const newAddress = (canonical: string, by: 'manager' | 'holder'): ModelEmail => ({
  canonical,
  by,
  issued: false,
  proven: false,
  bounced: false,
  complained: false,
  refused: false,
})

/** Mails there are stopped. */
export const isStopped = ({ bounced, complained, refused }: ModelEmail): boolean => bounced || complained || refused

export const term = (now: number, forMs: number): Term => ({ startedAt: now, expiresAt: now + forMs, wrong: 0 })
export const CONFIRMATION = 24 * HOUR
export const RECOVERY = HOUR
export const UNDO = 7 * DAY

export const isBlocked = (m: Model, now: number): boolean => m.deactivated || m.deleted || (m.endsAt !== null && m.endsAt <= now)

export const accountStatusOf = (m: Model): string => {
  if (m.deactivated) return 'deactivated'
  if (m.activated) return 'online'
  return m.invitation === null ? 'offline' : 'invited'
}

export const emailStatusOf = ({ email }: Model): string | null => {
  if (email === null) return null
  if (email.proven) return 'confirmed'
  return email.issued ? 'pending' : 'unconfirmed'
}

/** Ends secrets for good. */
export const kill = (m: Model, which: (secret: Secret) => boolean, why: string): void => {
  for (const secret of m.secrets) if (secret.dead === null && which(secret)) secret.dead = why
}

export const ofPurpose =
  (...purposes: readonly GrantPurpose[]) =>
  ({ purpose }: Secret): boolean =>
    purposes.includes(purpose)

/** A mailed secret of one of these purposes. */
export const mailed =
  (...purposes: readonly GrantPurpose[]) =>
  ({ purpose, carrier }: Secret): boolean =>
    purposes.includes(purpose) && channelOf(carrier) === 'email'

/** Takes carriers down as having left the house. The same secret again is no other; a dead one comes back only after a "no" was cleared. */
export const issue = (
  m: Model,
  purpose: GrantPurpose,
  grant: { id: string; generation: number },
  carriers: readonly Carrier[],
  address: { canonical: string; revision: number } | null,
): void => {
  for (const carrier of carriers) {
    const isMailed = channelOf(carrier) === 'email'
    must(!isMailed || address !== null, 'nothing is mailed without an address')
    const bound = isMailed ? address : null
    const identity = {
      purpose,
      grantId: grant.id,
      generation: grant.generation,
      carrier,
      address: bound?.canonical ?? null,
      revision: bound?.revision ?? null,
    }
    const known = m.secrets.find((secret) => isSame(secret, identity))
    if (known === undefined) m.secrets.push({ ...identity, dead: null })
    else {
      must(known.dead === null || known.dead === 'refused', `a secret that died (${known.dead}) went out again`)
      known.dead = null
    }
  }
}

type Identity = Omit<Secret, 'dead'>

export const isSame = (a: Identity, b: Identity): boolean =>
  a.grantId === b.grantId &&
  a.generation === b.generation &&
  a.carrier === b.carrier &&
  a.purpose === b.purpose &&
  a.address === b.address &&
  a.revision === b.revision

/** Every secret that could be derived for a grant as it stands, whether or not it was issued. */
export const derivable = (
  purpose: GrantPurpose,
  grant: { id: string; generation: number },
  address: { canonical: string; revision: number } | null,
): Identity[] =>
  carrierNames()
    .filter((carrier) => channelOf(carrier) === 'handover' || address !== null)
    .map((carrier) => {
      const bound = channelOf(carrier) === 'email' ? address : null
      return {
        purpose,
        grantId: grant.id,
        generation: grant.generation,
        carrier,
        address: bound?.canonical ?? null,
        revision: bound?.revision ?? null,
      }
    })

/** Whether the lifecycle wants this secret to open now. */
export const isAlive = (m: Model, secret: Secret, now: number, managing: (application: string) => boolean): boolean => {
  if (secret.dead !== null || isBlocked(m, now)) return false
  const lives = (of: Term | null | undefined): of is Term => of != null && now < of.expiresAt
  switch (secret.purpose) {
    case 'invitation':
      if (m.activated || !lives(m.invitation)) return false
      return (secret.carrier !== 'code' && secret.carrier !== 'mail_code') || m.invitation.wrong < 10
    case 'confirmation':
      return lives(m.confirmation)
    case 'recovery': {
      if (!m.activated || !lives(m.recovery)) return false
      const tries = secret.carrier === 'mail_code' ? 5 : 10
      return (secret.carrier !== 'mail_code' && secret.carrier !== 'code') || m.recovery.wrong < tries
    }
    case 'email_change':
      return lives(m.change) && (secret.carrier !== 'mail_code' || m.change.wrong < 5)
    case 'email_undo':
      return m.undos.some(({ grantId, until }) => grantId === secret.grantId && now < until)
    case 'email_proof': {
      const proof = secret.address === null ? undefined : m.proofs.get(secret.address)
      if (m.activated || !lives(m.invitation) || !lives(proof) || proof.wrong >= 5 || proof.refused) return false
      return m.email === null || m.email.canonical === secret.address || (!m.email.proven && ![...m.access.keys()].some(managing))
    }
    default:
      return false
  }
}
