// Schemas of the management calls on people.

import * as z from 'zod'

/** Trims, refuses control characters, line separators and lone surrogates. At most `max` code points. */
const plain = (max: number) =>
  z
    .string()
    .max(max * 2)
    .meta({ maxLength: max })
    .transform((value) => value.trim())
    .refine((value) => [...value].length <= max, { params: { code: 'too_long' } })
    .refine((value) => !/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(value), { params: { code: 'control_characters' } })

/** Turns an empty string into `null`. */
const line = (max: number) =>
  plain(max)
    .transform((value) => (value === '' ? null : value))
    .nullable()

/** The same, where nothing is no answer. */
export const filledLine = (max: number) => plain(max).refine((value) => value !== '', { params: { code: 'required' } })

const locale = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .max(35)
  .nullable()

/** ISO 8601: a day, or a moment with its offset. */
export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

export const roleSchema = z.enum(['owner', 'manager', 'helper', 'viewer'])
export const applicationKeySchema = z.string().min(1).max(64)

const postalAddressInput = z.strictObject({
  street: filledLine(200),
  postcode: filledLine(20),
  town: filledLine(100),
  country: plain(60)
    .transform((value) => (value === '' ? undefined : value))
    .optional(),
})

const postalAddressSchema = z.object({ street: z.string(), postcode: z.string(), town: z.string(), country: z.string().optional() })

const profileShape = {
  firstName: line(100).optional(),
  lastName: line(100).optional(),
  location: line(100).optional(),
  department: line(100).optional(),
  position: line(100).optional(),
  locale: locale.optional(),
  fields: z.record(z.string().max(64), z.unknown()).optional(),
  endsAt: moment.nullable().optional(),
  postalAddress: postalAddressInput.nullable().optional(),
}

const externalId = line(64)
const email = z.string().max(320).nullable()

/** One sentence of the organisation's own: one line of plain text. */
export const sentenceSchema = line(500)
  .transform((text) => text ?? undefined)
  .optional()

export const coolDownSchema = z.int().min(0).max(90).optional()

/** A moment with its offset. */
export const sendAtSchema = z.iso.datetime({ offset: true })

export const inviteSchema = z.strictObject({
  application: applicationKeySchema,
  role: roleSchema.optional(),
  validDays: z.int().min(1).max(90).optional(),
  message: sentenceSchema,
})

export const initialPasswordSchema = z.union([z.literal('generate'), z.strictObject({ value: z.string().min(1).max(1024) })])

export const invitationInput = inviteSchema.extend({ initialPassword: initialPasswordSchema.optional() })

/** `sendAt`: when the mail leaves, at most 30 days ahead; the term begins then. */
export const sendInvitationInput = invitationInput.extend({ sendAt: sendAtSchema.optional() })

export const createUserInput = z.strictObject({
  ...profileShape,
  externalId: externalId.optional(),
  email: email.optional(),
  invite: invitationInput.optional(),
})

export const upsertUserInput = z.strictObject({ ...profileShape, email: email.optional() })
export const updateUserInput = z.strictObject({ ...profileShape, externalId: externalId.optional() })

export const changeEmailInput = z.strictObject({ email, send: z.enum(['invitation', 'confirmation']).optional() })
export const grantAccessInput = z.strictObject({ application: applicationKeySchema, role: roleSchema.optional() })
export const withdrawAccessInput = z.strictObject({ application: applicationKeySchema })
export const deactivateInput = z.strictObject({ at: moment.optional(), reason: plain(500).optional() })
export const resetAccessInput = z.strictObject({
  reason: filledLine(500),
  email: email.optional(),
  invite: inviteSchema.optional(),
})
export const handOverInput = inviteSchema.omit({ message: true })
export const qrInput = handOverInput.partial({ application: true }).extend({
  /** Width and height in pixels, 64 to 2,048; 320 when not given. */
  size: z.int().min(64).max(2048).optional(),
})
export const sendRecoveryInput = z.strictObject({ application: applicationKeySchema.optional() })
export const renewInput = z.strictObject({ validDays: z.int().min(1).max(90).optional(), send: z.boolean().optional() })

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).max(100)])

