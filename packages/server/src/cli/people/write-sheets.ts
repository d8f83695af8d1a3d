// Draws a batch of info sheets that is ready into a file: here, so that no file crosses the socket.

import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FoyerConfig } from '../../config-types.ts'
import type { SheetFrame, SheetPerson } from '../../print/sheet-data.ts'
import { groupsOf } from '../../print/sheet-groups.ts'
import { sheetsHtml } from '../../print/sheets-html.ts'
import { sheetsPdf } from '../../print/sheets-pdf.ts'
import { sheetsZip } from '../../print/sheets-zip.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { readSheetBatch } from '../operations/read-sheets.ts'
import { carryOut } from '../reach-deployment.ts'

const writers = { pdf: sheetsPdf, zip: sheetsZip, html: sheetsHtml }

type SheetFormat = keyof typeof writers

/** @throws CommandError when the file's name ends in nothing that can be written */
export const sheetFormatOf = (option: string, file: string): SheetFormat => {
  const format = /\.(pdf|zip|html)$/.exec(file)?.[1] as SheetFormat | undefined
  if (format === undefined) throw new CommandError(`${option}: end the name in .pdf, .zip or .html.`, EXIT.usage)
  return format
}

/** The file opens accounts: nobody but its owner reads it. */
export const writeSheets = async (config: FoyerConfig, batchId: string, file: string, format: SheetFormat): Promise<void> => {
  const first = await carryOut(config, readSheetBatch, { id: batchId, from: 0 })
  const frame: SheetFrame = {
    ...first.frame,
    organisation: { ...first.frame.organisation, logo: first.logo === null ? null : Buffer.from(first.logo, 'base64') },
  }
  const pages = writers[format](frame, groupsOf(chunksOf(config, batchId, first)), config.organisation.locale ?? 'de')
  await pipeline(Readable.from(pages), createWriteStream(file, { mode: 0o600 }))
}

async function* chunksOf(
  config: FoyerConfig,
  id: string,
  first: { people: SheetPerson[]; next: number | null },
): AsyncGenerator<SheetPerson[]> {
  let chunk = first
  yield chunk.people
  while (chunk.next !== null) {
    chunk = await carryOut(config, readSheetBatch, { id, from: chunk.next })
    yield chunk.people
  }
}
