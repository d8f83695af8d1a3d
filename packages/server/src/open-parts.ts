// What the server and the commands open alike: the database that a configuration names, and the deployment's secrets.

import { join } from 'node:path'
import { ConfigError } from './config.ts'
import type { FoyerConfig } from './config-types.ts'
import { embeddedSecrets } from './keys/embedded-secrets.ts'
import { type KeyRing, parseSecrets } from './keys/key-ring.ts'
import type { Database, DatabaseOptions } from './store/database/database.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'

/** Where the embedded database, its lock and its secrets lie, relative to the working directory. */
export const dataDirectory = (config: Pick<FoyerConfig, 'dataDirectory'>): string => config.dataDirectory ?? './data'

export const databaseOptions = (config: FoyerConfig): DatabaseOptions => {
  if (config.database === undefined) return { directory: join(dataDirectory(config), 'database') }
  if (typeof config.database === 'string') return { url: config.database }
  const { url, pooler, directUrl, max } = config.database
  return {
    url,
    ...(pooler === undefined ? {} : { pooler }),
    ...(directUrl === undefined ? {} : { directUrl }),
    ...(max === undefined ? {} : { pool: { max } }),
  }
}

/** The secrets as the configuration or the environment has them; undefined where neither does. */
export const givenSecrets = (config: Pick<FoyerConfig, 'secrets'>): string | undefined => config.secrets ?? process.env.FOYER_SECRETS

/**
 * Given, from the environment, or made once beside the embedded database.
 * @throws ConfigError that says which entry is wrong; it never shows a secret
 */
export const readKeys = async (config: FoyerConfig, options: DatabaseOptions): Promise<KeyRing> => {
  const text = givenSecrets(config) ?? (options.url === undefined ? await embeddedSecrets(dataDirectory(config)) : undefined)
  if (text === undefined)
    throw new ConfigError(
      'FOYER_SECRETS is missing. With a database of its own, Foyer needs it in the environment: "id:base64", at least 32 random bytes. Make one with: foyer secrets new',
    )
  try {
    return parseSecrets(text)
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Runs the migrations; closes the database when that fails. */
export const openOrClose = async (database: Database): Promise<Store> => {
  try {
    return await openStore(database)
  } catch (error) {
    await database.close()
    throw error
  }
}
