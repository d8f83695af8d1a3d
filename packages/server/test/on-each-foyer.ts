// Runs one suite on an example Foyer with every kind of database.

import { afterAll, beforeAll, describe, it } from 'vitest'
import { createPostgresDatabase, testDatabases } from './databases.ts'
import { type ExampleFoyer, openExampleFoyer } from './example-foyer.ts'

/** The suite's tests read `foyer()` while they run; one Foyer serves the whole suite. */
export function onEachFoyer(name: string, suite: (foyer: () => ExampleFoyer, kind: 'PGlite' | 'PostgreSQL') => void): void {
  describe.each(testDatabases())(`${name}, on $name`, ({ name: kind, skipped }) => {
    if (skipped) {
      it(`is not tested here: ${skipped}`, (context) => context.skip())
      return
    }
    let opened: ExampleFoyer | undefined
    beforeAll(async () => {
      opened = kind === 'PGlite' ? await openExampleFoyer() : await openPostgresFoyer()
    })
    afterAll(() => opened?.close())
    suite(() => {
      if (opened === undefined) throw new Error('Foyer is not open yet')
      return opened
    }, kind)
  })
}

/** Its database goes when it is closed. */
async function openPostgresFoyer(): Promise<ExampleFoyer> {
  const { url, drop } = await createPostgresDatabase()
  const foyer = await openExampleFoyer({}, { database: { url } })
  return {
    ...foyer,
    async close() {
      await foyer.close()
      await drop()
    },
  }
}
