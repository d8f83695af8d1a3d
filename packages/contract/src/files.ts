// Answers that are files: bytes with a name and a type.

import * as z from 'zod'

const isBody = (body: unknown): boolean =>
  typeof body === 'string' || body instanceof Uint8Array || (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)

export const fileSchema = z.object({
  /** As it is saved. */
  name: z.string(),
  /** Its media type. */
  type: z.string(),
  body: z.custom<AsyncIterable<Uint8Array> | Uint8Array | string>(isBody),
})
