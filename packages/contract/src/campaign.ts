// Schemas of an import's campaign: how far its people have come, and what to do next.

import * as z from 'zod'

const reached = z.object({
  offline: z.int(),
  invited: z.int(),
  /** Invited, and begun. */
  begun: z.int(),
  online: z.int(),
  deactivated: z.int(),
})

const group = reached.extend({ name: z.string().nullable() })

export const campaignSchema = z.object({
  /** When this was counted: at most 30 seconds ago. */
  at: z.string(),
  people: reached,
  /** From the import on, at most the last ninety days: how many had been entered, invited, had begun and had gone online by the end of each. */
  days: z.array(z.object({ day: z.string(), entered: z.int(), invited: z.int(), begun: z.int(), online: z.int() })),
  /** The hundred with the most people; `null` names those without one. */
  locations: z.array(group),
  departments: z.array(group),
  /** What is left to do; each is a filter on `importId`. */
  next: z.object({
    /** Rows that were not written. */
    rows: z.int(),
    /** Without an address, not online, and without a sheet of the present invitation. */
    sheets: z.int(),
    /** On paper and not online: to be reminded in person. */
    onPaper: z.int(),
    /** Mails that wait for their time or their turn. */
    waiting: z.int(),
    /** Addresses that a mail came back from, or where it was reported. */
    bounced: z.int(),
    /** Somebody at the address said that the mail is not for them. */
    refused: z.int(),
    expired: z.int(),
    /** With an address, and never invited. */
    notInvited: z.int(),
    /** A last day is on file and has not come. */
    lastDays: z.int(),
    /** Deactivated because the complete file had them no more; `imports.undo` brings them back. */
    leavers: z.int(),
  }),
})

export const undoImportInput = z.strictObject({
  /** `people` (the default): erases whom the import made and who were never active. `leavers`: brings back whom its complete file left out. */
  what: z.enum(['people', 'leavers']).optional(),
})
