// API keys are judged by scopes, and keep the secret before the present one for a while after a rotation.

import type { Migration } from './migration.ts'

export const keyScopes: Migration = {
  name: '0005-key-scopes',
  statements: [
    `alter table api_keys
      add column previous_hash bytea constraint api_keys_previous_hash_key unique,
      add column previous_until timestamptz,
      add constraint api_keys_previous_whole check ((previous_hash is null) = (previous_until is null))`,
    // What the roles were: whoever could do less gets what only reads.
    `update api_keys set scopes = case role
        when 'owner' then array['owner']
        when 'manager' then array['users:read', 'users:write', 'invitations:write', 'events:read', 'sessions:check']
        else array['users:read', 'events:read']
      end`,
    `update api_keys set scopes = array['users:read', 'sessions:check'] where application is not null and role in ('owner', 'manager')`,
    `update api_keys set scopes = array['users:read'] where application is not null and role not in ('owner', 'manager')`,
    'alter table api_keys drop column role',
  ],
}
