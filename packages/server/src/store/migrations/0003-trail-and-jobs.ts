// The trail of events, jobs, and what became of mails.

import type { Migration } from './migration.ts'

export const trailAndJobs: Migration = {
  name: '0003-trail-and-jobs',
  statements: [
    // A transaction's number as the trail counts it. Replaced by one that adds to it when a restored backup is ahead of its new cluster.
    `create function foyer_xid(xid8) returns int8 language sql stable parallel safe as 'select $1::text::int8'`,
    `create table events (
      xid int8 not null default foyer_xid(pg_current_xact_id()),
      id int8 not null generated always as identity,
      at timestamptz not null default foyer_now(),
      type text not null,
      user_id uuid,
      actor text not null,
      channel text,
      data jsonb not null,
      primary key (xid, id)
    )`,
    'create index events_by_user on events (user_id, xid, id) where user_id is not null',
    // Personal values apart, so that they can be erased.
    `create table event_values (
      event_id int8 primary key,
      "values" jsonb not null
    )`,
    `create table jobs (
      id int8 primary key generated always as identity,
      type text collate "C" not null,
      user_id uuid,
      payload jsonb not null,
      dedupe text collate "C" constraint jobs_dedupe_key unique,
      created_at timestamptz not null default foyer_now(),
      run_at timestamptz not null default foyer_now(),
      attempts int4 not null default 0,
      lease_by text,
      done_at timestamptz,
      failed_at timestamptz,
      last_error text,
      bounded boolean not null default false
    )`,
    // A claimed job's run_at is the end of its lease, so one index serves waiting and abandoned ones.
    'create index jobs_due on jobs (run_at, id) where done_at is null and failed_at is null',
    'create index jobs_bounded on jobs (type) where bounded and done_at is null and failed_at is null',
    'create index jobs_finished on jobs (coalesce(done_at, failed_at)) where coalesce(done_at, failed_at) is not null',
    `create table mails (
      job_id int8 primary key,
      user_id uuid,
      kind text not null,
      grant_id text collate "C",
      generation int8,
      state text not null,
      at timestamptz not null default foyer_now(),
      message_id text collate "C",
      provider_id text
    )`,
    'create index mails_by_user on mails (user_id, job_id) where user_id is not null',
    'create unique index mails_message_id_key on mails (message_id) where message_id is not null',
    `create table captured_mails (
      id int8 primary key generated always as identity,
      at timestamptz not null default foyer_now(),
      sealed bytea not null
    )`,
  ],
}
