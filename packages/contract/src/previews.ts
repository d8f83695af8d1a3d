// Schemas of looking before sending: what a mail or a sheet says, and a test of it to oneself.

import * as z from 'zod'
import { type MailKind, mailKinds } from './mails.ts'
import { applicationKeySchema, sentenceSchema } from './users.ts'

/** Every mail that people get, with one sentence each. */
export const previewKinds = (Object.keys(mailKinds) as MailKind[]).filter((kind): kind is PreviewKind => kind !== 'sample')

export type PreviewKind = Exclude<MailKind, 'sample'>

const kindSchema = z.enum(previewKinds as [PreviewKind, ...PreviewKind[]])

const language = z.enum(['de', 'en'])

const shape = {
  /** Default: the person's, else the organisation's. */
  locale: language.optional(),
  /** Default: the first one that manages nobody. */
  application: applicationKeySchema.optional(),
  /** For invitations and reminders: how they let their reader in. Default: `link`. */
  with: z.enum(['link', 'initial_password', 'chosen_password']).optional(),
  /** The organisation's own sentence, in invitations and on sheets. */
  message: sentenceSchema,
}

const about = {
  /** As the first person of this import who gets it will see it. */
  importId: z.uuid().optional(),
  /** As this person will see it: an id, `external:` and a number, or `email:` and an address. */
  user: z.string().max(400).optional(),
}

export const mailPreviewQuery = z.strictObject({ kind: kindSchema, ...shape, ...about })
export const pagePreviewQuery = z.strictObject({
  kind: z.enum([...(previewKinds as [PreviewKind, ...PreviewKind[]]), 'sheet']),
  ...shape,
  ...about,
})
export const testMailInput = z.strictObject({ kind: kindSchema, ...shape })

export const mailPreviewSchema = z.object({
  kind: kindSchema,
  locale: language,
  from: z.string(),
  /** Whose mail it would be; `null` for somebody made up. */
  userId: z.string().nullable(),
  name: z.string().nullable(),
  subject: z.string(),
  /** The part without markup. */
  text: z.string(),
})

export const testMailSchema = z.object({
  /** The caller's own address. */
  to: z.string(),
})
