// Every event of the trail: what it says and whether it concerns a person.

import * as z from 'zod'
import { moment } from './users.ts'

/** Types of events with one sentence each; webhooks and the audit trail use the same words. */
export const eventTypes = {
  'user.created': 'A person was entered.',
  'user.updated': 'Details of a person were changed; names the fields.',
  'user.deactivated': 'A person may no longer sign in.',
  'user.reactivated': 'A person may sign in again.',
  'user.access_reset': 'Credentials, confirmation and activation were ended by an owner.',
  'user.deleted': 'A person was erased; a tombstone without personal data is left. `because` is `holder` where it was the own wish.',
  'user.erasure_requested': 'The holder wished to be erased; has from when. All sessions ended.',
  'user.erasure_undone': 'The holder kept the account after all.',
  'user.notices_chosen': 'The holder switched a notice on or off.',
  'email.changed': 'The address on file changed; has both.',
  'email.confirmed': 'The holder of the mailbox confirmed the address.',
  'email.bounced': 'A mail could not be delivered for good.',
  'email.complained': 'A mail to this address was reported as unwanted.',
  'email.bounce_cleared': 'An admin took the mark of undeliverable or unwanted mail away.',
  'email.refused': 'Somebody at this address said that the mail is not for them.',
  'email.change_requested': 'The holder asked for another address; the old one stays in force.',
  'email.change_undone': 'The holder of the old mailbox undid the change.',
  'invitation.sent': 'An invitation was queued as mail.',
  'invitation.handed_over': 'A QR code, sheet, link or code was shown.',
  'invitation.renewed': 'All earlier carriers were ended.',
  'invitation.revoked': 'The invitation and its pending access were ended.',
  'invitation.handover_stopped': 'Too many wrong answers: what was handed over is dead.',
  'invitation.printed': 'The sheet of a person was fetched as PDF, ZIP or page; names the batch.',
  'invitation.begun': 'The holder opened the invitation for the first time.',
  'invitation.code_exhausted': 'Too many wrong tries at the typed code; link and QR code live on.',
  'invitation.self_renewed': 'The holder asked for the invitation again.',
  'confirmation.sent': 'A confirmation link was queued as mail.',
  'recovery.requested': 'A recovery was queued as mail.',
  'recovery.completed': 'A new password was set by recovery; all sessions ended.',
  'access.granted': 'Access to an application, at once or pending.',
  'access.withdrawn': 'Access to an application ended.',
  'legal.accepted': 'A legal document was accepted; names version, language, hash of the text, and where.',
  'legal.declined': 'Somebody did not agree to legal documents and was not signed in; names them.',
  'legal.withdrawn': 'An optional consent was taken back by its holder.',
  'activation.completed': 'The holder set an own credential: the account is online.',
  'profile.completed': 'The holder filled in the profile.',
  'password.changed': 'The holder changed the password.',
  'password.disabled': 'Too many failures in a row.',
  'passkey.added': 'The holder made a passkey.',
  'passkey.renamed': 'The holder gave a passkey another name.',
  'passkey.removed': 'The holder removed a passkey; all other sessions ended.',
  'totp.added': 'The holder set up an authenticator app.',
  'totp.removed': 'The holder removed the authenticator app; all other sessions ended.',
  'backup_codes.made': 'The holder had new backup codes made; earlier ones ended.',
  'backup_code.used': 'A backup code was used up in place of the authenticator app.',
  'session.started': 'Somebody signed in.',
  'session.ended': 'Somebody signed out, or the session was ended.',
  'mail.sent': 'The provider took a mail.',
  'mail.delayed': 'The mailbox does not take a mail yet; the provider goes on trying.',
  'mail.delivered': 'The mailbox took a mail.',
  'mail.bounced': 'A mail came back for good.',
  'mail.complained': 'A mail was reported as unwanted.',
  'mail.dropped': 'A mail was not sent, because its reason no longer held.',
  'mail.failed': 'A mail could not be handed to the provider in all its tries.',
  'import.run': 'An import began to write; has its id, options and what the plan holds.',
  'import.finished': 'An import is done; has its id and counts.',
  'import.cancelled': 'An import was stopped; what it had written stays.',
  'import.undone': 'People whom an import had made were erased.',
  'owner.link_made': 'A one-time link for the first owner was made.',
  'api_key.created': 'An API key was made; has its id, scopes and application, never the key.',
  'api_key.rotated': 'An API key was given another secret; has until when the old one answers.',
  'api_key.revoked': 'An API key was revoked.',
} as const

export type EventType = keyof typeof eventTypes

export const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  at: z.string(),
  userId: z.string().nullable(),
  actor: z.string(),
  data: z.record(z.string(), z.unknown()),
})

export const listEventsQuery = z.strictObject({
  after: z.string().max(100).optional(),
  types: z.union([z.string().max(64), z.array(z.string().max(64)).max(50)]).optional(),
  user: z.string().max(400).optional(),
  /** A kind, such as `holder` or `api_key`, or one of them by its id: `user:` and the id. */
  actor: z
    .string()
    .max(100)
    .regex(/^[a-z_]+(:[\w-]+)?$/)
    .optional(),
  since: moment.optional(),
  /** The moment itself is not within. */
  until: moment.optional(),
  /** `oldest` when not given. A cursor belongs to its order. */
  order: z.enum(['oldest', 'newest']).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
})

export const eventPageSchema = z.object({
  items: z.array(eventSchema),
  next: z.string().nullable(),
  /** Whom the page names, as persons or as actors, as far as they are there; empty for keys that read no people. */
  people: z.array(
    z.object({ id: z.string(), firstName: z.string().nullable(), lastName: z.string().nullable(), externalId: z.string().nullable() }),
  ),
})
