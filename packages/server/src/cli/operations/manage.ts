// Any managing call, made by whoever sits at the terminal: through the same table, checks and answers as the API.

import { createHash } from 'node:crypto'
import { contract, type ManagementRoute } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import * as z from 'zod'
import { validate } from '../../http/validate.ts'
import type { Caller } from '../../management/caller.ts'
import { type ManagementCall, managementHandlers } from '../../management/management-handlers.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import type { Operation } from '../operation.ts'

const manageInput = z.strictObject({
  route: z.enum(Object.keys(managementHandlers) as [ManagementRoute, ...ManagementRoute[]]),
  /** Whom or what the route's path names. */
  ref: z.string().max(400),
  /** As a body or query of the API. */
  input: z.record(z.string(), z.unknown()),
  /** A file's bytes, base64. */
  bytes: z.string().max(1_500_000).optional(),
  /** A repetition with the same one happens once. */
  idempotencyKey: z.string().min(1).max(200).nullable(),
})

type ManageInput = z.infer<typeof manageInput>

export const manage: Operation<ManageInput, unknown> = {
  name: 'manage',
  input: manageInput,
  output: z.unknown(),
  async run(deps, asked) {
    const { route, ref } = asked
    const input = validate(contract[route].input, asked.input)
    const handle = managementHandlers[route] as (call: ManagementCall<ManagementRoute>) => Promise<unknown>
    try {
      const answer = await handle({
        deps,
        input,
        ref,
        bytes: Buffer.from(asked.bytes ?? '', 'base64'),
        caller: terminal(asked),
      } as ManagementCall<ManagementRoute>)
      return contract[route].output.parse(answer)
    } catch (error) {
      if (!(error instanceof FoyerError) || error.code !== 'application_unknown') throw error
      const { application } = error.details as { application: string }
      const there = Object.keys(deps.config.applications).join(', ')
      throw new CommandError(`There is no application "${application}". There are: ${there}.`, EXIT.usage)
    }
  },
}

const terminal = ({ route, ref, input, idempotencyKey }: ManageInput): Caller => ({
  actor: { kind: 'terminal' },
  scopes: null,
  boundTo: null,
  locale: 'en',
  ifVersion: undefined,
  idempotencyKey: idempotencyKey ?? undefined,
  requestHash: createHash('sha256')
    .update(JSON.stringify([route, ref, input]))
    .digest('base64url'),
})
