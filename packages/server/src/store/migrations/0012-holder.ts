// What holders decide about their own account: to be erased, and which notices they get.

import type { Migration } from './migration.ts'

export const holder: Migration = {
  name: '0012-holder',
  statements: [
    'alter table users add column erase_at timestamptz, add column sign_in_notices boolean not null default true',
    'alter table users add constraint users_tombstone_erased check (deleted_at is null or erase_at is null)',
  ],
}
