// Reads the ledger of legal documents: counts, pages of people, pages of entries.

import type { AskedDocument, LedgerCount, LegalStore, PeoplePage, PersonAndEntry, StoredLedgerEntry } from './legal.port.ts'
import { isInForce } from './legal-in-force.ts'
import { isUserId } from './read-person.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'

const MAX_LIMIT = 500
const MAX_COUNT = 10_000

export function createLegalStore(db: Executor): LegalStore {
  return {
    countLedger: () =>
      runStatement<LedgerCount>(
        db,
        `select document, version, locale, sha256, act, count(*) as count, foyer_ms(min(at)) as "firstAt", foyer_ms(max(at)) as "lastAt"
        from legal_ledger group by document, version, locale, sha256, act`,
        [],
      ),

    async countAgreed(document, version) {
      const text = `select count(*) as count from legal_ledger l join users u on u.id = l.user_id
        where l.document = $1::text and l.version = $2::text and u.deleted_at is null and ${isInForce('l')}`
      const [row] = await runStatement<{ count: number }>(db, text, [document, version])
      return row?.count ?? 0
    },

    async countMissing(asked) {
      const parameters = startParameters()
      const text = `select count(*) as count from (select 1 from users u where ${isMissing(asked, parameters)} limit ${MAX_COUNT + 1}) as missing`
      const [row] = await runStatement<{ count: number }>(db, text, parameters.values)
      const count = row?.count ?? 0
      return count > MAX_COUNT ? { count: MAX_COUNT, exact: false } : { count, exact: true }
    },

    async listAnswered({ document, act, version }, { after, limit }) {
      const parameters = startParameters()
      const size = sizeOf(limit)
      const where = [`l.document = ${parameters.add(document, 'text')}`, `l.act = ${parameters.add(act, 'text')}`, 'u.deleted_at is null']
      if (version !== undefined) where.push(`l.version = ${parameters.add(version, 'text')}`)
      if (after !== undefined) where.push(`l.id < ${parameters.add(after, 'int8')}`)
      const later = version === undefined ? '' : ` and (n.act = 'withdrawn' or n.version = l.version)`
      where.push(
        `not exists (select 1 from legal_ledger n where n.user_id = l.user_id and n.document = l.document and n.id > l.id${later})`,
      )
      const text = `select l.id, ${personColumns}, ${entryColumns('l')}
        from legal_ledger l join users u on u.id = l.user_id where ${where.join(' and ')} order by l.id desc limit ${size + 1}`
      const rows = await runStatement<PersonRow & { id: number }>(db, text, parameters.values)
      return pageOf(rows, size, ({ id }) => id)
    },

    async listMissing(asked, { after, limit }) {
      const parameters = startParameters()
      const size = sizeOf(limit)
      const where = [isMissing(asked, parameters)]
      if (after !== undefined)
        where.push(`(u.sort_key, u.id) > (${parameters.add(after.sortKey, 'text')}, ${parameters.add(after.id, 'uuid')})`)
      const text = `select page.*, ${entryColumns('l')} from (
          select u.sort_key as "sortKey", ${personColumns} from users u where ${where.join(' and ')} order by u.sort_key, u.id limit ${size + 1}
        ) page left join lateral (
          select * from legal_ledger e where e.user_id = page."userId" and e.document = ${parameters.add(asked.document, 'text')} order by e.id desc limit 1
        ) l on true order by page."sortKey", page."userId"`
      const rows = await runStatement<PersonRow & { sortKey: string }>(db, text, parameters.values)
      return pageOf(rows, size, ({ sortKey, userId }) => ({ sortKey, id: userId }))
    },

    async listLedger({ document, version, userId }, { after, until, limit }) {
      if (userId !== undefined && !isUserId(userId)) return { items: [], next: null }
      const parameters = startParameters()
      const size = sizeOf(limit)
      const where = ['true']
      if (document !== undefined) where.push(`l.document = ${parameters.add(document, 'text')}`)
      if (version !== undefined) where.push(`l.version = ${parameters.add(version, 'text')}`)
      if (userId !== undefined) where.push(`l.user_id = ${parameters.add(userId, 'uuid')}`)
      if (after !== undefined) where.push(`l.id > ${parameters.add(after, 'int8')}`)
      if (until !== undefined) where.push(`l.id <= ${parameters.add(until, 'int8')}`)
      const text = `select l.id, l.document, l.sha256, ${entryColumns('l')}, ${personColumns}
        from (select * from legal_ledger l where ${where.join(' and ')} order by l.id limit ${size + 1}) l
        join users u on u.id = l.user_id order by l.id`
      const rows = await runStatement<StoredLedgerEntry>(db, text, parameters.values)
      const items = rows.slice(0, size)
      return { items, next: rows.length > size ? (items.at(-1)?.id ?? null) : null }
    },

    async lastLedgerEntry() {
      const [row] = await runStatement<{ id: number | null }>(db, 'select max(id) as id from legal_ledger', [])
      return row?.id ?? 0
    },
  }
}

/** A tombstone has none of the names. */
const personColumns = `u.id as "userId", u.external_id as "externalId", u.first_name as "firstName", u.last_name as "lastName"`

const entryColumns = (entry: string): string =>
  `${entry}.version, ${entry}.act, foyer_ms(${entry}.at) as at, ${entry}.locale, ${entry}.channel`

const isMissing = ({ document, version, applications }: AskedDocument, parameters: Parameters): string =>
  `u.deleted_at is null and u.status = 'online'
    and exists (select 1 from access a where a.user_id = u.id and not a.pending and a.application = any(${parameters.add(applications, 'text[]')}))
    and not exists (select 1 from legal_ledger m where m.user_id = u.id and m.document = ${parameters.add(document, 'text')}
      and m.version = ${parameters.add(version, 'text')} and ${isInForce('m')})`

type PersonRow = Omit<PersonAndEntry, 'entry'> & { [K in keyof Entry]: Entry[K] | null }
type Entry = NonNullable<PersonAndEntry['entry']>

function pageOf<R extends PersonRow, P>(rows: readonly R[], size: number, positionOf: (row: R) => P): PeoplePage<P> {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { items: shown.map(toItem), next: rows.length > size && last !== undefined ? positionOf(last) : null }
}

const toItem = ({ userId, externalId, firstName, lastName, version, act, at, locale, channel }: PersonRow): PersonAndEntry => ({
  userId,
  externalId,
  firstName,
  lastName,
  entry: version === null || act === null || at === null || channel === null ? null : { version, act, at, locale, channel },
})

const sizeOf = (limit: number): number => Math.min(Math.max(Math.trunc(limit), 1), MAX_LIMIT)
