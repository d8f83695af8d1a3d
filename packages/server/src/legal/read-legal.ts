// What managers read of the legal documents: each with its versions and counts, who accepted it, and the ledger.

import { createHash } from 'node:crypto'
import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { Caller } from '../management/caller.ts'
import { readUserRef } from '../management/user-ref.ts'
import type { LedgerCount, PersonAndEntry, StoredLedgerEntry } from '../store/legal.port.ts'
import { localText } from '../text.ts'

type Documents = OutputOf<'legal.documents'>
type Document = Documents['items'][number]
type People = OutputOf<'legal.people'>
type Entries = OutputOf<'legal.entries'>

const DEFAULT_LIMIT = 50
const KEPT_MS = 30_000

interface Counted {
  at: string
  ledger: LedgerCount[]
  agreed: ReadonlyMap<string, number>
  missing: ReadonlyMap<string, Document['missing']>
}

const kept = new WeakMap<ManagementDeps['store'], { until: number; counted: Promise<Counted> }>()

/** Counted at most every 30 seconds, however many ask. */
export const listDocuments = async (deps: ManagementDeps, { locale }: Pick<Caller, 'locale'>): Promise<Documents> => {
  const counted = await countOnce(deps)
  const keys = [...new Set([...Object.keys(deps.config.legal), ...counted.ledger.map(({ document }) => document).sort()])]
  return { at: counted.at, items: keys.map((key) => documentView(deps, key, counted, locale)) }
}

const countOnce = (deps: ManagementDeps): Promise<Counted> => {
  const before = kept.get(deps.store)
  if (before !== undefined && before.until > performance.now()) return before.counted
  const counted = count(deps)
  kept.set(deps.store, { until: performance.now() + KEPT_MS, counted })
  counted.catch(() => kept.delete(deps.store))
  return counted
}

const count = async ({ config, store }: ManagementDeps): Promise<Counted> => {
  const [agreed, missing] = [new Map<string, number>(), new Map<string, Document['missing']>()]
  for (const { key, version } of Object.values(config.legal)) {
    agreed.set(key, await store.countAgreed(key, version))
    missing.set(key, await store.countMissing({ document: key, version, applications: applicationsAsking(config, key) }))
  }
  return { at: iso(await store.now()), ledger: await store.countLedger(), agreed, missing }
}

const applicationsAsking = ({ settings }: ManagementDeps['config'], key: string): string[] =>
  Object.values(settings.applications).flatMap((application) => (application.legal.includes(key) ? [application.key] : []))

const documentView = ({ config, legalTexts }: ManagementDeps, key: string, counted: Counted, locale: string): Document => {
  const document = Object.hasOwn(config.legal, key) ? config.legal[key] : undefined
  return {
    key,
    title: document === undefined ? key : localText(document.title, locale),
    version: document?.version ?? null,
    substantial: document !== undefined && document.substantial !== false,
    optional: document?.optional === true,
    applications: applicationsAsking(config, key),
    texts: legalTexts?.texts(key) ?? [],
    accepted: counted.agreed.get(key) ?? 0,
    missing: counted.missing.get(key) ?? { count: 0, exact: true },
    versions: versionsOf(
      counted.ledger.filter((row) => row.document === key),
      document?.version,
    ),
  }
}

const versionsOf = (rows: readonly LedgerCount[], present: string | undefined): Document['versions'] => {
  const versions = new Map<string, LedgerCount[]>(present === undefined ? [] : [[present, []]])
  for (const row of rows) versions.set(row.version, [...(versions.get(row.version) ?? []), row])
  const views = [...versions].map(([version, ofVersion]) => {
    const accepted = ofVersion.filter(({ act }) => act === 'accepted')
    return {
      lastSeen: Math.max(0, ...accepted.map(({ lastAt }) => lastAt)),
      view: {
        version,
        accepted: sumOf(accepted),
        withdrawn: sumOf(ofVersion.filter(({ act }) => act === 'withdrawn')),
        firstAt: accepted.length === 0 ? null : iso(Math.min(...accepted.map(({ firstAt }) => firstAt))),
        lastAt: accepted.length === 0 ? null : iso(Math.max(...accepted.map(({ lastAt }) => lastAt))),
        texts: accepted.map(({ locale, sha256, count: times }) => ({ locale, sha256, accepted: times })),
      },
    }
  })
  const rank = (version: string) => (version === present ? 1 : 0)
  return views.sort((a, b) => rank(b.view.version) - rank(a.view.version) || b.lastSeen - a.lastSeen).map(({ view }) => view)
}

const sumOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, row) => sum + row.count, 0)

/** @throws FoyerError `document_not_found`; `invalid_input` for a cursor of another list. */
export const listLegalPeople = async (deps: ManagementDeps, key: string, query: ParsedInputOf<'legal.people'>): Promise<People> => {
  const { state, version, after, limit = DEFAULT_LIMIT } = query
  const document = Object.hasOwn(deps.config.legal, key) ? deps.config.legal[key] : undefined
  const present = document?.version
  if (state === 'missing') {
    if (present === undefined) throw new FoyerError('document_not_found', { document: key.slice(0, 64) })
    const asked = { document: key, version: present, applications: applicationsAsking(deps.config, key) }
    const scope = `missing ${JSON.stringify([key, present])}`
    const page = await deps.store.listMissing(asked, { after: readCursor(deps, after, scope), limit })
    return { items: page.items.map(personView), next: page.next === null ? null : writeCursor(deps, page.next, scope) }
  }
  const wanted = state === 'accepted' ? (version ?? present) : undefined
  if (state === 'accepted' && wanted === undefined) throw new FoyerError('document_not_found', { document: key.slice(0, 64) })
  const scope = `${state} ${JSON.stringify([key, wanted ?? null])}`
  const page = await deps.store.listAnswered(
    { document: key, act: state, version: wanted },
    { after: readCursor(deps, after, scope), limit },
  )
  return { items: page.items.map(personView), next: page.next === null ? null : writeCursor(deps, page.next, scope) }
}

const personView = ({ entry, ...person }: PersonAndEntry): People['items'][number] => ({
  ...person,
  entry: entry === null ? null : { ...entry, at: iso(entry.at) },
})

/** Oldest first. @throws FoyerError `user_not_found`; `invalid_input` for a cursor of another list. */
export const listLedger = async (deps: ManagementDeps, query: ParsedInputOf<'legal.entries'>): Promise<Entries> => {
  const { after, limit = DEFAULT_LIMIT, ...filter } = query
  const scope = `ledger ${JSON.stringify([filter.document, filter.version, filter.user])}`
  const page = await deps.store.listLedger(await ledgerFilter(deps, filter), { after: readCursor(deps, after, scope), limit })
  return { items: page.items.map(entryView), next: page.next === null ? null : writeCursor(deps, page.next, scope) }
}

/** Whoever was erased is found by id. @throws FoyerError `user_not_found`. */
export const ledgerFilter = async (
  deps: ManagementDeps,
  { document, version, user }: Pick<ParsedInputOf<'legal.entries'>, 'document' | 'version' | 'user'>,
): Promise<{ document?: string | undefined; version?: string | undefined; userId?: string | undefined }> => {
  if (user === undefined) return { document, version }
  const loaded = await deps.store.loadPerson(readUserRef(user))
  if (loaded === null) throw new FoyerError('user_not_found', { ref: user })
  return { document, version, userId: loaded.person.id }
}

const entryView = ({ id, at, ...entry }: StoredLedgerEntry): Entries['items'][number] => ({ id: String(id), at: iso(at), ...entry })

interface Cursor {
  position: unknown
  scope: string
}

/** Sealed: a cursor shows nothing of the people at its edge, and cannot be made up. */
const writeCursor = (deps: ManagementDeps, position: unknown, scope: string): string =>
  seal(deps.keys, 'seal/cursor', { position, scope: hashed(scope) } satisfies Cursor)

const readCursor = <P>(deps: ManagementDeps, text: string | undefined, scope: string): P | undefined => {
  if (text === undefined) return undefined
  const cursor = unseal(deps.keys, 'seal/cursor', text) as Cursor | undefined
  if (cursor !== undefined && cursor.scope === hashed(scope)) return cursor.position as P
  throw new FoyerError('invalid_input', {
    issues: [{ path: ['after'], code: 'invalid', message: 'This cursor does not belong to this list.' }],
  })
}

const hashed = (scope: string): string => createHash('sha256').update(`legal ${scope}`).digest('base64url').slice(0, 22)

const iso = (instant: number): string => new Date(instant).toISOString()
