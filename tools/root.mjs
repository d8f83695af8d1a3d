// The workspace's root folder, and the folder for what the tools remember between runs.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the workspace. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Absolute path of the folder for stamps and reports; never committed, safe to delete. */
export const cacheFolder = join(root, 'node_modules/.cache/foyer')
