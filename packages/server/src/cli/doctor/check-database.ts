// Whether the database can be reached, which schema it has, and whether its clock is right.

import { existsSync } from 'node:fs'
import type { FoyerConfig } from '../../config-types.ts'
import { databaseOptions } from '../../open-parts.ts'
import { connectDatabase } from '../../store/database/connect-database.ts'
import type { DatabaseOptions } from '../../store/database/database.ts'
import { type DatabaseState, readDatabaseState } from '../../store/database-state.ts'
import { askServer } from '../ask-server.ts'
import { explainError } from '../explain-error.ts'
import { readFacts } from '../operations/read-facts.ts'
import { withHolder } from '../reach-deployment.ts'
import { type Finding, good, orLate, wrong } from './finding.ts'

const WITHIN_MS = 20_000
const CONNECT_WITHIN_MS = 5_000
/** Beyond it links and sessions end visibly early or late by this machine's clock. */
const CLOCK_OFF_MS = 10_000

/** Changes nothing, and makes nothing that is not there yet. */
export const checkDatabase = async (config: FoyerConfig): Promise<Finding[]> => {
  const options = databaseOptions(config)
  try {
    const check = options.directory === undefined ? checkServer(options) : checkDirectory(options, options.directory)
    return await orLate(check, WITHIN_MS, 'The database')
  } catch (error) {
    return [wrong('database', explainError(error).text)]
  }
}

const checkServer = async (options: DatabaseOptions): Promise<Finding[]> => {
  const begun = Date.now()
  const state = await readState({ ...options, pool: { ...options.pool, acquireTimeoutMs: CONNECT_WITHIN_MS } })
  return [schemaFinding('PostgreSQL', state), clockFinding(state.now, begun, Date.now())]
}

const checkDirectory = async (options: DatabaseOptions, directory: string): Promise<Finding[]> => {
  const clock = good('clock', 'the embedded database goes by the clock of this machine.')
  if (!existsSync(directory)) return [good('database', `embedded; ${directory} will be made by the first start.`), clock]
  const finding = await withHolder<Finding>(directory, {
    async ask(socket) {
      const answered = await askServer(socket, readFacts, {})
      if (answered === undefined) return undefined
      const { schema, version } = answered.output
      return { output: good('database', `embedded, in use by a running Foyer ${version}; schema ${schema}.`) }
    },
    open: async () => schemaFinding('embedded', await readState(options)),
  })
  return [finding, clock]
}

const readState = async (options: DatabaseOptions): Promise<DatabaseState> => {
  const database = await connectDatabase(options)
  try {
    return await readDatabaseState(database)
  } finally {
    await database.close()
  }
}

const schemaFinding = (kind: string, { version, missing, unknown }: DatabaseState): Finding => {
  if (unknown.length > 0)
    return wrong('database', `${kind}, set up by a newer Foyer (it has ${unknown.join(', ')}). Run that version, or restore a backup.`)
  if (version === null) return good('database', `${kind}, empty: the first start sets it up, or: foyer migrate`)
  if (missing.length > 0)
    return good('database', `${kind}, schema ${version}: the next start brings ${missing.join(', ')}, or: foyer migrate`)
  return good('database', `${kind}, schema ${version}.`)
}

/** The database answered somewhere between the two moments. */
const clockFinding = (now: number, from: number, to: number): Finding => {
  const off = now < from ? now - from : Math.max(0, now - to)
  if (Math.abs(off) <= CLOCK_OFF_MS) return good('clock', "this machine's and the database's agree.")
  const seconds = Math.round(Math.abs(off) / 1000)
  return wrong(
    'clock',
    `the database's is ${seconds} seconds ${off < 0 ? 'behind' : 'ahead of'} this machine's. Expiry goes by the database's: have both set by NTP.`,
  )
}
