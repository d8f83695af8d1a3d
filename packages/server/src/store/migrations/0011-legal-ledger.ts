// The ledger of legal documents: who agreed to which text, when, where and in what language, and who took it back.

import type { Migration } from './migration.ts'

const ledger = `create table legal_ledger (
  id int8 primary key generated always as identity,
  user_id uuid not null references users,
  document text collate "C" not null,
  version text collate "C" not null,
  act text collate "C" not null,
  locale text,
  sha256 text,
  at timestamptz not null,
  channel text collate "C" not null,
  constraint legal_ledger_act check (act in ('accepted', 'withdrawn')),
  constraint legal_ledger_channel check (channel in ('activation', 'sign_in', 'account'))
)`

/** What was kept so far had neither language nor hash: the trail has both. Nothing could be withdrawn, and the account took no consent. */
const carriedOver = `insert into legal_ledger (user_id, document, version, act, locale, sha256, at, channel)
  select a.user_id, a.document, a.version, 'accepted', e.data->>'locale', e.data->>'sha256', a.accepted_at,
    case when u.activated_at < a.accepted_at then 'sign_in' else 'activation' end
  from legal_acceptances a
  join users u on u.id = a.user_id
  left join lateral (
    select data from events
    where user_id = a.user_id and type = 'legal.accepted' and data->>'document' = a.document and data->>'version' = a.version
    order by xid, id limit 1
  ) e on true
  order by a.accepted_at, a.user_id, a.document, a.version`

const kept = `create function foyer_keep_ledger() returns trigger language plpgsql as $body$
begin
  raise exception 'the ledger of legal documents is only added to' using errcode = '23001';
end
$body$`

export const legalLedger: Migration = {
  name: '0011-legal-ledger',
  statements: [
    ledger,
    carriedOver,
    'drop table legal_acceptances',
    'create index legal_ledger_by_user on legal_ledger (user_id, document, id)',
    'create index legal_ledger_by_document on legal_ledger (document, version, id)',
    `create index legal_ledger_withdrawn on legal_ledger (user_id, document, id) where act = 'withdrawn'`,
    `create index legal_ledger_withdrawn_by_document on legal_ledger (document, id) where act = 'withdrawn'`,
    kept,
    'create trigger legal_ledger_kept before update or delete on legal_ledger for each row execute function foyer_keep_ledger()',
  ],
}
