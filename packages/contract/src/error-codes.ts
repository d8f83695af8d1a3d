// Every error that Foyer answers with: its code, its HTTP status and what its details hold.

import type { UserRef } from './model.ts'

/** One fault in an input: where it is, a stable code, and a sentence in the caller's language. */
export interface InputIssue {
  path: (string | number)[]
  code: string
  message: string
}

type None = Record<never, never>

/** What `details` holds, by code. A code without an entry of its own carries an empty object. */
interface SpecificDetails {
  invalid_input: { issues: InputIssue[] }
  email_taken: { userId: string }
  external_id_taken: { userId: string }
  email_confirmed: { userId: string }
  email_missing: { userId: string }
  user_not_found: { ref: UserRef }
  changed_meanwhile: { current: number }
  rate_limited: { retryAfterMs: number }
  application_unknown: { application: string }
  role_too_low: { needed: string }
  scope_missing: { scope: string }
  already_created: { keyId: string }
  key_not_found: { keyId: string }
  password_too_short: { minLength: number }
  password_too_long: { maxLength: number }
  code_wrong: { triesLeft: number }
  answer_wrong: { triesLeft: number }
  too_many_people: { max: number }
  sheets_not_ready: { done: number; total: number }
  handover_answer_missing: { userId: string }
  legal_required: { documents: string[] }
  document_not_found: { document: string }
  config_missing: { variable: string }
  import_not_open: { state: string }
  upload_out_of_place: { received: number }
  file_refused: { reason: string; line: number | null }
  plan_changed: { planHash: string }
  leavers_unconfirmed: { count: number }
  unreachable: { attempts: number }
}

/**
 * The catalogue. `status` is the HTTP status; 0 marks an error that only a client can meet.
 * Texts in each language live with the server, which must know every code to compile.
 */
export const errorStatus = {
  // the request itself
  invalid_input: 422,
  malformed_body: 400,
  unsupported_media_type: 415,
  body_too_large: 413,
  request_timeout: 408,
  not_found: 404,
  method_not_allowed: 405,
  origin_not_allowed: 403,
  cross_site: 403,
  https_required: 403,
  // who is calling
  unauthenticated: 401,
  forbidden: 403,
  role_too_low: 403,
  scope_missing: 403,
  key_not_found: 404,
  own_account: 409,
  // configuration
  application_unknown: 422,
  role_not_applicable: 422,
  // people
  user_not_found: 404,
  user_deactivated: 409,
  not_deactivated: 409,
  changed_meanwhile: 409,
  external_id_taken: 409,
  last_owner: 409,
  // addresses
  email_taken: 409,
  email_missing: 409,
  email_confirmed: 409,
  email_unsupported: 422,
  email_bounced: 409,
  email_complained: 409,
  email_refused: 409,
  email_unchanged: 409,
  // invitations and access
  already_online: 409,
  not_online: 409,
  not_invited: 409,
  invited_lately: 409,
  access_exists: 409,
  access_missing: 409,
  handover_owner_only: 403,
  managing_by_mail_only: 403,
  handover_answer_missing: 409,
  // legal documents
  document_not_found: 404,
  // imports
  import_not_found: 404,
  import_not_open: 409,
  upload_out_of_place: 409,
  file_refused: 422,
  plan_changed: 409,
  leavers_unconfirmed: 409,
  sheets_not_found: 404,
  sheets_not_ready: 409,
  too_many_people: 422,
  // repeated requests
  idempotency_key_reused: 422,
  already_created: 409,
  in_progress: 409,
  // holders' flows
  credentials_wrong: 401,
  no_access: 403,
  flow_expired: 410,
  action_not_open: 409,
  already_active: 409,
  link_invalid: 410,
  link_expired: 410,
  code_wrong: 422,
  code_exhausted: 410,
  answer_wrong: 422,
  handover_stopped: 410,
  legal_required: 409,
  password_too_short: 422,
  password_too_long: 422,
  password_common: 422,
  password_personal: 422,
  password_is_initial: 422,
  too_many_addresses: 429,
  // credentials and factors
  passkey_refused: 422,
  passkey_unknown: 404,
  passkey_exists: 409,
  passkeys_off: 409,
  too_many_passkeys: 409,
  last_credential: 409,
  totp_exists: 409,
  totp_missing: 409,
  mfa_off: 409,
  mfa_required: 409,
  reauthentication_required: 403,
  erasure_off: 409,
  erasure_asked: 409,
  // sessions of hosts
  sign_in_code_invalid: 400,
  sign_in_request_invalid: 400,
  session_ended: 401,
  // webhooks of providers
  signature_invalid: 403,
  webhook_spent: 406,
  // load and faults
  rate_limited: 429,
  busy: 503,
  unavailable: 503,
  internal: 500,
  // met by clients only
  config_missing: 0,
  unreachable: 0,
  timed_out: 0,
  cancelled: 0,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof errorStatus

export type ErrorDetails = { [C in ErrorCode]: C extends keyof SpecificDetails ? SpecificDetails[C] : None }

/** The body of every error answer: RFC 9457 with `code`, `details` and `requestId` as extension members. */
export interface Problem<C extends ErrorCode = ErrorCode> {
  type: string
  title: string
  status: number
  /** A sentence in the caller's language that says what to do. */
  detail: string
  code: C
  details: ErrorDetails[C]
  requestId: string | null
}
