// Which fact of a person stands in which column of `users`, for writing.

import { foldForSearch, foldForSort, type Person } from '@foyer/core'
import { accessText } from './access-text.ts'
import { type CellType, rowSet } from './row-set.ts'
import type { Parameters } from './run-statement.ts'

type ColumnKind = 'text' | 'uuid' | 'int' | 'moment' | 'json' | 'flag'

interface Column {
  name: string
  kind: ColumnKind
  read: (person: Person) => unknown
}

const column = (name: string, kind: ColumnKind, read: Column['read']): Column => ({ name, kind, read })

/** All but `version`, which counts the writes, and the generated statuses. */
const columns: readonly Column[] = [
  column('id', 'uuid', ({ id }) => id),
  column('created_at', 'moment', ({ createdAt }) => createdAt),
  column('changed_at', 'moment', ({ changedAt }) => changedAt),
  column('external_id', 'text', ({ profile }) => profile.externalId),
  column('first_name', 'text', ({ profile }) => profile.firstName),
  column('last_name', 'text', ({ profile }) => profile.lastName),
  column('location', 'text', ({ profile }) => profile.location),
  column('department', 'text', ({ profile }) => profile.department),
  column('position', 'text', ({ profile }) => profile.position),
  column('locale', 'text', ({ profile }) => profile.locale),
  column('postal_address', 'json', ({ profile }) => profile.postalAddress),
  column('fields', 'json', ({ profile }) => profile.fields),
  column('email_canonical', 'text', ({ email }) => email?.canonical ?? null),
  column('email_entered', 'text', ({ email }) => email?.entered ?? null),
  column('email_set_at', 'moment', ({ email }) => email?.setAt ?? null),
  column('email_set_by', 'text', ({ email }) => email?.setBy ?? null),
  column('email_issued_at', 'moment', ({ email }) => email?.issuedAt ?? null),
  column('email_confirmed_at', 'moment', ({ email }) => email?.confirmedAt ?? null),
  column('email_bounced_at', 'moment', ({ email }) => email?.bouncedAt ?? null),
  column('email_complained_at', 'moment', ({ email }) => email?.complainedAt ?? null),
  column('email_refused_at', 'moment', ({ email }) => email?.refusedAt ?? null),
  column('email_revision', 'int', ({ emailRevision }) => emailRevision),
  column('last_email_revision', 'int', ({ lastEmailRevision }) => lastEmailRevision),
  column('waiting_email', 'json', ({ waitingEmail }) => waitingEmail),
  column('former_email', 'json', ({ formerEmail }) => formerEmail),
  column('activated_at', 'moment', ({ activatedAt }) => activatedAt),
  column('deactivated_at', 'moment', ({ deactivatedAt }) => deactivatedAt),
  column('ends_at', 'moment', ({ endsAt }) => endsAt),
  column('erase_at', 'moment', ({ eraseAt }) => eraseAt),
  column('deleted_at', 'moment', ({ deletedAt }) => deletedAt),
  column('sign_in_name', 'text', ({ signInName }) => signInName),
  column('credential_revision', 'int', ({ credentialRevision }) => credentialRevision),
  column('passkeys', 'int', ({ passkeys }) => passkeys.length),
  column('totp_since', 'moment', ({ totpSince }) => totpSince),
  column('sign_in_notices', 'flag', ({ signInNotices }) => signInNotices),
  column('invitation_id', 'text', ({ invitation }) => invitation?.id ?? null),
  column('access_text', 'text', (person) => accessText(person)),
  column('sort_key', 'text', (person) => sortKey(person)),
  column('search_text', 'text', (person) => searchText(person)),
]

const names = columns.map(({ name }) => name).join(', ')
const unchanging: ReadonlySet<string> = new Set(['id', 'created_at'])

/** `insert into users …` */
export function insertUser(person: Person, parameters: Parameters): string {
  const values = columns.map((item) => place(item, person, parameters)).join(', ')
  return `insert into users (version, ${names}) values (1, ${values}) returning id`
}

