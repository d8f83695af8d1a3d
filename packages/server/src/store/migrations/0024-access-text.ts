// Where somebody has access, beside the person: `access` stays the truth, and both are written by one statement from one decision.

import type { Migration } from './migration.ts'

export const accessText: Migration = {
  name: '0024-access-text',
  statements: [
    'alter table users add column access_text text',
    `update users u set access_text = a.list
      from (
        select user_id, string_agg(application || ' ' || pending || ' ' || coalesce(role, ''), ',' order by granted_at, via nulls first, application) as list
        from access group by user_id
      ) a
      where a.user_id = u.id`,
  ],
}
