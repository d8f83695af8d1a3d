// The API key of demo mode: random for each data directory, made again from its secret whenever it is shown.

import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../deps.ts'
import { toBase64url } from '../keys/oslo.ts'
import { isUniqueViolation } from '../store/database/database-errors.ts'

/** Derived, so that it can be printed at every start without standing in the database; null once somebody revoked it. */
export const demoApiKey = async (deps: Pick<Deps, 'keys' | 'store'>): Promise<string | null> => {
  const seed = deps.keys.key(deps.keys.ids.at(-1) ?? deps.keys.newest, 'grant/demo-key')
  if (seed === undefined) throw new Error('The oldest secret is missing from the key ring.')
  const key = `fk_${toBase64url(seed)}`
  const hash = createHash('sha256').update(key).digest()
  if ((await deps.store.findApiKey(hash)) !== null) return key
  try {
    await deps.store.insertApiKey({ id: uuidv7(), hash, name: 'Demo', scopes: ['owner'], application: null, expiresAt: null })
    return key
  } catch (error) {
    if (isUniqueViolation(error, 'api_keys_hash_key')) return (await deps.store.findApiKey(hash)) === null ? null : key
    throw error
  }
}
