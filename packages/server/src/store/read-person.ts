// Reads people: one statement for one reference, one for a list of ids.

import type { LoadedPerson, PersonReader, PersonRef } from './person.port.ts'
import { type PersonRow, personColumns, toLoadedPerson } from './person-row.ts'
import { type Executor, runStatement } from './run-statement.ts'

const MAX_IDS = 1_000
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Anything else would be a fault to the database, where it only names nobody. */
export const isUserId = (id: string): boolean => UUID.test(id)

const where = {
  id: 'u.id = $1::uuid',
  externalId: 'u.external_id = $1 and u.deleted_at is null',
  email: 'u.email_canonical = $1 and u.deleted_at is null',
  signInName: 'u.sign_in_name = $1 and u.deleted_at is null',
  grantId: 'u.id = (select g.user_id from grants g where g.id = $1) and u.deleted_at is null',
  locator: 'u.id = (select g.user_id from grants g where g.locator = $1 and g.ended_at is null) and u.deleted_at is null',
} as const

type RefKind = keyof typeof where

const isRefKind = (key: string): key is RefKind => Object.hasOwn(where, key)

export function readPeople(db: Executor): PersonReader {
  return {
    async loadPerson(ref) {
      const { kind, value } = refParts(ref)
      if (kind === 'id' && !isUserId(value)) return null
      const [row] = await runStatement<PersonRow>(db, `select ${personColumns} from users u where ${where[kind]}`, [value])
      return row === undefined ? null : toLoadedPerson(row)
    },
    async loadPersons(ids) {
      const asked = ids.slice(0, MAX_IDS).filter(isUserId)
      if (asked.length === 0) return []
      const rows = await runStatement<PersonRow>(db, `select ${personColumns} from users u where u.id = any($1::uuid[])`, [asked])
      const byId = new Map(rows.map((row) => [row.id, toLoadedPerson(row)]))
      return asked.map((id) => byId.get(id.toLowerCase())).filter((person): person is LoadedPerson => person !== undefined)
    },
  }
}

function refParts(ref: PersonRef): { kind: RefKind; value: string } {
  const [entry] = Object.entries(ref)
  const [kind, value] = entry ?? ['', '']
  if (!isRefKind(kind) || typeof value !== 'string') throw new TypeError('A reference to a person names one thing')
  return { kind, value }
}
