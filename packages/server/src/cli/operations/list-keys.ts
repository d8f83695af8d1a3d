// Lists API keys, without what would let anybody in.

import * as z from 'zod'
import type { Operation } from '../operation.ts'

const moment = z.number().nullable()

const listedKey = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['owner', 'manager', 'helper', 'viewer']),
  application: z.string().nullable(),
  createdAt: z.number(),
  lastUsedAt: moment,
  expiresAt: moment,
  revokedAt: moment,
})

/** The time goes with them: it is the database's that decides whether a key has expired. */
const keyList = z.object({ now: z.number(), keys: z.array(listedKey) })

export type ListedKey = z.infer<typeof listedKey>

export const listKeys: Operation<Record<string, never>, z.infer<typeof keyList>> = {
  name: 'keys.list',
  input: z.strictObject({}),
  output: keyList,
  async run({ store }) {
    const keys = await store.listApiKeys()
    return { now: await store.now(), keys: keys.map(({ scopes: _, ...key }) => key) }
  },
}
