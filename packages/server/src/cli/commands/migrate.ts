// `foyer migrate`: brings the database's schema up to date.

import * as z from 'zod'
import { resolveConfig } from '../../config.ts'
import { databaseOptions, openOrClose } from '../../open-parts.ts'
import { connectDatabase } from '../../store/database/connect-database.ts'
import type { DatabaseOptions } from '../../store/database/database.ts'
import { NEWEST_SCHEMA, readDatabaseState } from '../../store/database-state.ts'
import { askServer } from '../ask-server.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { readFacts } from '../operations/read-facts.ts'
import { withHolder } from '../reach-deployment.ts'

interface Migrated {
  version: string
  ran: string[]
}

const schema = z.object({ config: textOption.optional() })

export const run: RunCommand = async ({ options }, output) => {
  const config = await loadConfig(readOptions(schema, options).config)
  resolveConfig(config)
  const { version, ran } = await migrateDatabase(databaseOptions(config))
  const news = ran.length === 0 ? 'Nothing was missing.' : `Ran ${ran.join(', ')}.`
  output.show({ version, ran }, [`${news} The database stands at ${version}.`])
  return EXIT.done
}

const migrateDatabase = (options: DatabaseOptions): Promise<Migrated> => {
  if (options.directory === undefined) return migrateHere(options)
  return withHolder<Migrated>(options.directory, {
    // A server that runs has migrated at its start.
    async ask(socket) {
      const answered = await askServer(socket, readFacts, {})
      return answered === undefined ? undefined : { output: { version: answered.output.schema, ran: [] } }
    },
    open: () => migrateHere(options),
  })
}

const migrateHere = async (options: DatabaseOptions): Promise<Migrated> => {
  const database = await connectDatabase(options)
  try {
    const { missing } = await readDatabaseState(database)
    await openOrClose(database)
    return { version: NEWEST_SCHEMA, ran: missing }
  } finally {
    await database.close()
  }
}
