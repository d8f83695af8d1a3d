// Beginning, lengthening and ending generations of a grant, and issuing carriers.

import { actorName } from '../access/actor.ts'
import type { GrantFacts, Instant, IssuedCarrier, Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import { type Carrier, channelOf, type GrantPurpose } from '../grant/carriers.ts'

export const DAY_MS = 86_400_000
/** No generation lives longer than this, however often it is sent again. */
export const MAX_GENERATION_MS = 90 * DAY_MS
/** Anything printed is valid at least this long. */
export const MIN_PRINTED_MS = 60 * DAY_MS
/** Wrong tries that end the typed code of a generation; its link and QR code live on. */
export const MAX_CODE_TRIES = 10

export const isExpired = (grant: Pick<GrantFacts, 'expiresAt'>, now: Instant): boolean => grant.expiresAt <= now

/**
 * A new generation: everything handed out before is dead. Its number is the database's time, so that a restored
 * backup never makes one again that was used.
 */
export const newGeneration = (
  grant: GrantFacts | null,
  purpose: GrantFacts['purpose'],
  options: { application: string | null; termMs: number },
  context: Context,
): GrantFacts => ({
  id: grant?.id ?? context.fresh.grantId,
  purpose,
  application: options.application,
  generation: Math.max(context.now, (grant?.generation ?? 0) + 1),
  keyId: context.keyId,
  locator: purpose === 'invitation' ? context.fresh.locator : null,
  carriers: [],
  expiresAt: context.now + Math.min(options.termMs, MAX_GENERATION_MS),
  endedAt: null,
  endedReason: null,
  codeTries: 0,
  begunAt: null,
  typedEmail: null,
  chosenPassword: null,
  lastActAt: context.now,
  handoverStoppedAt: null,
})

/** Ends the open grants of some purposes. */
export const endedOf = (grants: readonly GrantFacts[], purposes: readonly GrantPurpose[], now: Instant, reason: string): GrantFacts[] =>
  grants.map((grant) =>
    purposes.includes(grant.purpose) && grant.endedAt === null ? { ...grant, endedAt: now, endedReason: reason } : grant,
  )

/** The full term again from now, never shorter than before, never past 90 days of this generation. */
export const lengthen = (grant: GrantFacts, termMs: number, now: Instant): GrantFacts => ({
  ...grant,
  expiresAt: Math.max(grant.expiresAt, Math.min(now + termMs, grant.generation + MAX_GENERATION_MS)),
})

/** Marks carriers as having left the house. Issuing again keeps one entry a carrier, with the latest time. */
export const issue = (grant: GrantFacts, carriers: readonly Carrier[], revision: number, context: Context): GrantFacts => {
  const issued: IssuedCarrier[] = carriers.map((carrier) => ({
    carrier,
    at: context.now,
    by: actorName(context.actor),
    revision: channelOf(carrier) === 'email' ? revision : null,
  }))
  return { ...grant, carriers: [...grant.carriers.filter(({ carrier }) => !carriers.includes(carrier)), ...issued] }
}

/** Whether this carrier was issued, and for the address on file now when it was mailed. */
export const isIssued = (grant: GrantFacts, carrier: Carrier, person: Pick<Person, 'email' | 'emailRevision'>): boolean =>
  grant.carriers.some(
    (issued) =>
      issued.carrier === carrier && (issued.revision === null || (person.email !== null && issued.revision === person.emailRevision)),
  )

/** Whether anything that was issued still opens this generation. */
export const hasLiveCarrier = (grant: GrantFacts, person: Pick<Person, 'email' | 'emailRevision'>): boolean =>
  grant.carriers.some(({ carrier }) => isIssued(grant, carrier, person))

/** What was mailed to an address that is on file no more is dead; what was handed over lives. */
export const withoutMailed = (grant: GrantFacts): GrantFacts => ({
  ...grant,
  carriers: grant.carriers.filter(({ revision }) => revision === null),
})
