// An example Foyer on a PostgreSQL database of its own, which goes when it is closed.

import { createPostgresDatabase } from './databases.ts'
import { type ExampleFoyer, openExampleFoyer } from './example-foyer.ts'

export async function openPostgresFoyer(): Promise<ExampleFoyer> {
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
