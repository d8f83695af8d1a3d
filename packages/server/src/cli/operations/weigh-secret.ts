// What hangs on one of the deployment's secrets.

import * as z from 'zod'
import { CommandError } from '../exit-codes.ts'
import type { Operation } from '../operation.ts'

const weighSecretInput = z.strictObject({ id: z.string().min(1).max(16) })

const weighedSecret = z.object({
  newest: z.boolean(),
  /** Invitations, confirmations, recoveries and undos that are open and were made with it. */
  openGrants: z.number(),
})

export const weighSecret: Operation<z.infer<typeof weighSecretInput>, z.infer<typeof weighedSecret>> = {
  name: 'secrets.weigh',
  input: weighSecretInput,
  output: weighedSecret,
  async run({ keys, store }, { id }) {
    if (!keys.ids.includes(id)) throw new CommandError(`There is no secret with the id "${id}". There are: ${keys.ids.join(', ')}.`)
    return { newest: id === keys.newest, openGrants: await store.countOpenGrants(id) }
  },
}
