// Reads the beginning of a file for somebody to look at before it is sent: nothing is kept.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { detectDelimiter, matchColumns, splitRecords } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { Caller } from '../management/caller.ts'
import { decodeBytes, startDecoding } from './decode-bytes.ts'
import { fileKind } from './file-kind.ts'
import { columnsRefusal, columnView } from './import-view.ts'
import { fileRefused } from './refuse-file.ts'

const SHOWN_ROWS = 5
const HEAD_BYTES = 65_536

/** @throws FoyerError `file_refused`. */
export const inspectFile = async (
  deps: Pick<Deps, 'config'>,
  { locale }: Pick<Caller, 'locale'>,
  { whole = false, matchByEmail = false }: ParsedInputOf<'imports.inspect'>,
  bytes: Uint8Array,
): Promise<OutputOf<'imports.inspect'>> => {
  const kind = fileKind(bytes)
  // A spreadsheet says what is in it at its end: it is sent whole, and waits to be looked at.
  if (kind !== 'text') throw fileRefused(kind === 'spreadsheet' ? 'file_to_hold' : kind, null)
  const isWhole = whole && bytes.length <= HEAD_BYTES
  const decoded = decodeBytes(startDecoding, bytes.subarray(0, HEAD_BYTES), isWhole)
  if (decoded.fault !== null) throw fileRefused(decoded.fault, null)
  const text = decoded.text.replace(/^sep=[;,\t|]\r?\n/i, '')
  const delimiter = detectDelimiter(decoded.text)
  const { records, fault } = splitRecords(text, { delimiter, line: 1, last: isWhole })
  const [header, ...rows] = records
  if (header === undefined) throw fileRefused(fault?.code ?? 'file_empty', fault?.line ?? null)
  const { columns } = matchColumns(
    header.cells.map((cell) => cell.trim()),
    deps.config.settings.profile,
  )
  const isSecret = (at: number): boolean => columns[at]?.field === 'initialPassword'
  return {
    encoding: decoded.encoding ?? 'utf-8',
    delimiter,
    worksheets: null,
    sheet: null,
    columns: columns.map(columnView),
    refusal: columnsRefusal(columns, matchByEmail, locale),
    rows: rows.slice(0, SHOWN_ROWS).map(({ cells }) => cells.map((cell, at) => (isSecret(at) ? '' : cell))),
  }
}
