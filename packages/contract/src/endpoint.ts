// What the contract says about a route.

import type * as z from 'zod'

export interface Endpoint {
  /** Body of a writing route, query of a reading one. */
  readonly input: z.ZodType
  /** Of its answer. */
  readonly output: z.ZodType
  /** One line for the reference. */
  readonly summary: string
}