/** What a list, a count and a selection filter by. */
export const filterShape = {
  status: oneOrMore(z.enum(['offline', 'invited', 'online', 'deactivated'])).optional(),
  emailStatus: oneOrMore(z.enum(['unconfirmed', 'pending', 'confirmed', 'none'])).optional(),
  application: applicationKeySchema.optional(),
  invitation: oneOrMore(z.enum(['expired', 'not_begun', 'no_carrier', 'bounced', 'complained', 'refused'])).optional(),
  location: oneOrMore(z.string().max(100)).optional(),
  department: oneOrMore(z.string().max(100)).optional(),
  search: z.string().max(100).optional(),
  changedAfter: moment.optional(),
  /** People whom this import made. */
  importId: z.uuid().optional(),
}

export const countUsersQuery = z.strictObject(filterShape)
export const exportUsersQuery = z.strictObject({ ...filterShape, locale: z.enum(['de', 'en']).optional() })
export const listUsersQuery = z.strictObject({
  ...filterShape,
  sort: z.enum(['lastName', '-createdAt', '-changedAt']).optional(),
  after: z.string().max(2000).optional(),
  /** 1 to 200; 50 when not given. */
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

const emailStatus = z.enum(['unconfirmed', 'pending', 'confirmed']).nullable()
const actionName = z.enum([
  'send',
  'renew',
  'revoke',
  'handOver',
  'changeEmail',
  'sendConfirmation',
  'sendRecovery',
  'grantAccess',
  'withdrawAccess',
  'deactivate',
  'reactivate',
  'resetAccess',
  'delete',
])

export const invitationSchema = z.object({
  application: z.string(),
  expired: z.boolean(),
  expiresAt: z.string(),
  carriers: z.array(
    z.object({ kind: z.enum(['mail', 'qr', 'sheet', 'link', 'code', 'initial_password']), at: z.string(), by: z.string() }),
  ),
  delivery: z.enum(['queued', 'sent', 'delayed', 'delivered', 'bounced', 'complained', 'failed']).nullable(),
  begunAt: z.string().nullable(),
})

/** The same secret in the forms in which it is handed over in person. */
export const handoverSchema = z.object({
  link: z.string(),
  /** Four groups of four, to be typed at `/activate`. */
  code: z.string(),
  /** The link as an SVG picture. */
  qr: z.string(),
  expiresAt: z.string(),
})

/** What leaves the server about a person. A field that is not named here cannot leave it. */
export const userSchema = z.object({
  id: z.string(),
  version: z.int(),
  createdAt: z.string(),
  changedAt: z.string(),
  status: z.enum(['offline', 'invited', 'online', 'deactivated']),
  email: z.string().nullable(),
  emailMasked: z.string().nullable(),
  emailStatus,
  mailStop: z.object({ because: z.enum(['bounced', 'complained', 'refused']), at: z.string() }).nullable(),
  invitation: invitationSchema.nullable(),
  externalId: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  location: z.string().nullable(),
  department: z.string().nullable(),
  position: z.string().nullable(),
  locale: z.string().nullable(),
  postalAddress: postalAddressSchema.nullable(),
  endsAt: z.string().nullable(),
  eraseAt: z.string().nullable(),
  fields: z.record(z.string(), z.unknown()),
  access: z.array(z.object({ application: z.string(), role: roleSchema.nullable(), pending: z.boolean() })),
  allowedActions: z.array(actionName),
  blockedActions: z.partialRecord(actionName, z.string()),
})

export const userPageSchema = z.object({
  items: z.array(userSchema),
  next: z.string().nullable(),
  /** Set when so many people match a search that only some were looked at. */
  more: z.literal('refine').nullable(),
})
export const countSchema = z.object({
  count: z.int(),
  /** False beyond 10,000: then `count` is 10,000 and there are more. */
  exact: z.boolean(),
})
/** One line for each sign-in that is still open: what a person recognises the device by, and when it was used. */
export const userSessionsSchema = z.object({
  items: z.array(z.object({ id: z.string(), application: z.string(), device: z.string(), startedAt: z.string(), lastUsedAt: z.string() })),
})
/** Without `session`, all of them. */
export const endSessionsInput = z.strictObject({ session: z.uuid().optional() })
export const endedSessionsSchema = z.object({ ended: z.int() })

export const upsertedSchema = z.object({ outcome: z.enum(['created', 'updated', 'unchanged']), user: userSchema })
