// One private PostgreSQL cluster and one place of the browser for the whole run.

import type { TestProject } from 'vitest/node'
import { findBrowser } from '../../tools/find-browser.mjs'
import { startPrivatePostgres } from '../../tools/private-postgres.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The cluster's maintenance database, or why there is none. */
    e2ePostgres: { url: string } | { missing: string }
    /** Program of the browser, or why there is none. */
    e2eBrowser: { path: string } | { missing: string }
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { path, reason } = await findBrowser({ install: false })
  if (path === null) require('BROWSER', `Browser tests are skipped: ${reason}`)
  project.provide('e2eBrowser', path === null ? { missing: reason } : { path })
  const given = process.env.FOYER_TEST_POSTGRES_URL
  if (given) {
    project.provide('e2ePostgres', { url: given })
    return async () => {}
  }
  let missing = ''
  const cluster = await startPrivatePostgres({
    onMissing: (why) => {
      missing = why
    },
  })
  if (cluster === null) require('POSTGRES', `End-to-end tests on PostgreSQL are skipped: ${missing}`)
  project.provide('e2ePostgres', cluster === null ? { missing } : { url: cluster.url })
  return async () => cluster?.stop()
}

/** @throws where the environment says that the run is worth nothing without it */
function require(what: 'BROWSER' | 'POSTGRES', line: string): void {
  if (process.env[`FOYER_REQUIRE_${what}`] === '1') throw new Error(line)
  console.warn(line)
}
