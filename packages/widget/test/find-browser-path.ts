// The browser that the tests drive, or a line that says why there is none.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const TOOL = join(import.meta.dirname, '../../../tools/find-browser.mjs')

interface Found {
  readonly path: string | null
  readonly reason: string | null
}

/** @throws where `FOYER_REQUIRE_BROWSER` is `1` and there is none. */
export async function findBrowserPath(): Promise<string | null> {
  const { path, reason } = existsSync(TOOL) ? await askTool() : { path: null, reason: 'tools/find-browser.mjs is missing' }
  if (path) return path
  const line = `The widget's browser tests are skipped: ${reason}.`
  if (process.env.FOYER_REQUIRE_BROWSER === '1') throw new Error(line)
  console.warn(line)
  return null
}

async function askTool(): Promise<Found> {
  const { findBrowser }: { findBrowser(options: { install: boolean }): Promise<Found> } = await import(pathToFileURL(TOOL).href)
  return findBrowser({ install: false })
}
