// The secrets of one generation in the forms in which they are handed over.

import { formatGroups, type GrantFacts, isIssued, type LinkCarrier, type Person } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'

type Parts = Pick<ManagementDeps, 'config' | 'secrets'>

/** The invitation, or the recovery of somebody without a mailbox, where something was handed over. */
export const handedOverGrant = (person: Person): GrantFacts | null => {
  if (person.invitation !== null) return person.invitation
  return person.grants.find(({ purpose, endedAt, locator }) => purpose === 'recovery' && endedAt === null && locator !== null) ?? null
}

/** `null` for a carrier that was not issued, and for a grant whose secret was retired: neither would open anything. */
export const linkOf = ({ config, secrets }: Parts, person: Person, grant: GrantFacts, carrier: LinkCarrier): string | null =>
  isIssued(grant, carrier, person) && secrets.canDerive(grant) ? `${config.url}/l/${secrets.linkToken(grant, carrier, null)}` : null

/** In four groups of four. */
export const codeOf = ({ secrets }: Parts, person: Person, grant: GrantFacts): string | null =>
  isIssued(grant, 'code', person) && secrets.canDerive(grant) ? formatGroups(secrets.activationCode(grant, 'code', null), 4) : null
