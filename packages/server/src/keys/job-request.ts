// What an anonymous visitor asked for, sealed in its job: the queue shows neither who was named nor whether they exist.

import type { KeyRing } from './key-ring.ts'
import { seal, unseal } from './seal.ts'

/** Somebody named an address, or followed the link of a grant that has expired. */
export type AnonymousRequest = { by: 'name'; name: string; application: string } | { by: 'grant'; grantId: string; application: string }

export const sealRequest = (keys: KeyRing, request: AnonymousRequest): string => seal(keys, 'seal/job', request)

export const openRequest = (keys: KeyRing, sealed: string): AnonymousRequest | undefined =>
  unseal(keys, 'seal/job', sealed) as AnonymousRequest | undefined
