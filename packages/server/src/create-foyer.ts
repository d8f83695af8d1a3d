// Composition root: puts configuration, database, keys, mail and HTTP together.

import type { Hono } from 'hono'
import { type Logger, pino } from 'pino'
import { answerCommands } from './cli/answer-commands.ts'
import { ConfigError, type ResolvedConfig, resolveConfig } from './config.ts'
import type { FoyerConfig } from './config-types.ts'
import { demoApiKey } from './demo/demo-api-key.ts'
import type { Deps } from './deps.ts'
import { createApp } from './http/app.ts'
import type { AppEnv } from './http/request-context.ts'
import { type ImportRunner, startImportRunner } from './import/import-runner.ts'
import { sealedCapture } from './jobs/captured-mails.ts'
import { type LastDays, startLastDays } from './jobs/last-days.ts'
import { startWorker, type Worker } from './jobs/worker.ts'
import { createGrantSecrets } from './keys/grant-secrets.ts'
import { loadLatePartsSoon } from './late-parts.ts'
import { readLegalTexts } from './legal/legal-texts.ts'
import { capture } from './mail/capture.ts'
import type { MailTransport } from './mail/transport.ts'
import { firstOwnerLink } from './management/first-owner.ts'
import { createMetrics } from './metrics/metrics.ts'
import { databaseOptions, openOrClose, readKeys } from './open-parts.ts'
import { PACKAGE_VERSION } from './package-version.ts'
import { createPasswordHasher, type PasswordHasher } from './password/hash-password.ts'
import { connectDatabase } from './store/database/connect-database.ts'
import type { DatabaseOptions } from './store/database/database.ts'
import { rememberApiKeys } from './store/remember-api-keys.ts'
import type { Store } from './store/store.ts'

/** A running Foyer, to be mounted in a Hono app or served by `serve`. */
export interface Foyer {
  /** Routes, pages and files. In another app: `app.route('/id', foyer.app)`, with `url` naming that path. */
  readonly app: Hono<AppEnv>
  readonly url: string
  /** One-time link for the first owner; `null` once somebody owns a managing application, or where none manages. */
  readonly firstOwnerLink: string | null
  /** Demo mode only: a key that answers for this data directory. */
  readonly demoApiKey: string | null
  /** Resolves when every job that is due was worked on, and whoever is past their last day was deactivated. */
  idle(): Promise<void>
  /** Finishes what was begun, gives the rest back, closes the database. */
  close(): Promise<void>
}

/** Parts that tests and embedding processes replace. */
export interface Overrides {
  database?: DatabaseOptions
  transport?: MailTransport
  log?: Logger
  hasher?: PasswordHasher
  /** Called with the store once it is open; for tests and demo data that move the database's clock. */
  onStore?: (store: Store) => void
  /** False leaves jobs, imports and last days to other processes. Default true. */
  worker?: boolean
}

/**
 * Checks the configuration, opens the database (running migrations), reads the legal documents, starts the worker.
 * @throws ConfigError that says which setting is wrong and what to write instead; database errors as they are.
 */
export const createFoyer = async (config: FoyerConfig, overrides: Overrides = {}): Promise<Foyer> => {
  const resolved = resolveConfig(config)
  const log = overrides.log ?? pino({ name: 'foyer', level: process.env.LOG_LEVEL ?? (resolved.demo ? 'warn' : 'info') })
  const legalTexts = await readLegalTexts(resolved)
  const options = overrides.database ?? databaseOptions(config)
  const keys = await readKeys(config, options)
  const database = await connectDatabase({
    ...options,
    onConnectionError: (error) => log.warn({ err: error.name }, 'a database connection was lost'),
  })
  const store = rememberApiKeys(await openOrClose(database))
  overrides.onStore?.(store)
  await requireSameDomain(store, resolved)
  const transport =
    overrides.transport ?? (config.mail.transport === 'capture' ? capture(sealedCapture(store, keys)) : config.mail.transport)
  let worker: Worker | null = null
  let importer: ImportRunner | null = null
  let lastDays: LastDays | null = null
  const deps: Deps = {
    config: resolved,
    store,
    keys,
    secrets: createGrantSecrets(keys),
    hasher: overrides.hasher ?? createPasswordHasher(),
    legalTexts,
    log,
    metrics: resolved.readers === null ? null : createMetrics(),
    version: PACKAGE_VERSION,
    signedByProvider: transport.signed?.bind(transport) ?? null,
    wakeWorkers: () => worker?.wake(),
    wakeImports: () => importer?.wake(),
  }
  if (overrides.worker !== false) {
    worker = startWorker(deps, transport)
    importer = startImportRunner(deps, database.kind, options.pool?.max)
    lastDays = startLastDays(deps)
  }
  if (database.lock !== null) answerCommands(database.lock, deps)
  const stopLoading = loadLatePartsSoon()
  let closing: Promise<void> | null = null
  return {
    app: createApp(deps),
    url: resolved.url,
    firstOwnerLink: await firstOwnerLink(deps),
    demoApiKey: resolved.demo ? await demoApiKey(deps) : null,
    idle: async () => {
      await importer?.idle()
      await lastDays?.idle()
      await worker?.idle()
    },
    close: () => {
      closing ??= (async () => {
        stopLoading()
        await Promise.all([worker?.stop(), importer?.stop(), lastDays?.stop()])
        transport.close?.()
        await store.close()
      })()
      return closing
    },
  }
}

/** A passkey works for the domain that it was made for, and for no other. */
const requireSameDomain = async (store: Store, { relyingParty }: ResolvedConfig): Promise<void> => {
  const other = await store.otherRelyingParty(relyingParty)
  if (other === null) return
  await store.close()
  throw new ConfigError(
    `The configuration cannot work yet:\n  - passkeys.relyingParty: there are passkeys for "${other}", which "${relyingParty}" would end. Keep "${other}", or have their holders remove them first`,
  )
}
