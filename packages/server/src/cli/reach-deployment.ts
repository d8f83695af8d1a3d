// Carries out operations: by the server that holds the embedded database, or here, on the database itself.

import { setTimeout as sleep } from 'node:timers/promises'
import { type ResolvedConfig, resolveConfig } from '../config.ts'
import type { FoyerConfig } from '../config-types.ts'
import { createGrantSecrets } from '../keys/grant-secrets.ts'
import { databaseOptions, openOrClose, readKeys } from '../open-parts.ts'
import { PACKAGE_VERSION } from '../package-version.ts'
import { createPasswordHasher } from '../password/hash-password.ts'
import { connectDatabase } from '../store/database/connect-database.ts'
import type { DatabaseOptions } from '../store/database/database.ts'
import { errorCode } from '../store/database/database-errors.ts'
import { findLockSocket } from '../store/database/directory-lock.ts'
import { askServer } from './ask-server.ts'
import { CommandError } from './exit-codes.ts'
import type { Operation } from './operation.ts'

/** How long a server that starts or stops, or another command, is waited for. */
const PATIENCE_MS = 15_000
const PAUSE_MS = 200

/** @throws ConfigError, CommandError, and errors of the database as they are */
export const carryOut = async <I, O>(config: FoyerConfig, operation: Operation<I, O>, input: I): Promise<O> => {
  const resolved = resolveConfig(config)
  const options = databaseOptions(config)
  const checked = operation.input.parse(input)
  if (options.directory === undefined) return carryOutHere(config, resolved, options, operation, checked)
  return withHolder(options.directory, {
    ask: (socket) => askServer(socket, operation, checked),
    open: () => carryOutHere(config, resolved, options, operation, checked),
  })
}

interface Ways<T> {
  /** Undefined: whoever holds the directory does not answer yet. */
  ask(socket: Parameters<typeof askServer>[0]): Promise<{ output: T } | undefined>
  /** Nobody holds the directory. May fail because somebody takes it at this moment. */
  open(): Promise<T>
}

/** Speaks to whoever holds the directory, or opens it when nobody does; patient while it changes hands. */
export const withHolder = async <T>(directory: string, { ask, open }: Ways<T>): Promise<T> => {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await findLockSocket(directory)
    if (found === null) {
      try {
        return await open()
      } catch (error) {
        if (errorCode(error) !== 'FOYER_DATABASE_LOCKED' || performance.now() > deadline) throw error
      }
    } else {
      const socket = await found.connect().catch((error: unknown) => refuseStranger(directory, error))
      const answered = socket === null ? undefined : await ask(socket)
      if (answered !== undefined) return answered.output
      if (performance.now() > deadline) {
        const who = found.holder === null ? 'a process' : `process ${found.holder.pid} on ${found.holder.host}`
        throw new CommandError(`The data directory ${directory} is held by ${who}, which does not answer commands.`)
      }
    }
    await sleep(PAUSE_MS)
  }
}

const refuseStranger = (directory: string, error: unknown): null => {
  if (errorCode(error) !== 'EACCES') return null
  throw new CommandError(`A running Foyer of another user holds the data directory ${directory}. Run this command as that user.`)
}

const carryOutHere = async <I, O>(
  config: FoyerConfig,
  resolved: ResolvedConfig,
  options: DatabaseOptions,
  operation: Operation<I, O>,
  input: I,
): Promise<O> => {
  const keys = await readKeys(config, options)
  const store = await openOrClose(await connectDatabase(options))
  try {
    const hasher = createPasswordHasher()
    // Whoever serves this database, now or later, does the jobs.
    const deps = {
      config: resolved,
      store,
      keys,
      secrets: createGrantSecrets(keys),
      hasher,
      legalTexts: null,
      version: PACKAGE_VERSION,
      wakeWorkers: () => {},
      wakeImports: () => {},
    }
    return await operation.run(deps, input)
  } finally {
    await store.close()
  }
}
