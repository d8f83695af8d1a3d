// Many people at once, in two statements: the next ones that a filter finds, and those of a list of names.

import type { LoadedPerson } from './person.port.ts'
import { type PersonRow, personColumns, toLoadedPerson } from './person-row.ts'
import type { PersonSelectionStore, SelectedRef } from './person-selection.port.ts'
import { isUserId } from './read-person.ts'
import { type Executor, runStatement, startParameters } from './run-statement.ts'
import { conditions, statusConditions } from './user-filter.ts'

const MAX_BATCH = 500

export function createPersonSelectionStore(db: Executor): PersonSelectionStore {
  return {
    async selectPersons(filter, { after, limit }) {
      const size = Math.min(Math.max(Math.trunc(limit), 1), MAX_BATCH)
      const parameters = startParameters()
      const where = [...conditions(filter, parameters), ...statusConditions(filter, parameters)]
      if (after !== undefined) where.push(`u.id > ${parameters.add(after, 'uuid')}`)
      const text = `with batch as materialized (select u.id from users u where ${where.join(' and ')} order by u.id limit ${size})
        select ${personColumns} from batch join users u on u.id = batch.id order by batch.id`
      const rows = await runStatement<PersonRow>(db, text, parameters.values)
      return rows.map(toLoadedPerson)
    },

    async findPersons(refs) {
      const asked = refs.slice(0, MAX_BATCH)
      if (asked.length === 0) return []
      const text = `select ${personColumns} from users u where u.deleted_at is null
        and (u.id = any($1::uuid[]) or u.external_id = any($2::text[]) or u.email_canonical = any($3::text[]))`
      const ids = asked.flatMap((ref) => ('id' in ref && isUserId(ref.id) ? [ref.id.toLowerCase()] : []))
      const numbers = asked.flatMap((ref) => ('externalId' in ref ? [ref.externalId] : []))
      const addresses = asked.flatMap((ref) => ('email' in ref ? [ref.email] : []))
      const rows = await runStatement<PersonRow>(db, text, [ids, numbers, addresses])
      const found = new Map<string, LoadedPerson>()
      for (const row of rows) {
        const loaded = toLoadedPerson(row)
        found.set(`id ${row.id}`, loaded)
        if (row.external_id !== null) found.set(`number ${row.external_id}`, loaded)
        if (row.email_canonical !== null) found.set(`address ${row.email_canonical}`, loaded)
      }
      return asked.map((ref) => found.get(nameOf(ref)) ?? null)
    },
  }
}

function nameOf(ref: SelectedRef): string {
  if ('id' in ref) return `id ${ref.id.toLowerCase()}`
  return 'externalId' in ref ? `number ${ref.externalId}` : `address ${ref.email}`
}
