// Sheets as a ZIP with one PDF for each location, written as they are drawn.

import { Zip, ZipPassThrough } from 'fflate'
import type { Locale } from '../text.ts'
import type { SheetFrame } from './sheet-data.ts'
import type { SheetGroup } from './sheet-groups.ts'
import { sheetTexts } from './sheet-texts.ts'
import { sheetsPdf } from './sheets-pdf.ts'

export async function* sheetsZip(frame: SheetFrame, groups: AsyncIterable<SheetGroup>, locale: Locale): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error
    ready.push(bytes)
  })
  const take = (): Uint8Array[] => {
    const taken = ready
    ready = []
    return taken
  }
  const names = new Set<string>()
  for await (const { location, parts } of byLocation(groups)) {
    const file = new ZipPassThrough(`${uniqueName(location ?? sheetTexts[locale].listNoPlace, names)}.pdf`)
    zip.add(file)
    for await (const bytes of sheetsPdf(frame, parts, locale)) {
      file.push(new Uint8Array(bytes))
      yield* take()
    }
    file.push(new Uint8Array(0), true)
    yield* take()
  }
  zip.end()
  yield* take()
}

/** Parts of one location come one after another. */
async function* byLocation(
  groups: AsyncIterable<SheetGroup>,
): AsyncGenerator<{ location: string | null; parts: AsyncIterable<SheetGroup> }> {
  const source = groups[Symbol.asyncIterator]()
  let waiting = await source.next()
  while (waiting.done !== true) {
    const { location } = waiting.value
    yield { location, parts: partsOf(location) }
  }
  async function* partsOf(location: string | null): AsyncGenerator<SheetGroup> {
    while (waiting.done !== true && waiting.value.location === location) {
      const group = waiting.value
      waiting = await source.next()
      yield group
    }
  }
}

/** Letters and digits of any script; a second location that reads alike gets a number. */
const uniqueName = (location: string, names: Set<string>): string => {
  const plain =
    location
      .normalize('NFC')
      .replace(/[^\p{L}\p{N} ._-]+/gu, '-')
      .trim()
      .slice(0, 80) || 'x'
  let name = plain
  for (let at = 2; names.has(name.toLowerCase()); at += 1) name = `${plain} (${at})`
  names.add(name.toLowerCase())
  return name
}
