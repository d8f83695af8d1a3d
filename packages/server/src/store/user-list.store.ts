// Lists of people that stay fast at a million: keyset pages over indexes, bounded searches, bounded counts.

import { type ListedRow, listedColumns, toListedPerson } from './listed-row.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'
import { conditions, searchPatterns, statusConditions } from './user-filter.ts'
import type { PersonFilter, PersonPosition, PersonSort, UserListStore } from './user-list.port.ts'

/** Limits stand in the text as numbers: with them as parameters, the database would plan each page anew. */
const MAX_LIMIT = 200
/** How many matches of a search are sorted. */
const MAX_CANDIDATES = 2_000
const MAX_COUNT = 10_000

interface Sort {
  /** Column of `users`. */
  column: 'sort_key' | 'created_at' | 'changed_at'
  direction: 'asc' | 'desc'
  /** A position's value as the column's type. */
  place: (value: string | number, parameters: Parameters) => string
  valueOf: (row: ListRow) => string | number
}

/** `candidates` comes with searches alone. */
type ListRow = ListedRow & { sort_key: string; candidates?: number }

const byMoment = (column: 'created_at' | 'changed_at'): Sort => ({
  column,
  direction: 'desc',
  place: (value, parameters) => `foyer_at(${parameters.add(Number(value), 'int8')})`,
  valueOf: (row) => row[column],
})

const sorts: Record<PersonSort, Sort> = {
  lastName: {
    column: 'sort_key',
    direction: 'asc',
    place: (value, parameters) => parameters.add(String(value), 'text'),
    valueOf: (row) => row.sort_key,
  },
  '-createdAt': byMoment('created_at'),
  '-changedAt': byMoment('changed_at'),
}

const allStatuses = ['offline', 'invited', 'online', 'deactivated'] as const
const allEmailStatuses = ['none', 'unconfirmed', 'pending', 'confirmed'] as const

export function createUserListStore(db: Executor): UserListStore {
  return {
    async listUsers(filter, { sort: name, after, limit }) {
      const sort = sorts[name]
      const size = Math.min(Math.max(Math.trunc(limit), 1), MAX_LIMIT)
      const parameters = startParameters()
      const searches = searchPatterns(filter).length > 0
      const text = (searches ? searched : paged)(filter, sort, after, size + 1, parameters)
      const rows = await runStatement<ListRow>(db, text, parameters.values)
      const shown = rows.slice(0, size)
      const last = shown.at(-1)
      return {
        items: shown.map(toListedPerson),
        next: rows.length > size && last !== undefined ? { value: sort.valueOf(last), id: last.id } : null,
        more: (rows[0]?.candidates ?? 0) > MAX_CANDIDATES ? 'refine' : null,
      }
    },

    async countUsers(filter) {
      const parameters = startParameters()
      const where = [...conditions(filter, parameters), ...statusConditions(filter, parameters)].join(' and ')
      const text = `select count(*) as count from (select 1 from users u where ${where} limit ${MAX_COUNT + 1}) as matches`
      const [row] = await runStatement<{ count: number }>(db, text, parameters.values)
      const count = row?.count ?? 0
      return count > MAX_COUNT ? { count: MAX_COUNT, exact: false } : { count, exact: true }
    },
  }
}

/** From where the last page ended along an index, or along several whose walks are merged: of each only so many rows are read as are shown. */
function paged(filter: PersonFilter, sort: Sort, after: PersonPosition | undefined, limit: number, parameters: Parameters): string {
  const where = [...conditions(filter, parameters), ...beyond(after, sort, 'u', parameters)]
  const pairs = sort.column === 'sort_key' ? statusPairs(filter) : null
  const walks = pairs === null ? [statusConditions(filter, parameters)] : pairs.map((pair) => [ofPair(pair, parameters)])
  const along = (columns: string, more: readonly string[]) =>
    `select ${columns} from users u where ${[...where, ...more].join(' and ')} ${inOrder('u', sort)} limit ${limit}`
  const shown = `${listedColumns}, u.sort_key`
  if (walks.length < 2) return along(shown, walks[0] ?? ['false'])
  const merged = walks.map((more) => `(${along('u.*', more)})`).join(' union all ')
  return `select ${shown} from (${merged}) u ${inOrder('u', sort)} limit ${limit}`
}

const ofPair = ([status, email]: [string, string], parameters: Parameters): string =>
  `u.status = ${parameters.add(status, 'text')} and u.email_status = ${parameters.add(email, 'text')}`

const inOrder = (table: string, { column, direction }: Sort): string => `order by ${table}.${column} ${direction}, ${table}.id ${direction}`

/** Null without a filter by status: then one index serves all. */
function statusPairs({ status, emailStatus }: PersonFilter): [string, string][] | null {
  if (status === undefined && emailStatus === undefined) return null
  return [...new Set(status ?? allStatuses)].flatMap((one) =>
    [...new Set(emailStatus ?? allEmailStatuses)].map((other): [string, string] => [one, other]),
  )
}

/** What the search finds, up to a bound, sorted. */
function searched(filter: PersonFilter, sort: Sort, after: PersonPosition | undefined, limit: number, parameters: Parameters): string {
  const where = [...conditions(filter, parameters), ...statusConditions(filter, parameters)].join(' and ')
  const page = ['true', ...beyond(after, sort, 'c', parameters)].join(' and ')
  return `with candidates as materialized (select u.id, u.${sort.column} from users u where ${where} limit ${MAX_CANDIDATES + 1}),
    page as (select c.id, c.${sort.column} from candidates c where ${page} ${inOrder('c', sort)} limit ${limit})
    select ${listedColumns}, u.sort_key, (select count(*) from candidates) as candidates
    from page join users u on u.id = page.id ${inOrder('page', sort)}`
}

function beyond(after: PersonPosition | undefined, sort: Sort, table: string, parameters: Parameters): string[] {
  if (after === undefined) return []
  const further = sort.direction === 'asc' ? '>' : '<'
  // As selects of their own, the values tell the planner nothing: one plan serves every place, and no page is planned anew.
  const place = `(select ${sort.place(after.value, parameters)}), (select ${parameters.add(after.id, 'uuid')})`
  return [`(${table}.${sort.column}, ${table}.id) ${further} (${place})`]
}
