// Whom a call on many people means: people by reference, or everybody whom a filter finds.

import * as z from 'zod'
import { coolDownSchema, deactivateInput, filterShape, inviteSchema, sendAtSchema } from './users.ts'

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

const manyShape = {
  selection: selectionSchema,
  /** `next` of the answer before. */
  after: z.string().max(2000).optional(),
  /** Says whom it would concern, and changes nothing. */
  preview: z.boolean().optional(),
}

export const sendManyInput = z.strictObject({
  ...manyShape,
  /** Without it, open invitations are sent again, to what people were invited to; all others are left out. */
  invite: inviteSchema
    .extend({
      /** When the mails leave, at most 30 days ahead; terms begin then. */
      sendAt: sendAtSchema.optional(),
      /** Whoever was mailed an invitation so many days ago or less is left out (`invited_lately`). 3 when not given; 0 leaves nobody out. */
      coolDownDays: coolDownSchema,
    })
    .optional(),
})

export const deactivateManyInput = z.strictObject({ ...manyShape, ...deactivateInput.shape })

/** Who was left out, and why: by id, and as the caller named them. */
const skippedSchema = z.object({ userId: z.string().nullable(), ref: userRefSchema, code: z.string() })

export const manySchema = z.object({
  /** Done in this batch, or before under the same idempotency key; with `preview`, what would be. */
  done: z.int(),
  skipped: z.array(skippedSchema),
  /** Give it back as `after`; `null` at the end. */
  next: z.string().nullable(),
  /** At the end: everybody of the run under the idempotency key. */
  total: z.int().nullable(),
})
