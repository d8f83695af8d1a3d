// What writing many people at once pays for each of them: indexes hold what is looked for by them and no more, and whether an address is
// still reserved is asked once for all whom a statement enters.

import type { Migration } from './migration.ts'

const reservedAddresses = `create function foyer_check_former_emails() returns trigger language plpgsql set enable_seqscan = off as $body$
begin
  if exists (
    select 1 from entered join users u on u.former_email->>'canonical' = entered.email_canonical collate "C"
    where entered.email_canonical is not null
      and (u.former_email->>'undoUntil')::int8 > foyer_ms(foyer_now())
      and u.id <> entered.id
  ) then
    raise unique_violation using constraint = 'users_former_email', message = 'address is reserved';
  end if;
  return null;
end
$body$`

/** Lists of several places are in the order of names, which no index of places has: it only finds few among many. */
const found: readonly [index: string, column: string, where: string][] = [
  ['users_by_location', 'location', 'deleted_at is null and location is not null'],
  ['users_by_department', 'department', 'deleted_at is null and department is not null'],
]

export const manyAtOnce: Migration = {
  name: '0032-many-at-once',
  statements: [
    reservedAddresses,
    'drop trigger users_former_email_inserted on users',
    `create trigger users_former_email_inserted after insert on users
      referencing new table as entered for each statement execute function foyer_check_former_emails()`,
    ...found.flatMap(([index, column, where]) => [`drop index ${index}`, `create index ${index} on users (${column}) where ${where}`]),
  ],
}
