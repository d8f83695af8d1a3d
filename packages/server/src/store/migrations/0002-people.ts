// People with their access, grants, acceptances and passwords. Both statuses are generated from facts.

import type { Migration } from './migration.ts'

const users = `create table users (
  id uuid primary key,
  version int4 not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  external_id text collate "C",
  first_name text,
  last_name text,
  location text collate "C",
  department text collate "C",
  position text,
  locale text,
  postal_address jsonb,
  fields jsonb not null,
  email_canonical text collate "C",
  email_entered text,
  email_set_at timestamptz,
  email_set_by text,
  email_issued_at timestamptz,
  email_confirmed_at timestamptz,
  email_bounced_at timestamptz,
  email_refused_at timestamptz,
  email_revision int4 not null,
  last_email_revision int4 not null,
  waiting_email jsonb,
  former_email jsonb,
  activated_at timestamptz,
  deactivated_at timestamptz,
  ends_at timestamptz,
  deleted_at timestamptz,
  sign_in_name text collate "C",
  credential_revision int4 not null,
  passkeys int4 not null,
  invitation_id text collate "C",
  sort_key text collate "C" not null,
  search_text text collate "C" not null,
  status text collate "C" not null generated always as (
    case
      when deactivated_at is not null then 'deactivated'
      when activated_at is not null then 'online'
      when invitation_id is null then 'offline'
      else 'invited'
    end
  ) stored,
  email_status text collate "C" not null generated always as (
    case
      when email_canonical is null then 'none'
      when email_confirmed_at is not null then 'confirmed'
      when email_issued_at is null then 'unconfirmed'
      else 'pending'
    end
  ) stored,
  constraint users_email_whole check (
    case
      when email_canonical is null
        then num_nonnulls(email_entered, email_set_at, email_set_by, email_issued_at, email_confirmed_at, email_bounced_at, email_refused_at) = 0
      else num_nulls(email_entered, email_set_at, email_set_by) = 0
    end
  ),
  constraint users_online_confirmed check (
    activated_at is null
    or deactivated_at is not null
    or email_confirmed_at is not null
    or (email_canonical is null and sign_in_name is not null)
  ),
  constraint users_sign_in_name check (sign_in_name not like '%@%'),
  constraint users_tombstone check (
    deleted_at is null
    or (
      num_nonnulls(external_id, first_name, last_name, location, department, position, locale, postal_address, email_canonical,
        waiting_email, former_email, activated_at, ends_at, sign_in_name, invitation_id) = 0
      and fields = '{}' and sort_key = '' and search_text = ''
    )
  )
)`

/** An address that was replaced by its holder stays taken while the change can be undone. It looks after the unique index has waited. */
const formerAddress = `create function foyer_check_former_email() returns trigger language plpgsql as $body$
begin
  if exists (
    select 1 from users
    where former_email->>'canonical' = new.email_canonical collate "C"
      and (former_email->>'undoUntil')::int8 > foyer_ms(foyer_now())
      and id <> new.id
  ) then
    raise unique_violation using constraint = 'users_former_email', message = 'address is reserved';
  end if;
  return null;
end
$body$`

export const people: Migration = {
  name: '0002-people',
  statements: [
    users,
    'create unique index users_email_key on users (email_canonical) where email_canonical is not null',
    'create unique index users_external_id_key on users (external_id) where external_id is not null',
    'create unique index users_sign_in_name_key on users (sign_in_name) where sign_in_name is not null',
    `create index users_former_email on users ((former_email->>'canonical') collate "C") where former_email is not null`,
    'create index users_sorted on users (sort_key, id) where deleted_at is null',
    'create index users_by_status on users (status, email_status, sort_key, id) where deleted_at is null',
    'create index users_by_location on users (location, sort_key, id) where deleted_at is null and location is not null',
    'create index users_by_department on users (department, sort_key, id) where deleted_at is null and department is not null',
    'create index users_created on users (created_at, id) where deleted_at is null',
    'create index users_changed on users (changed_at, id) where deleted_at is null',
    'create index users_bounced on users (sort_key, id) where email_bounced_at is not null',
    'create index users_search on users using gin (search_text gin_trgm_ops)',
    formerAddress,
    `create trigger users_former_email_inserted after insert on users for each row
      when (new.email_canonical is not null) execute function foyer_check_former_email()`,
    `create trigger users_former_email_changed after update of email_canonical on users for each row
      when (new.email_canonical is distinct from old.email_canonical) execute function foyer_check_former_email()`,
    `create table access (
      user_id uuid not null references users on delete cascade,
      application text collate "C" not null,
      role text,
      pending boolean not null,
      granted_at timestamptz not null,
      via text collate "C",
      profile_done_at timestamptz,
      primary key (user_id, application)
    )`,
    'create index access_by_application on access (application, user_id)',
    'create index access_by_role on access (role) where role is not null',
    `create table grants (
      id text collate "C" primary key,
      user_id uuid not null references users on delete cascade,
      purpose text not null,
      application text collate "C",
      generation int8 not null,
      key_id text not null,
      locator text collate "C",
      carriers jsonb not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      ended_reason text,
      code_tries int4 not null,
      begun_at timestamptz,
      typed_email jsonb,
      chosen_password jsonb,
      last_act_at timestamptz not null,
      constraint grants_ended_empty check (ended_at is null or (typed_email is null and chosen_password is null))
    )`,
    'create index grants_by_user on grants (user_id)',
    `create index grants_expiring on grants (expires_at) where purpose = 'invitation' and ended_at is null`,
    `create index grants_without_carrier on grants (id) where purpose = 'invitation' and ended_at is null and carriers = '[]'`,
    'create unique index grants_locator_key on grants (locator) where ended_at is null and locator is not null',
    `create index grants_ended on grants (ended_at) where purpose <> 'invitation' and ended_at is not null`,
    `create table legal_acceptances (
      user_id uuid not null references users on delete cascade,
      document text collate "C" not null,
      version text collate "C" not null,
      accepted_at timestamptz not null,
      primary key (user_id, document, version)
    )`,
    'create index legal_acceptances_by_document on legal_acceptances (document, version)',
    `create table passwords (
      user_id uuid primary key references users on delete cascade,
      hash text not null,
      created_at timestamptz not null
    )`,
  ],
}
