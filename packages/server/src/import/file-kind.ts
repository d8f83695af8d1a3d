// What a file is by its first bytes: text, a spreadsheet, or something that is answered with what to do.

import type { SpreadsheetFaultCode } from './spreadsheet/spreadsheet-fault.ts'

export type FileKind = 'text' | 'spreadsheet' | Extract<SpreadsheetFaultCode, 'file_is_xls' | 'file_is_protected'>

/** Local header of the first entry of a ZIP file. */
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
/** Compound files (MS-CFB 2.2): the older .xls, and an .xlsx that a password protects (MS-OFFCRYPTO 2.3.2). */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const PROTECTED = Buffer.from('EncryptedPackage', 'utf16le')

export const fileKind = (head: Uint8Array): FileKind => {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) return 'spreadsheet'
  if (!bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) return 'text'
  return bytes.includes(PROTECTED) ? 'file_is_protected' : 'file_is_xls'
}
