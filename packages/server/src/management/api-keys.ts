// API keys: made, given another secret, revoked. The database keeps hashes alone.

import { createHash } from 'node:crypto'
import { type OutputOf, type ParsedInputOf, scopesForOneApplication } from '@foyer/contract'
import { actorName, FoyerError, parseMoment, requireApplication } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import type { ManagementDeps } from '../deps.ts'
import { newSecret256 } from '../keys/oslo.ts'
import type { ApiKeyFacts } from '../store/api-key.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import type { Caller } from './caller.ts'
import { findEarlier, remembered, requestStatus } from './idempotency.ts'
import { isoText } from './iso-text.ts'

type ApiKey = OutputOf<'keys.revoke'>
type ShownKey = OutputOf<'keys.create'>

const DAY_MS = 86_400_000
const DEFAULT_OVERLAP_MS = DAY_MS
const MAX_OVERLAP_MS = 90 * DAY_MS

export const listApiKeys = async (deps: ManagementDeps): Promise<OutputOf<'keys.list'>> => ({
  items: (await deps.store.listApiKeys()).map(keyView),
})

/**
 * `fk_` and 43 characters: 256 random bits, answered this once.
 * @throws FoyerError `already_created` for a repeated request: its answer cannot be given again. `application_unknown`; `invalid_input` for an
 * end that has passed, or scopes that no key for one application has.
 */
export const createApiKey = (deps: ManagementDeps, caller: Caller, input: ParsedInputOf<'keys.create'>): Promise<ShownKey> =>
  oneSecret(deps, caller, async (tx, hash) => {
    const application = input.application ?? null
    if (application !== null) requireScopesForOne(deps, application, input.scopes)
    const expiresAt = input.expiresAt == null ? null : parseMoment(input.expiresAt, deps.config.settings.timeZone, ['expiresAt'])
    if (expiresAt !== null && expiresAt <= (await tx.now())) throw invalid(['expiresAt'], 'in_the_past', 'This has passed already.')
    const id = uuidv7()
    const { name, scopes } = input
    await tx.insertApiKey({ id, hash, name, scopes, application, expiresAt })
    await tx.addEvents(null, [{ type: 'api_key.created', data: { keyId: id, scopes, application } }], actorName(caller.actor))
    return id
  })

/**
 * Another secret for the same key. The one before it answers until `oldUntil`, one before that no longer.
 * @throws FoyerError `key_not_found`, also for keys that ended; `already_created` for a repeated request; `invalid_input` for an overlap of
 * more than 90 days.
 */
export const rotateApiKey = (deps: ManagementDeps, caller: Caller, id: string, input: ParsedInputOf<'keys.rotate'>): Promise<ShownKey> =>
  oneSecret(deps, caller, async (tx, hash) => {
    requireKeyId(id)
    const now = await tx.now()
    const asked = input.oldUntil == null ? null : parseMoment(input.oldUntil, deps.config.settings.timeZone, ['oldUntil'])
    const oldUntil = asked ?? (input.oldUntil === null ? now : now + DEFAULT_OVERLAP_MS)
    if (oldUntil > now + MAX_OVERLAP_MS) throw invalid(['oldUntil'], 'too_big', 'At most 90 days from now.')
    if (!(await tx.rotateApiKey(id, { hash, oldUntil }))) throw new FoyerError('key_not_found', { keyId: id })
    const data = { keyId: id, oldUntil: new Date(oldUntil).toISOString() }
    await tx.addEvents(null, [{ type: 'api_key.rotated', data }], actorName(caller.actor))
    return id
  })

/** Revoking again changes nothing. @throws FoyerError `key_not_found`. */
export const revokeApiKey = (deps: ManagementDeps, caller: Caller, id: string): Promise<ApiKey> =>
  deps.store.transaction(async (tx) => {
    requireKeyId(id)
    const revoked = await tx.revokeApiKey(id)
    if (revoked) await tx.addEvents(null, [{ type: 'api_key.revoked', data: { keyId: id } }], actorName(caller.actor))
    return keyView(await requireKey(tx, id))
  })

/** Ids are made by us: what looks like none is none. @throws FoyerError `key_not_found`. */
const requireKeyId = (id: string): void => {
  if (!/^[\w-]{1,64}$/.test(id)) throw new FoyerError('key_not_found', { keyId: id.slice(0, 64) })
}

/** Work that gives a key a new secret, in one transaction with its event and its request. */
const oneSecret = async (
  deps: ManagementDeps,
  caller: Caller,
  work: (tx: StoreTransaction, hash: Uint8Array) => Promise<string>,
): Promise<ShownKey> => {
  await refuseRepeated(deps, caller)
  const key = `fk_${newSecret256()}`
  const hash = createHash('sha256').update(key).digest()
  const request = remembered(caller, requestStatus.created)
  try {
    return await deps.store.transaction(async (tx) => {
      const id = await work(tx, hash)
      if (request !== undefined) await tx.rememberRequest(request, { keyId: id })
      return { ...keyView(await requireKey(tx, id)), key }
    })
  } catch (error) {
    await refuseRepeated(deps, caller)
    throw error
  }
}

/** The secret was answered once, and nobody can make it again. */
const refuseRepeated = async (deps: ManagementDeps, caller: Caller): Promise<void> => {
  const earlier = await findEarlier(deps, caller)
  if (earlier?.refs.keyId !== undefined) throw new FoyerError('already_created', { keyId: earlier.refs.keyId })
}

const requireScopesForOne = (deps: ManagementDeps, application: string, scopes: ParsedInputOf<'keys.create'>['scopes']): void => {
  requireApplication(deps.config.settings, application)
  if (scopes.every((scope) => scopesForOneApplication.includes(scope))) return
  throw invalid(['scopes'], 'not_for_one_application', `A key for one application has: ${scopesForOneApplication.join(', ')}.`)
}

const invalid = (path: string[], code: string, message: string) => new FoyerError('invalid_input', { issues: [{ path, code, message }] })

const requireKey = async (tx: StoreTransaction, id: string): Promise<ApiKeyFacts> => {
  const key = await tx.readApiKey(id)
  if (key === null) throw new FoyerError('key_not_found', { keyId: id })
  return key
}

const keyView = (key: ApiKeyFacts): ApiKey => ({
  ...key,
  createdAt: isoText(key.createdAt),
  lastUsedAt: isoOrNull(key.lastUsedAt),
  expiresAt: isoOrNull(key.expiresAt),
  revokedAt: isoOrNull(key.revokedAt),
  oldUntil: isoOrNull(key.oldUntil),
})

const isoOrNull = (instant: number | null): string | null => (instant === null ? null : isoText(instant))
