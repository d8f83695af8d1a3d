// Any managing call, made by whoever sits at the terminal: through the same table, checks and answers as the API.

import { createHash } from 'node:crypto'
import { type ManagementRoute, type OutputOf, routes } from '@foyer/contract'
import { managementContract } from '@foyer/contract/management'
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
    const input = validate(managementContract[route].input, asked.input)
    const handle = managementHandlers[route] as (call: ManagementCall<ManagementRoute>) => Promise<unknown>
    try {
      const answer = await handle({
        deps,
        input,
        ref,
        bytes: Buffer.from(asked.bytes ?? '', 'base64'),
        caller: terminal(asked),
      } as ManagementCall<ManagementRoute>)
      const output = managementContract[route].output.parse(answer)
      return fileRoutes.has(route) ? await inBase64(output as OutputOf<'imports.problems'>) : output
    } catch (error) {
      if (!(error instanceof FoyerError) || error.code !== 'application_unknown') throw error
      const { application } = error.details as { application: string }
      const there = Object.keys(deps.config.applications).join(', ')
      throw new CommandError(`There is no application "${application}". There are: ${there}.`, EXIT.usage)
    }
  },
}

const fileRoutes: ReadonlySet<string> = new Set(Object.entries(routes).flatMap(([name, route]) => ('answers' in route ? [name] : [])))

/** What one line over the socket holds. */
const MAX_FILE_BYTES = 700_000

const inBase64 = async ({ name, type, body }: OutputOf<'imports.problems'>): Promise<{ name: string; type: string; base64: string }> => {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of typeof body === 'string' ? [Buffer.from(body)] : body instanceof Uint8Array ? [body] : body) {
    length += part.length
    if (length > MAX_FILE_BYTES) throw new CommandError('The file is too large for this command. Fetch it by the API.', EXIT.failed)
    parts.push(part)
  }
  return { name, type, base64: Buffer.concat(parts).toString('base64') }
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
