// Schemas of sessions: a host's own, and the browser's at Foyer.

import * as z from 'zod'

const applicationKey = z.string().min(1).max(64)

/** Who is signed in, as hosts and browsers see it. */
export const sessionUserSchema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  locale: z.string().nullable(),
  fields: z.record(z.string(), z.unknown()),
  role: z.enum(['owner', 'manager', 'helper', 'viewer']).nullable(),
})
export type SessionUser = z.infer<typeof sessionUserSchema>

export const exchangeInput = z.strictObject({
  code: z.string().max(2000),
  /** RFC 7636 §4.1: 43 to 128 unreserved characters. */
  verifier: z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/),
  application: applicationKey,
  origin: z.string().max(300),
})
export const exchangedSchema = z.object({
  user: sessionUserSchema,
  sessionSecret: z.string(),
  expiresAt: z.string(),
  /** On a device that others use too: keep the secret in a cookie that ends with the browser. */
  shared: z.boolean(),
})

export const checkInput = z.strictObject({ sessionSecret: z.string().max(100), application: applicationKey })
export const checkedSchema = z.object({ session: z.object({ user: sessionUserSchema, expiresAt: z.string() }).nullable() })

export const endInput = z.strictObject({ sessionSecret: z.string().max(100) })
export const endedSchema = z.object({ ended: z.boolean() })

export const currentInput = z.strictObject({ application: applicationKey })
export const currentSchema = z.object({ session: z.object({ user: sessionUserSchema, expiresAt: z.string() }).nullable() })
export const tokenSchema = z.object({ accessToken: z.string().nullable(), expiresAt: z.string().nullable() })
