// Schemas of batches of info sheets.

import * as z from 'zod'
import { selectionSchema } from './selection.ts'
import { applicationKeySchema, sentenceSchema } from './users.ts'

const language = z.enum(['de', 'en'])

export const createSheetsInput = z.strictObject({
  selection: selectionSchema,
  /** People without an open invitation get one to it. Without it only those are printed who are invited already. */
  application: applicationKeySchema.optional(),
  /** At least 60; `policy.printedInvitationDays` when not given. */
  validDays: z.int().min(60).max(90).optional(),
  /** One or two languages for every sheet; each in its person's own when not given. */
  locales: z.array(language).min(1).max(2).optional(),
  /** `location`, `department`, `lastName` when not given. */
  order: z
    .array(z.enum(['location', 'department', 'lastName', 'externalId']))
    .max(4)
    .optional(),
  /** `never_printed` when not given: whoever has a sheet of the present invitation is left out. */
  only: z.enum(['never_printed', 'all']).optional(),
  /** Sheets of people named one by one were lost: everything handed out so far ends, and the new sheet says so. */
  lost: z.boolean().optional(),
  /** One sentence of the organisation's own on every sheet. */
  message: sentenceSchema,
})

const refusal = z.object({ userId: z.string(), code: z.string() })

export const sheetBatchSchema = z.object({
  id: z.string(),
  /** People whose turn was, and people in all. Ready to be fetched when both are the same. */
  done: z.int(),
  total: z.int(),
  sheets: z.int(),
  /** Why somebody has none; at most 1,000 are listed. */
  skipped: z.array(refusal),
  /** Left out, because they have a sheet: when it was printed, and by whom. At most 1,000 are listed. */
  printedBefore: z.array(z.object({ userId: z.string(), at: z.string(), by: z.string() })),
  /** Until then it can be fetched, as often as wanted. */
  expiresAt: z.string(),
})

export const renderSheetsInput = z.strictObject({
  /** `pdf`: all in one. `zip`: one PDF for each location. `html`: a page to print. */
  format: z.enum(['pdf', 'zip', 'html']).default('pdf'),
})
