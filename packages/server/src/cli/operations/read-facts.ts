// What a deployment says about itself to whoever looks after it.

import * as z from 'zod'
import { PACKAGE_VERSION } from '../../package-version.ts'
import { NEWEST_SCHEMA } from '../../store/database-state.ts'
import type { Operation } from '../operation.ts'

const facts = z.object({
  version: z.string(),
  /** Name of the newest migration. */
  schema: z.string(),
})

/** Asked of a store that is open, so its schema is the newest that this program knows. */
export const readFacts: Operation<Record<string, never>, z.infer<typeof facts>> = {
  name: 'facts',
  input: z.strictObject({}),
  output: facts,
  async run({ store }) {
    await store.ping()
    return { version: PACKAGE_VERSION, schema: NEWEST_SCHEMA }
  },
}
