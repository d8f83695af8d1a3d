// Schemas of the legal documents: what there is, who accepted what, and the ledger behind it.

import * as z from 'zod'

const moment = z.string()
const bounded = z.object({ count: z.int(), exact: z.boolean() })
const documentKey = z.string().min(1).max(64)
const version = z.string().min(1).max(64)
const limit = z.coerce.number().int().min(1).max(200).optional()
const after = z.string().max(500).optional()

const channel = z.enum(['activation', 'sign_in', 'account'])

export const legalDocumentSchema = z.object({
  key: z.string(),
  title: z.string(),
  /** `null`: it is no longer in the configuration. */
  version: z.string().nullable(),
  substantial: z.boolean(),
  optional: z.boolean(),
  /** Applications that ask for it. */
  applications: z.array(z.string()),
  /** As they are shown now; no hash of documents elsewhere. */
  texts: z.array(z.object({ locale: z.string(), url: z.string(), sha256: z.string().nullable() })),
  /** People who agreed to the present version and did not take it back. */
  accepted: z.int(),
  /** People online who have access to an application that asks for it, and did not agree to the present version. */
  missing: bounded,
  /** The versions of the ledger and the present one, newest first. */
  versions: z.array(
    z.object({
      version: z.string(),
      accepted: z.int(),
      withdrawn: z.int(),
      firstAt: moment.nullable(),
      lastAt: moment.nullable(),
      texts: z.array(z.object({ locale: z.string().nullable(), sha256: z.string().nullable(), accepted: z.int() })),
    }),
  ),
})

export const legalDocumentsSchema = z.object({
  /** When this was counted: at most 30 seconds ago. */
  at: moment,
  items: z.array(legalDocumentSchema),
})

export const legalPeopleQuery = z.strictObject({
  state: z.enum(['accepted', 'missing', 'withdrawn']),
  /** With `accepted`: another version than the present one. */
  version: version.optional(),
  after,
  limit,
})

export const legalPeopleSchema = z.object({
  items: z.array(
    z.object({
      userId: z.string(),
      externalId: z.string().nullable(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
      /** The last entry of the ledger about this document; `null` without one. */
      entry: z
        .object({
          version: z.string(),
          act: z.enum(['accepted', 'withdrawn']),
          at: moment,
          locale: z.string().nullable(),
          channel,
        })
        .nullable(),
    }),
  ),
  next: z.string().nullable(),
})

const ledgerFilter = { document: documentKey.optional(), version: version.optional(), user: z.string().max(400).optional() }

export const legalEntriesQuery = z.strictObject({ ...ledgerFilter, after, limit })

export const legalExportQuery = z.strictObject({ ...ledgerFilter, locale: z.enum(['de', 'en']).optional() })

export const legalEntriesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      userId: z.string(),
      /** `null` of people who were erased. */
      externalId: z.string().nullable(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
      document: z.string(),
      version: z.string(),
      act: z.enum(['accepted', 'withdrawn']),
      /** Language of the text that was shown; `null` where it was not taken down. */
      locale: z.string().nullable(),
      /** Of that text, hexadecimal; `null` for documents elsewhere. */
      sha256: z.string().nullable(),
      at: moment,
      channel,
    }),
  ),
  next: z.string().nullable(),
})
