// Schemas of imports: a file of people on its way in.

import * as z from 'zod'
import { applicationKeySchema, coolDownSchema, sendAtSchema, sentenceSchema } from './users.ts'

/** One line without control characters or halves of characters. */
const word = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { params: { code: 'control_characters' } })

export const outcomeSchema = z.enum(['create', 'update', 'unchanged', 'reactivate', 'deactivate', 'revoke', 'conflict', 'error', 'skip'])

/** What may be done about rows that something stands against. */
export const remedySchema = z.enum(['leave_out', 'on_file', 'skip'])

/** Groups of rows named by code, by code and field, or by code and address. */
const group = word(400)
const MAX_REMEDIES = 500

export const createImportInput = z.strictObject({
  application: applicationKeySchema.optional(),
  /** Whom to invite; nobody when not given. */
  invite: z.enum(['none', 'new', 'not_online']).optional(),
  /** `complete`: people whom an import made and the file has no more are proposed to leave. */
  mode: z.enum(['changes', 'complete']).optional(),
  /** Field by header, where the header does not tell it; `ignore` leaves a column out. */
  columns: z.record(word(200), word(80)).optional(),
  /** Headers in the order in which they count where several columns stand for one detail; the others follow from left to right. */
  prefer: z.array(word(200)).max(50).optional(),
  /** A cell that holds exactly this clears the detail. */
  clear: word(20).min(1).optional(),
  /** Find people without an external id by their address. */
  matchByEmail: z.boolean().optional(),
  initialPassword: z.literal('generate').optional(),
  /** With `not_online`: whoever was mailed an invitation so many days ago or less gets none now. 3 when not given. */
  coolDownDays: coolDownSchema,
  /** The sheet of a spreadsheet; needed where several have something in them. */
  sheet: word(200).optional(),
  /** What is done about rows that something stands against, by group; the preview names the groups. */
  remedies: z
    .record(group, remedySchema)
    .refine((all) => Object.keys(all).length <= MAX_REMEDIES, { params: { code: 'too_many' } })
    .optional(),
  /** A spreadsheet waits for `begin` when it is there whole; text is read as it comes. */
  hold: z.boolean().optional(),
  /** Of new people whose row says none; a BCP 47 tag such as `de`. */
  language: word(35).optional(),
  /** The file's name, for the history. */
  name: word(200).optional(),
})

export const beginImportInput = createImportInput.omit({ hold: true })

export const remediesInput = z.strictObject({
  /** `null` takes a remedy back. */
  remedies: z
    .record(group, remedySchema.nullable())
    .refine((all) => Object.keys(all).length <= MAX_REMEDIES, { params: { code: 'too_many' } }),
})

export const lookInput = z.strictObject({
  /** The first one with something in it when not given. */
  sheet: word(200).optional(),
})

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

export const uploadInput = z.strictObject({
  /** Bytes that were sent before. */
  offset: z.coerce.number().int().min(0),
  last: flag.optional(),
})

export const inspectInput = z.strictObject({
  /** False when the file goes on. */
  whole: flag.optional(),
  matchByEmail: flag.optional(),
})

const columnSchema = z.object({
  header: z.string(),
  field: z.string().nullable(),
  ignored: z.enum(['unknown', 'asked', 'twice', 'holders_own']).nullable(),
  /** Where several columns stand for one detail: the first one that says something counts. */
  rank: z.int().nullable(),
  /** Cells that were read as blank because they say that there is nothing to say. */
  none: z.int(),
})

const sheetSchema = z.object({ name: z.string(), hidden: z.boolean() })

export const inspectedSchema = z.object({
  /** `null` for a spreadsheet. */
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).nullable(),
  /** `null` for a spreadsheet. */
  delimiter: z.enum([';', ',', '\t', '|']).nullable(),
  /** Of a spreadsheet, with the one that is shown. */
  worksheets: z.array(sheetSchema).nullable(),
  sheet: z.string().nullable(),
  columns: z.array(columnSchema),
  /** The first rows as they stand in the file; initial passwords are left out. */
  rows: z.array(z.array(z.string())),
  /** Why the file would be refused with these columns; `null` when it would not. */
  refusal: z.object({ reason: z.string(), message: z.string() }).nullable(),
})

const countsSchema = z.object({
  create: z.int(),
  update: z.int(),
  unchanged: z.int(),
  reactivate: z.int(),
  deactivate: z.int(),
  revoke: z.int(),
  conflict: z.int(),
  error: z.int(),
  skip: z.int(),
})

