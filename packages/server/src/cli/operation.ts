// One thing that a command asks of a deployment: done by the server that holds its database, or by the command itself.

import type * as z from 'zod'
import type { ManagementDeps } from '../deps.ts'

/** Input and output cross a socket as JSON, so both sides check them. */
export interface Operation<I, O> {
  readonly name: string
  readonly input: z.ZodType<I>
  readonly output: z.ZodType<O>
  run(deps: ManagementDeps, input: I): Promise<O>
}
