// What stands against rows and what is done about it: groups, a plan made anew, numbers that lost their zeros.

import type { ImportWriter, ProblemGroup } from './import.port.ts'
import { type Executor, runStatement } from './run-statement.ts'

type Remedies = Pick<ImportWriter, 'queuePlanning' | 'groupProblems' | 'findWithZeros'>

/** Lines that a group shows. */
const GROUP_LINES = 5
const MAX_FOUND = 10_000

export const importRemedies = (db: Executor): Remedies => {
  const set = (what: string, values: readonly unknown[]) => runStatement(db, `update imports set ${what} where id = $1::uuid`, values)
  return {
    async queuePlanning({ id, rows, options, actor }) {
      // Those of the file's rows go batch by batch while the new plan is made.
      await runStatement(db, 'delete from import_outcomes where import_id = $1::uuid and number > $2::int4', [id, rows])
      await set(
        `state = 'planning', turn_at = foyer_now(), cursor = 0, counts = '{}', chain = '', plan_hash = null, planned_at = null, groups = null,
          options = $2::jsonb, actor = $3::jsonb`,
        [id, JSON.stringify(options), JSON.stringify(actor)],
      )
    },

    async groupProblems(id, limit) {
      // A row with several remedies is in each of their groups; one that is left without any is in the group of its reason.
      const statement = `with told as materialized (
          select o.number, w.value->>'code' as code, w.value->>'field' as field, w.value->>'column' as "column", w.value->>'userId' as user_id
          from import_outcomes o cross join jsonb_array_elements(o.remedied) w where o.import_id = $1::uuid and o.remedied is not null
          union all
          select o.number, o.reason->>'code', o.reason->>'field', o.reason->>'column', o.reason->>'userId'
          from import_outcomes o where o.import_id = $1::uuid and o.outcome in ('conflict', 'error') and o.reason is not null)
        select t.code, t.field, min(t."column") as "column", min(t.user_id) as "userId", v.value, count(*) as rows,
          (array_agg(coalesce(r.line, 0) order by t.number))[1:${GROUP_LINES}] as lines
        from told t left join lateral (select line, email from import_rows where import_id = $1::uuid and number = t.number limit 1) r on true
          left join lateral (select r.email as value where t.code = 'email_twice') v on true
        group by t.code, t.field, v.value order by count(*) desc, t.code, t.field, v.value limit $2::int4`
      return runStatement<ProblemGroup>(db, statement, [id, limit])
    },

    async findWithZeros(bare) {
      if (bare.length === 0) return []
      const statement = `select ltrim(external_id, '0') as bare, external_id as "externalId", id as "userId" from users
        where external_id like '0%' and deleted_at is null and ltrim(external_id, '0') = any($1::text[]) order by external_id limit $2::int4`
      return runStatement<{ bare: string; externalId: string; userId: string }>(db, statement, [bare, MAX_FOUND])
    },
  }
}
