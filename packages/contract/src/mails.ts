// Schemas of the ledger of mails, and of what a provider tells about one.

import * as z from 'zod'

/** Kinds of mails, with one sentence each. */
export const mailKinds = {
  invitation: 'Link and code of an invitation, or an initial password.',
  reminder: 'Once before an invitation ends, to whoever is not online.',
  access_granted: 'Somebody online got access to another application.',
  welcome: 'The account is active.',
  email_code: 'A code that proves the address typed in an activation.',
  email_in_use: 'Somebody typed this address in an activation of their own.',
  confirmation: 'A link that confirms the address.',
  recovery: 'Link and code for a new password.',
  recovery_done: 'A new password was set by recovery.',
  password_changed: 'The password was changed.',
  password_disabled: 'Too many failures in a row.',
  email_change_confirm: 'Proof of the address that the holder changes to.',
  email_change_notice: 'Notice to the address before, with the way back.',
  access_reset: 'Notice that an owner ended credentials and confirmation.',
  sheet_opened: 'A sheet opened the account.',
  factor_changed: 'A passkey or second factor came or went.',
  new_sign_in: 'A sign-in on a device not seen before.',
  erasure_planned: 'The holder wished to be erased; has the way back.',
  erasure_notice: 'Tells an owner that a holder wished to be erased.',
  handover_stopped: 'Too many wrong answers stopped what was handed over.',
  sample: 'A test that an admin mailed to themselves.',
} as const

export type MailKind = keyof typeof mailKinds

/**
 * What became of a mail. A state never goes back in this order, whatever is told late: `sent` is taken by the provider, `delayed` not yet
 * taken by the mailbox, `bounced` and `complained` are for good.
 */
export const mailStates = ['queued', 'dropped', 'failed', 'sent', 'delayed', 'delivered', 'bounced', 'complained'] as const

export type MailState = (typeof mailStates)[number]

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).max(100)])

export const listMailsQuery = z.strictObject({
  userId: z.uuid().optional(),
  state: oneOrMore(z.enum(mailStates)).optional(),
  kind: oneOrMore(z.enum(Object.keys(mailKinds) as [MailKind, ...MailKind[]])).optional(),
  after: z.string().max(2000).optional(),
  /** 1 to 200; 50 when not given. */
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

/** No address, no text, nothing that opens anything. */
export const mailSchema = z.object({
  id: z.string(),
  /** Whom it was for; `null` where nobody is left. */
  userId: z.string().nullable(),
  /** As the person is called now. */
  name: z.string().nullable(),
  kind: z.string(),
  state: z.enum(mailStates),
  /** It went to an address that is not the one on file. */
  toOtherAddress: z.boolean(),
  queuedAt: z.string(),
  /** When the provider took it. */
  sentAt: z.string().nullable(),
  /** Since when it is in this state. */
  stateAt: z.string(),
  /** The provider's words, shortened and without addresses. */
  reason: z.string().nullable(),
})

export const mailPageSchema = z.object({ items: z.array(mailSchema), next: z.string().nullable() })

const word = (max: number) => z.string().max(max)

/** What Mailgun posts, as far as it is read. It adds fields at any time. */
export const mailgunWebhookInput = z.object({
  signature: z.object({ timestamp: z.union([word(20), z.int().transform(String)]), token: word(100).min(1), signature: word(200) }),
  'event-data': z.object({
    event: word(64),
    severity: word(64).optional(),
    reason: z.string().optional(),
    message: z.object({ headers: z.object({ 'message-id': word(1000).optional() }).optional() }).optional(),
    'user-variables': z.unknown().optional(),
    'delivery-status': z
      .object({ code: z.union([z.number(), z.string()]).optional(), message: z.string().optional(), description: z.string().optional() })
      .optional(),
  }),
})

/** `false`: the event was about no mail of ours, or told nothing new. */
export const mailgunToldSchema = z.object({ recorded: z.boolean() })
