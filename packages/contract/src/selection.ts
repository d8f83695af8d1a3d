// Whom a call on many people means: people by reference, or everybody whom a filter finds.

import * as z from 'zod'
import { filterShape, inviteSchema } from './users.ts'

/** In one request; the SDK sends longer lists in several. */
const MAX_SELECTED_REFS = 500

/** One person in a body: Foyer's id, the organisation's own number, or the address. */
const userRefSchema = z.union([
  z.string().min(1).max(400),
  z.strictObject({ externalId: z.string().min(1).max(400) }),
  z.strictObject({ email: z.string().min(1).max(400) }),
])

/** `{}` is everybody. A search for nothing is refused: it would be everybody by mistake. */
const selectedByFilter = z.strictObject({
  ...filterShape,
  search: z
    .string()
    .max(100)
    .refine((text) => text.trim() !== '', { params: { code: 'required' } })
    .optional(),
})

export const selectionSchema = z.union([z.array(userRefSchema).max(MAX_SELECTED_REFS), selectedByFilter])

export const sendManyInput = z.strictObject({
  selection: selectionSchema,
  invite: inviteSchema,
  /** `next` of the answer before. */
  after: z.string().max(2000).optional(),
})

/** Who was left out, and why: by id, and as the caller named them. */
const skippedSchema = z.object({ userId: z.string().nullable(), ref: userRefSchema, code: z.string() })

export const sendManySchema = z.object({
  /** Invited in this batch, or before under the same idempotency key. */
  done: z.int(),
  skipped: z.array(skippedSchema),
  /** Give it back as `after`; `null` at the end. */
  next: z.string().nullable(),
  /** At the end: everybody invited under the idempotency key. */
  total: z.int().nullable(),
})
