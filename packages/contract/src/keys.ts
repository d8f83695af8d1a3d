// Schemas of API keys.

import * as z from 'zod'
import { type Scope, scopes } from './scopes.ts'
import { applicationKeySchema, filledLine, moment } from './users.ts'

const scopeSchema = z.enum(Object.keys(scopes) as [Scope, ...Scope[]])

export const createKeyInput = z.strictObject({
  /** What the key is for. */
  name: filledLine(100),
  scopes: z
    .array(scopeSchema)
    .min(1)
    .max(20)
    .transform((list) => [...new Set(list)]),
  /** Only for this application; for all when not given. */
  application: applicationKeySchema.nullable().optional(),
  expiresAt: moment.nullable().optional(),
})

export const rotateKeyInput = z.strictObject({
  /** Until when the secret before this one still answers, at most 90 days; 24 hours when not given, `null`: it ends at once. */
  oldUntil: moment.nullable().optional(),
})

/** A key without what would let anybody in. */
export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  application: z.string().nullable(),
  createdAt: z.string(),
  /** At most a minute old. */
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** After a rotation: until when the secret before this one answers. */
  oldUntil: z.string().nullable(),
})

/** The secret is shown this once. */
export const shownKeySchema = apiKeySchema.extend({ key: z.string() })
export const keyListSchema = z.object({ items: z.array(apiKeySchema) })
