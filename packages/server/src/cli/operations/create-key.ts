// Makes an API key. It is shown once; the database keeps its hash.

import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import * as z from 'zod'
import { newSecret256 } from '../../keys/oslo.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import type { Operation } from '../operation.ts'

const DAY_MS = 86_400_000

const createKeyInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}+$/u, 'leave out control characters'),
  role: z.enum(['owner', 'manager', 'helper', 'viewer']),
  application: z.string().max(64).nullable(),
  expiresInDays: z.int().min(1).max(3650).nullable(),
})

const createdKey = z.object({
  id: z.string(),
  /** `fk_` and 43 characters: 256 random bits. */
  key: z.string(),
  expiresAt: z.number().nullable(),
})

export const createKey: Operation<z.infer<typeof createKeyInput>, z.infer<typeof createdKey>> = {
  name: 'keys.create',
  input: createKeyInput,
  output: createdKey,
  async run({ config, store }, { name, role, application, expiresInDays }) {
    if (application !== null && !Object.hasOwn(config.applications, application))
      throw new CommandError(
        `There is no application "${application}". There are: ${Object.keys(config.applications).join(', ')}.`,
        EXIT.usage,
      )
    const id = uuidv7()
    const key = `fk_${newSecret256()}`
    const hash = createHash('sha256').update(key).digest()
    const expiresAt = await store.transaction(async (tx) => {
      const end = expiresInDays === null ? null : (await tx.now()) + expiresInDays * DAY_MS
      await tx.insertApiKey({ id, hash, name, role, scopes: [], application, expiresAt: end })
      await tx.addEvents(null, [{ type: 'api_key.created', data: { keyId: id, role, application } }], 'terminal')
      return end
    })
    return { id, key, expiresAt }
  },
}
