// Revokes an API key for good.

import * as z from 'zod'
import { CommandError } from '../exit-codes.ts'
import type { Operation } from '../operation.ts'

const revokeKeyInput = z.strictObject({ id: z.string().min(1).max(64) })

/** `before`: somebody had revoked it already. */
const revokedKey = z.object({ before: z.boolean() })

export const revokeKey: Operation<z.infer<typeof revokeKeyInput>, z.infer<typeof revokedKey>> = {
  name: 'keys.revoke',
  input: revokeKeyInput,
  output: revokedKey,
  async run({ store }, { id }) {
    const revoked = await store.transaction(async (tx) => {
      const now = await tx.revokeApiKey(id)
      if (now) await tx.addEvents(null, [{ type: 'api_key.revoked', data: { keyId: id } }], 'terminal')
      return now
    })
    if (revoked) return { before: false }
    const keys = await store.listApiKeys()
    if (keys.some((key) => key.id === id)) return { before: true }
    throw new CommandError(`There is no API key with the id ${id}. See them with: foyer keys list`)
  },
}
