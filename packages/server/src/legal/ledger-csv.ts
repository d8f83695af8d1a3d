// The ledger of legal documents as CSV: one line for each entry, in the reader's language, run by no spreadsheet.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { writeCsv } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import type { Caller } from '../management/caller.ts'
import type { Locale } from '../text.ts'
import { ledgerFilter } from './read-legal.ts'

type Entry = Omit<OutputOf<'legal.entries'>['items'][number], 'id'>

/** Spreadsheets take a file with this at its beginning as UTF-8. */
const MARK = '\ufeff'
const PAGE = 500

const words: Record<
  Locale,
  { headers: readonly string[]; acts: Record<Entry['act'], string>; channels: Record<Entry['channel'], string> }
> = {
  de: {
    headers: [
      'Dokument',
      'Fassung',
      'Vorgang',
      'Zeitpunkt (UTC)',
      'Sprache',
      'Weg',
      'SHA-256',
      'Identifikation',
      'Vorname',
      'Nachname',
      'Person',
    ],
    acts: { accepted: 'zugestimmt', withdrawn: 'widerrufen' },
    channels: { activation: 'Aktivierung', sign_in: 'Anmeldung', account: 'eigenes Konto' },
  },
  en: {
    headers: [
      'Document',
      'Version',
      'Act',
      'Time (UTC)',
      'Language',
      'Where',
      'SHA-256',
      'External id',
      'First name',
      'Last name',
      'Person',
    ],
    acts: { accepted: 'accepted', withdrawn: 'withdrawn' },
    channels: { activation: 'activation', sign_in: 'sign-in', account: 'own account' },
  },
}

export const ledgerHeader = (locale: Locale): string => MARK + writeCsv([words[locale].headers])

export const ledgerLines = (entries: readonly Entry[], locale: Locale): string => {
  const { acts, channels } = words[locale]
  return writeCsv(
    entries.map((entry) => [
      entry.document,
      entry.version,
      acts[entry.act],
      entry.at,
      entry.locale ?? '',
      channels[entry.channel],
      entry.sha256 ?? '',
      entry.externalId ?? '',
      entry.firstName ?? '',
      entry.lastName ?? '',
      entry.userId,
    ]),
  )
}

/** Streamed page by page; what is written after it began is left out. @throws FoyerError `user_not_found`. */
export const ledgerFile = async (
  deps: ManagementDeps,
  caller: Pick<Caller, 'locale'>,
  query: ParsedInputOf<'legal.export'>,
): Promise<OutputOf<'legal.export'>> => {
  const { locale = caller.locale, ...given } = query
  const filter = await ledgerFilter(deps, given)
  const until = await deps.store.lastLedgerEntry()
  const name = [locale === 'de' ? 'Rechtliches' : 'legal', given.document].filter((part) => part !== undefined).join('-')
  return { name: `${name}.csv`, type: 'text/csv; charset=utf-8', body: inBytes(linesOf(deps, filter, until, locale)) }
}

async function* linesOf(
  { store }: Pick<ManagementDeps, 'store'>,
  filter: Awaited<ReturnType<typeof ledgerFilter>>,
  until: number,
  locale: Locale,
): AsyncGenerator<string> {
  yield ledgerHeader(locale)
  let after: number | undefined
  do {
    const page = await store.listLedger(filter, { after, until, limit: PAGE })
    if (page.items.length > 0)
      yield ledgerLines(
        page.items.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
        locale,
      )
    after = page.next ?? undefined
  } while (after !== undefined)
}

async function* inBytes(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const line of lines) yield encoder.encode(line)
}
