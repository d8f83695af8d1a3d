// The part of a configuration about mails: sender, provider, pace and reminders.

import * as z from 'zod'
import type { FoyerConfig } from './config-types.ts'

/** Days before an invitation ends on which its reminder goes out. */
export const DEFAULT_REMINDER_DAYS = 3

const isTransport = (value: unknown): boolean =>
  value === 'capture' || (typeof value === 'object' && value !== null && 'send' in value && typeof value.send === 'function')

export const mailSchema = z.strictObject({
  from: z.string().min(3).max(300),
  replyTo: z.string().max(300).optional(),
  perMinute: z.int().min(1).max(600_000).optional(),
  transport: z.custom<FoyerConfig['mail']['transport']>(isTransport, 'use mailgun({…}), smtp({…}) or capture'),
})

export const reminderDays = z.int().min(0).max(30).optional()
