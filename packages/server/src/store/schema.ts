// The tables as Kysely sees them. Moments are written by `moment()` and read by `inMs()`, so their own type is never handled.

import type { ColumnType, Generated, JSONColumnType, RawBuilder } from 'kysely'

/** timestamptz. */
export type Moment = ColumnType<Date, RawBuilder<Date>, RawBuilder<Date>>
type MaybeMoment = ColumnType<Date | null, RawBuilder<Date> | null | undefined, RawBuilder<Date> | null>
type MomentByDefault = ColumnType<Date, RawBuilder<Date> | undefined, RawBuilder<Date>>
type Json = JSONColumnType<Record<string, unknown>>
type Derived<T> = ColumnType<T, never, never>

export interface Schema {
  meta: { key: string; value: string }
  users: {
    id: string
    status: Derived<string>
    email_status: Derived<string>
    email_canonical: string | null
    deleted_at: MaybeMoment
    sort_key: string
  }
  passwords: { user_id: string; hash: string; created_at: Moment }
  events: {
    xid: Generated<number>
    id: Generated<number>
    at: MomentByDefault
    type: string
    user_id: string | null
    actor: string
    channel: string | null
    data: Json
  }
  jobs: {
    id: Generated<number>
    type: string
    user_id: string | null
    payload: Json
    dedupe: string | null
    created_at: MomentByDefault
    run_at: MomentByDefault
    attempts: Generated<number>
    lease_by: string | null
    done_at: MaybeMoment
    failed_at: MaybeMoment
    last_error: string | null
    bounded: Generated<boolean>
  }
  mails: {
    job_id: number
    user_id: string | null
    kind: string
    grant_id: string | null
    generation: number | null
    state: string
    at: MomentByDefault
    message_id: string | null
    provider_id: string | null
    token: Generated<string>
    queued_at: MomentByDefault
    sent_at: MaybeMoment
    email_revision: number | null
    reason: string | null
  }
  captured_mails: { id: Generated<number>; at: MomentByDefault; sealed: Uint8Array }
  sessions: {
    id: string
    user_id: string
    application: string
    family_id: string
    kind: string
    secret_hash: Uint8Array
    credential_revision: number
    created_at: MomentByDefault
    last_used_at: MomentByDefault
    idle_ms: number
    expires_at: Moment
    ended_at: MaybeMoment
    user_agent: string | null
  }
  api_keys: {
    id: string
    hash: Uint8Array
    name: string
    scopes: string[]
    application: string | null
    created_at: MomentByDefault
    last_used_at: MaybeMoment
    expires_at: MaybeMoment
    revoked_at: MaybeMoment
    previous_hash: Uint8Array | null
    previous_until: MaybeMoment
  }
  requests: { actor: string; key: string; request_hash: string; status: number; refs: Json; at: MomentByDefault }
  rate_limits: { key: string; count: number; retry_at: MaybeMoment; expires_at: Moment }
  burnt_nonces: { nonce: string; expires_at: Moment }
}
