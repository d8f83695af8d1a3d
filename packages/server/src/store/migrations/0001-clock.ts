// The database's clock, and how moments cross between it and the code: as milliseconds since the epoch.

import type { Migration } from './migration.ts'

export const clock: Migration = {
  name: '0001-clock',
  statements: [
    'create extension if not exists pg_trgm',
    // Planned into each statement as if it stood there. Tests and demo data replace it with a shifted one.
    `create function foyer_now() returns timestamptz language sql stable parallel safe as 'select now()'`,
    // In floating point, which is several times cheaper than numeric; half a microsecond makes up for its rounding.
    `create function foyer_ms(timestamptz) returns int8 language sql stable parallel safe
      as 'select floor(date_part(''epoch'', $1) * 1000 + 0.0005)::int8'`,
    `create function foyer_at(int8) returns timestamptz language sql immutable parallel safe as 'select to_timestamp($1::float8 / 1000)'`,
    `create table meta (
      key text collate "C" primary key,
      value text not null
    )`,
  ],
}
