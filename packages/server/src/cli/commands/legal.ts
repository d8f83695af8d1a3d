// `foyer legal list` and `foyer legal export`: the documents with their counts, and the ledger as CSV or JSON.

import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OutputOf } from '@foyer/contract'
import * as z from 'zod'
import type { FoyerConfig } from '../../config-types.ts'
import { ledgerHeader, ledgerLines } from '../../legal/ledger-csv.ts'
import { askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { inColumns } from '../in-columns.ts'
import { loadConfig } from '../load-config.ts'
import { readWho } from '../people/read-who.ts'
import { printable } from '../printable.ts'

const PAGE = 200

type Entry = OutputOf<'legal.entries'>['items'][number]

export const list: RunCommand = async ({ options }, output) => {
  const { config: path } = readOptions(z.object({ config: textOption.optional() }), options)
  const { items } = await askManagement(await loadConfig(path), 'legal.documents')
  const rows = items.map(({ key, version, accepted, missing, optional }) => [
    key,
    version ?? 'no longer configured',
    `${accepted} accepted`,
    optional ? 'optional' : `${missing.count}${missing.exact ? '' : '+'} missing`,
  ])
  output.show({ documents: items }, rows.length === 0 ? ['The configuration names no document.'] : inColumns(rows))
  return EXIT.done
}

const exportSchema = z.object({
  config: textOption.optional(),
  document: textOption.optional(),
  user: textOption.optional(),
  locale: z.enum(['de', 'en'], 'use de or en').optional(),
  output: textOption.optional(),
})

export const exportLedger: RunCommand = async ({ options }, output) => {
  const { config: path, document, user, locale, output: file } = readOptions(exportSchema, options)
  const config = await loadConfig(path)
  const filter = {
    ...(document === undefined ? {} : { document }),
    ...(user === undefined ? {} : { user: readWho(user) }),
  }
  const language = locale ?? config.organisation.locale ?? 'de'
  let count = 0
  async function* lines() {
    const pages = ledgerPages(config, filter)
    // Whoever is nobody is refused before anything is printed.
    const first = await pages.next()
    yield ledgerHeader(language)
    if (first.done !== true) yield read(first.value)
    for await (const entries of pages) yield read(entries)
  }
  const read = (entries: Entry[]) => {
    count += entries.length
    output.progress(`${count} entries read`)
    return ledgerLines(entries, language)
  }
  if (file !== undefined) {
    await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }))
    output.show({ entries: count, file }, [`${count} entries in ${printable(file)}.`])
    return EXIT.done
  }
  if (output.json) {
    const all: Entry[] = []
    for await (const entries of ledgerPages(config, filter)) all.push(...entries)
    output.show({ entries: all }, [])
    return EXIT.done
  }
  for await (const text of lines()) process.stdout.write(text)
  return EXIT.done
}

async function* ledgerPages(config: FoyerConfig, filter: { document?: string; user?: string }): AsyncGenerator<Entry[]> {
  let after: string | null = null
  do {
    const page: OutputOf<'legal.entries'> = await askManagement(config, 'legal.entries', {
      input: { ...filter, limit: PAGE, ...(after === null ? {} : { after }) },
    })
    if (page.items.length > 0) yield page.items
    after = page.next
  } while (after !== null)
}
