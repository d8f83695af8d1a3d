// Calls on API keys, for owners.

import type { OutputOf, Scope } from '@foyer/contract'
import type { CallOptions } from './client-options.ts'
import { FoyerError } from './errors.ts'
import type { Send } from './request.ts'

/** A key without what would let anybody in. */
export type ApiKey = OutputOf<'keys.revoke'>

export interface ShownApiKey extends ApiKey {
  /** The secret: answered this once, and stored nowhere. */
  key: string
}

export interface NewApiKey<A extends string> {
  /** What the key is for. */
  name: string
  scopes: readonly Scope[]
  /** Only for this application: then `users:read` and `sessions:check` at most. For all when not given. */
  application?: A | null | undefined
  /** A moment, or a day (`2027-03-31`): then the end of that day in the organisation's time zone. Never when not given. */
  expiresAt?: Date | string | null | undefined
}

/** Needs a key of scope `owner`. */
export interface Keys<A extends string> {
  /** Live ones first, then newest first; at most 200. */
  list(options?: CallOptions): Promise<ApiKey[]>
  /** @throws FoyerError `already_created` for a repeated call whose answer was lost: revoke that key and make another */
  create(input: NewApiKey<A>, options?: CallOptions): Promise<ShownApiKey>
  /**
   * Another secret for the same key. The old one answers until `oldUntil`: 24 hours when not given, at most 90 days, `null` ends it at once.
   * @throws FoyerError `key_not_found`, also for keys that ended; `already_created`
   */
  rotate(id: string, input?: { oldUntil?: Date | string | null | undefined }, options?: CallOptions): Promise<ShownApiKey>
  /** For good; every server refuses it within 5 seconds. @throws FoyerError `key_not_found` */
  revoke(id: string, options?: CallOptions): Promise<ApiKey>
}

export function keys<A extends string>(send: Send): Keys<A> {
  return {
    async list(options) {
      const { items } = await send<OutputOf<'keys.list'>>({ route: 'keys.list' }, options)
      return items
    },
    create: (input, options) => send({ route: 'keys.create', input }, options),
    rotate: async (id, input, options) => send({ route: 'keys.rotate', key: known(id), input }, options),
    revoke: async (id, options) => send({ route: 'keys.revoke', key: known(id) }, options),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What is no id cannot name a key, so nothing is sent for it. */
function known(id: string): string {
  if (UUID.test(id)) return id
  throw new FoyerError('key_not_found', { keyId: id }, { status: 404, message: 'No API key has this id.' })
}