export const importStateSchema = z.enum(['reading', 'planning', 'planned', 'writing', 'done', 'cancelled', 'failed'])

export const importSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  state: importStateSchema,
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  application: z.string().nullable(),
  invite: z.enum(['none', 'new', 'not_online']),
  mode: z.enum(['changes', 'complete']),
  /** The sentence of its invitations, and when their mails leave; `null`: none, and at once. */
  message: z.string().nullable(),
  sendAt: z.string().nullable(),
  /** `null` until the header was read. */
  columns: z.array(columnSchema).nullable(),
  /** Of a spreadsheet that is there whole; `null` for text. */
  worksheets: z.array(sheetSchema).nullable(),
  sheet: z.string().nullable(),
  bytes: z.int(),
  rows: z.int(),
  /** How far the present state has come: rows of `rows`. */
  done: z.int(),
  /** Mails that it wrote and that are due, of which none has been tried yet. */
  mailsWaiting: z.int(),
  failure: z.object({ reason: z.string(), line: z.int().nullable(), message: z.string() }).nullable(),
})

export const importPageSchema = z.object({ items: z.array(importSchema), next: z.string().nullable() })

const groupSchema = z.object({
  /** Names it for `remedies`. */
  group: z.string(),
  code: z.string(),
  /** Header of the column, or the detail. */
  column: z.string().nullable(),
  message: z.string(),
  /** The address that these rows share. */
  value: z.string().nullable(),
  rows: z.int(),
  /** Lines of the first rows. */
  lines: z.array(z.int()),
  remedies: z.array(remedySchema),
  /** The one that was chosen. */
  remedy: remedySchema.nullable(),
})

export const previewSchema = z.object({
  counts: countsSchema,
  /** Mails that running sends. */
  mails: z.int(),
  /** People who are invited and have no address: sheets are for them. */
  sheets: z.int(),
  /** Of both, people who are on file already and not online yet. */
  known: z.int(),
  /** Set when more than a tenth of the people whom imports made would leave: give this number to `run`. */
  confirm: z.int().nullable(),
  /** Rows that something stands against, the largest groups first, 200 at most. */
  groups: z.array(groupSchema),
  /** Cells that were read as blank because they say that there is nothing to say. */
  none: z.int(),
  /** Names exactly this plan. */
  planHash: z.string(),
  /** One sentence that says what running does. */
  sentence: z.string(),
})

export const listRowsQuery = z.strictObject({
  outcome: z.union([outcomeSchema, z.array(outcomeSchema).max(9)]).optional(),
  after: z.string().max(20).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
})

export const listImportsQuery = z.strictObject({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

const reasonSchema = z.object({ column: z.string().nullable(), code: z.string(), message: z.string() })

export const importRowSchema = z.object({
  /** In the file; 0 for people whom the file does not have. */
  line: z.int(),
  outcome: outcomeSchema,
  /** `null` while nobody is there by this row: not yet, or no more. */
  userId: z.string().nullable(),
  /** As the person is called now, else as the file says. */
  name: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  /** Why it is not written, or what is to be known about it. */
  reason: reasonSchema.nullable(),
})

export const importRowPageSchema = z.object({ items: z.array(importRowSchema), next: z.string().nullable() })

export const runImportInput = z.strictObject({
  /** Of the preview that was looked at. */
  planHash: word(100).optional(),
  /** How many people leave, as typed by whoever runs it. */
  deactivate: z.int().min(0).optional(),
  /** One sentence of the organisation's own in every invitation of this run. */
  message: sentenceSchema,
  /** When the mails leave, at most 30 days ahead; people are entered at once. */
  sendAt: sendAtSchema.optional(),
  /** `now`: whoever is to be invited and has no address is invited by an info sheet. */
  sheets: z.enum(['now', 'later']).optional(),
})

export const importResultSchema = countsSchema.extend({
  mailsQueued: z.int(),
  /** Batches of info sheets that it made; each can be fetched for a day. */
  sheets: z.array(z.object({ id: z.string(), count: z.int() })),
  /** Rows of the plan that something stood in the way of meanwhile; they are among the problems. */
  failed: z.int(),
  /** What has become of the people whom this import made. */
  people: z.object({ offline: z.int(), invited: z.int(), begun: z.int(), online: z.int(), deactivated: z.int() }),
})

export const undoneSchema = z.object({
  removed: z.int(),
  /** Call again: more are left. */
  more: z.boolean(),
})

export const templateQuery = z.strictObject({ locale: z.enum(['de', 'en']).optional() })