/** `update users …`, only while the version is the one that was seen. */
export function updateUser(before: Person, after: Person, parameters: Parameters): string {
  const set = columns.filter(({ name }) => !unchanging.has(name)).map((item) => `${item.name} = ${place(item, after, parameters)}`)
  const where = `id = ${parameters.add(before.id, 'uuid')} and version = ${parameters.add(before.version, 'int4')}`
  return `update users set version = version + 1, ${set.join(', ')} where ${where} returning id`
}

/** Types as they travel. */
const travelling: Record<ColumnKind, CellType> = { text: 'text', uuid: 'uuid', int: 'int4', moment: 'int8', json: 'jsonb', flag: 'boolean' }
const shape: Readonly<Record<string, CellType>> = Object.fromEntries(columns.map(({ name, kind }) => [name, travelling[kind]]))
const asStored: Record<ColumnKind, (name: string) => string> = {
  text: (name) => name,
  uuid: (name) => name,
  int: (name) => name,
  moment: (name) => `foyer_at(${name})`,
  json: (name) => name,
  flag: (name) => name,
}

const readers: Readonly<Record<string, Column['read']>> = Object.fromEntries(columns.map(({ name, read }) => [name, read]))
const cellOf = (person: Person, name: string): unknown => readers[name]?.(person)

/** `insert into users …` for many. */
export function insertUsers(people: readonly Person[], importId: string, parameters: Parameters, end = ''): string {
  const values = columns.map(({ name, kind }) => asStored[kind](`g.${name}`)).join(', ')
  const given = rowSet(people, 'g', shape, parameters, cellOf)
  return `insert into users (version, import_id, ${names}) select 1, ${parameters.add(importId, 'uuid')}, ${values} from ${given} ${end}`
}

/** `update users …` for many, each only while the version is the one that was seen. */
export function updateUsers(people: readonly { before: Person; after: Person }[], parameters: Parameters): string {
  const set = columns.filter(({ name }) => !unchanging.has(name)).map(({ name, kind }) => `${name} = ${asStored[kind](`g.${name}`)}`)
  const given = rowSet(people, 'g', { ...shape, seen: 'int4' }, parameters, ({ before, after }, name) =>
    name === 'seen' ? before.version : cellOf(after, name),
  )
  return `update users u set version = u.version + 1, ${set.join(', ')} from ${given} where u.id = g.id and u.version = g.seen returning u.id`
}

const places: Record<ColumnKind, (value: unknown, parameters: Parameters) => string> = {
  text: (value, parameters) => parameters.add(value, 'text'),
  uuid: (value, parameters) => parameters.add(value, 'uuid'),
  int: (value, parameters) => parameters.add(value, 'int4'),
  moment: (value, parameters) => `foyer_at(${parameters.add(value, 'int8')})`,
  json: (value, parameters) => parameters.addJson(value),
  flag: (value, parameters) => parameters.add(value, 'boolean'),
}

const place = ({ kind, read }: Column, person: Person, parameters: Parameters): string => places[kind](read(person), parameters)

/** An address that the holder typed is masked for managers, so their lists can neither be sorted nor searched by it. */
const knownAddress = ({ email }: Person): string | null => (email?.setBy === 'manager' ? email.canonical : null)

/** By last, then first name; whoever has no name stands under the address or number. */
function sortKey(person: Person): string {
  if (person.deletedAt !== null) return ''
  const { lastName, firstName, externalId } = person.profile
  const name = [lastName, firstName].filter((part) => part !== null).join(' ')
  return foldForSort(name || (knownAddress(person) ?? externalId ?? ''))
}

/** Each word stands behind a space, so that a pattern can ask for the start of one. */
function searchText(person: Person): string {
  if (person.deletedAt !== null) return ''
  const { lastName, firstName, externalId } = person.profile
  const words = [firstName, lastName, externalId, knownAddress(person)].filter((part) => part !== null)
  return words.length === 0 ? '' : ` ${foldForSearch(words.join(' '))}`
}
