// Schemas of what a managing app opens with: how many people stand where, and what this deployment is set up for.

import * as z from 'zod'
import { roleSchema } from './users.ts'

const statusCounts = z.object({ offline: z.int(), invited: z.int(), online: z.int(), deactivated: z.int() })

/** `count` is exact to 10,000; beyond, `exact` is false. */
const bounded = z.object({ count: z.int(), exact: z.boolean() })

export const overviewSchema = z.object({
  /** When this was counted: at most 30 seconds ago. */
  at: z.string(),
  statuses: statusCounts,
  emailStatuses: z.object({ none: z.int(), unconfirmed: z.int(), pending: z.int(), confirmed: z.int() }),
  attention: z.object({ expired: bounded, notBegun: bounded, bounced: bounded, refused: bounded, notInvited: bounded }),
  /** The hundred with the most people; `null` names those without one. */
  locations: z.array(statusCounts.extend({ name: z.string().nullable() })),
  departments: z.array(statusCounts.extend({ name: z.string().nullable() })),
  /** The last fifty imports that made people who are still there, newest first. */
  imports: z.array(statusCounts.extend({ id: z.string(), name: z.string().nullable(), createdAt: z.string() })),
  /**
   * The last ninety days in the organisation's time zone, oldest first: of those who are still there, how many had been entered, had been
   * invited and had gone online by the end of each.
   */
  days: z.array(z.object({ day: z.string(), entered: z.int(), invited: z.int(), online: z.int() })),
})

const label = z.string()

export const settingsSchema = z.object({
  organisation: z.object({ name: z.string(), timeZone: z.string(), contact: z.string().nullable(), locale: z.enum(['de', 'en']) }),
  /** Who asks, and as what. */
  caller: z.object({ role: roleSchema, userId: z.string().nullable() }),
  applications: z.array(
    z.object({
      key: z.string(),
      name: label,
      url: z.string().nullable(),
      manages: z.boolean(),
      includes: z.array(z.string()),
      signInWith: z.array(z.enum(['email', 'external_id'])),
    }),
  ),
  /** Fields of the organisation's own, as far as the caller sees them, in the caller's language. */
  profile: z.array(
    z.object({
      key: z.string(),
      type: z.enum(['text', 'phone', 'url', 'email', 'date', 'number', 'choice', 'choices', 'yes-no']),
      label,
      hint: z.string().nullable(),
      required: z.boolean(),
      options: z.array(z.object({ value: z.string(), label })),
      editable: z.boolean(),
    }),
  ),
  legal: z.array(z.object({ key: z.string(), version: z.string(), title: label, substantial: z.boolean(), optional: z.boolean() })),
  /** What stands behind the codes of `blockedActions` and of whoever a call on many left out, in the caller's language. */
  reasons: z.record(z.string(), z.string()),
  /** The least role for each thing that may be done to a person. */
  roleForAction: z.record(z.string(), roleSchema),
  invitationDays: z.int(),
  printedInvitationDays: z.int(),
  /** Days before an invitation by mail ends on which whoever is not online is reminded; 0: nobody is. */
  reminderDays: z.int(),
  minPasswordLength: z.int(),
  /** Where mails go: a provider, or this server's own mailbox for trying out. */
  mail: z.object({ from: z.string(), transport: z.string() }),
  version: z.string(),
})
