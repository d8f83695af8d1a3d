// Starts one private PostgreSQL cluster for the whole run, unless FOYER_TEST_POSTGRES_URL names a server.
import type { TestProject } from 'vitest/node'
import { startPrivatePostgres } from '../../../tools/private-postgres.mjs'
import { runOnPostgres } from './run-on-postgres.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.FOYER_TEST_POSTGRES_URL
  let missing = ''
  const cluster = given
    ? null
    : await startPrivatePostgres({
        onMissing: (reason) => {
          missing = reason
        },
      })
  const url = given || cluster?.url
  if (!url) {
    if (process.env.FOYER_REQUIRE_POSTGRES === '1') throw new Error(`FOYER_REQUIRE_POSTGRES is set, but ${missing}`)
    console.warn(`Tests on PostgreSQL are skipped: ${missing}`)
    project.provide('foyerTestPostgres', { missing })
    return async () => {}
  }
  try {
    await makeTemplate(url)
  } catch (error) {
    await cluster?.stop()
    throw error
  }
  project.provide('foyerTestPostgres', { url })
  return async () => cluster?.stop()
}

/** The empty database that every test's own is copied from. */
async function makeTemplate(maintenance: string): Promise<void> {
  await runOnPostgres(maintenance, 'drop database if exists foyer_template with (force)')
  await runOnPostgres(maintenance, 'create database foyer_template')
  const template = new URL(maintenance)
  template.pathname = '/foyer_template'
  await runOnPostgres(template.href, 'create extension if not exists pg_trgm')
}
