// Passkeys, authenticator apps with their backup codes, and how fresh a session's proof is.

import type { Migration } from './migration.ts'

export const credentials: Migration = {
  name: '0008-credentials',
  statements: [
    `create table passkeys (
      id text collate "C" constraint passkeys_pkey primary key,
      user_id uuid not null references users on delete cascade,
      name text not null,
      relying_party text not null,
      public_key bytea not null,
      counter int8 not null,
      transports text[] not null,
      synced boolean not null,
      backed_up boolean not null,
      created_at timestamptz not null,
      last_used_at timestamptz,
      last_used_on text
    )`,
    'create index passkeys_by_user on passkeys (user_id)',
    `create table totps (
      user_id uuid primary key references users on delete cascade,
      sealed text not null,
      last_counter int8 not null
    )`,
    `create table backup_codes (
      user_id uuid not null references users on delete cascade,
      hash bytea not null,
      primary key (user_id, hash)
    )`,
    'alter table users add column totp_since timestamptz',
    'alter table sessions add column proven_at timestamptz, add column shared boolean not null default false',
  ],
}
