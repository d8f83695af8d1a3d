// Sessions, API keys, idempotency keys, rate limits and burnt nonces.

import type { Migration } from './migration.ts'

export const sessionsAndLimits: Migration = {
  name: '0004-sessions-and-limits',
  statements: [
    // Room on the page, so that writing "last used" touches no index.
    `create table sessions (
      id uuid primary key,
      user_id uuid not null references users on delete cascade,
      application text collate "C" not null,
      family_id uuid not null,
      kind text not null,
      secret_hash bytea not null constraint sessions_secret_hash_key unique,
      credential_revision int4 not null,
      created_at timestamptz not null default foyer_now(),
      last_used_at timestamptz not null default foyer_now(),
      idle_ms int8 not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      user_agent text
    ) with (fillfactor = 80)`,
    'create index sessions_open on sessions (user_id) where ended_at is null',
    'create index sessions_of_family on sessions (family_id) where ended_at is null',
    'create index sessions_expiring on sessions (expires_at)',
    `create table api_keys (
      id text collate "C" primary key,
      hash bytea not null constraint api_keys_hash_key unique,
      name text not null,
      role text not null,
      scopes text[] not null,
      application text,
      created_at timestamptz not null default foyer_now(),
      last_used_at timestamptz,
      expires_at timestamptz,
      revoked_at timestamptz
    )`,
    `create table requests (
      actor text collate "C" not null,
      key text collate "C" not null,
      request_hash text not null,
      status int4 not null,
      refs jsonb not null,
      at timestamptz not null default foyer_now(),
      primary key (actor, key)
    )`,
    'create index requests_by_age on requests (at)',
    // The limit's own numbers stand beside the count, so that one upsert can apply them.
    `create table rate_limits (
      key text collate "C" primary key,
      count int4 not null,
      admitted boolean not null,
      retry_at timestamptz,
      expires_at timestamptz not null,
      doubling boolean not null,
      allowance int4 not null,
      period_ms int8 not null,
      base_ms int8 not null,
      max_ms int8 not null
    ) with (fillfactor = 70)`,
    `create table burnt_nonces (
      nonce text collate "C" primary key,
      expires_at timestamptz not null
    )`,
    'create index burnt_nonces_expiring on burnt_nonces (expires_at)',
  ],
}
