// Finds the configuration file and runs it, TypeScript included, on every Node that Foyer runs on.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createJiti } from 'jiti'
import type { FoyerConfig } from '../config-types.ts'
import { CommandError, EXIT } from './exit-codes.ts'

const NAMES = ['foyer.config.ts', 'foyer.config.js', 'foyer.config.mjs'] as const

/**
 * Nothing of the file is written to a cache: it may hold secrets. `@foyer/server` is this very program, wherever it was installed.
 * The values are checked later, by `resolveConfig`.
 * @param path relative to the working directory; without one, the first of the usual names there
 * @throws CommandError when there is none, when it fails, or when it exports no configuration
 */
export const loadConfig = async (path: string | undefined): Promise<FoyerConfig> => {
  const file = path === undefined ? NAMES.map((name) => resolve(name)).find(existsSync) : resolve(path)
  if (file === undefined)
    throw new CommandError(`There is no ${NAMES.join(', ')} in ${process.cwd()}. Go to where it is, or name it: --config FILE.`, EXIT.usage)
  if (!existsSync(file)) throw new CommandError(`There is no configuration file ${file}.`, EXIT.usage)
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    interopDefault: false,
    virtualModules: { '@foyer/server': await import('../index.ts') },
  })
  const loaded = await jiti.import<{ default?: unknown }>(file).catch((cause: unknown) => {
    throw new CommandError(`The configuration file ${file} fails: ${messageOf(cause)}`, EXIT.usage, { cause })
  })
  if (!isObject(loaded.default))
    throw new CommandError(`The configuration file ${file} must export its configuration: export default defineConfig({ … }).`, EXIT.usage)
  return loaded.default as unknown as FoyerConfig
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
