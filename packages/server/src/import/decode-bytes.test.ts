import { describe, expect, it } from 'vitest'
import { decodeBytes, startDecoding } from './decode-bytes.ts'

const TEXT = `Nachname;Vorname\r\n${'Müller;José\r\nŁukasz;مريم\r\nGroß;🎉\r\n'.repeat(40)}`
const WESTERN = `Nachname;Betrag\r\n${'Müller;5 € – „groß“ Šimon Ÿ\r\n'.repeat(40)}`

const windows = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => {
    const special: Record<string, number> = { '€': 0x80, '–': 0x96, '„': 0x84, '“': 0x93, Š: 0x8a, Ÿ: 0x9f }
    return special[letter] ?? letter.charCodeAt(0)
  })
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()

/** Text of pieces of that size, or the code of what is wrong. */
const read = (bytes: Uint8Array, size = bytes.length): string => {
  let state = startDecoding
  let text = ''
  for (let at = 0; at < bytes.length; at += size) {
    const decoded = decodeBytes(state, bytes.subarray(at, at + size), at + size >= bytes.length)
    if (decoded.fault !== null) return decoded.fault
    text += decoded.text
    state = decoded
  }
  return text
}

const files: Record<string, readonly [string, Uint8Array]> = {
  'UTF-8': [TEXT, Buffer.from(TEXT)],
  'UTF-8 with a mark': [TEXT, Buffer.from(`\ufeff${TEXT}`)],
  'UTF-16 LE with a mark': [TEXT, Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  'UTF-16 BE with a mark': [TEXT, swapped(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))],
  'UTF-16 LE without one': [WESTERN, Buffer.from(WESTERN, 'utf16le')],
  'UTF-16 BE without one': [WESTERN, swapped(Buffer.from(WESTERN, 'utf16le'))],
  'Windows-1252': [WESTERN, windows(WESTERN)],
  ASCII: ['a;b\n'.repeat(300), Buffer.from('a;b\n'.repeat(300))],
}

describe('turning bytes into text', () => {
  it.each(Object.keys(files))('reads %s, whatever the pieces are', (name) => {
    const [text, bytes] = files[name] ?? ['', new Uint8Array()]
    for (const size of [bytes.length, 1, 2, 3, 7, 511, 513]) expect(read(bytes, size)).toBe(text)
  })

  it('knows Windows-1252 by the first letter that is no UTF-8, however late it comes', () => {
    const ascii = 'a;b\n'.repeat(5_000)
    expect(read(windows(`${ascii}Müller;x\n`), 1_000)).toBe(`${ascii}Müller;x\n`)
  })

  it('refuses a file that is UTF-8 first and something else later, rather than lose letters', () => {
    const mixed = Buffer.concat([Buffer.from('Müller;a\n'.repeat(100)), windows('Müller;b\n')])
    expect(read(mixed, 900)).toBe('file_encoding_mixed')
  })

  it.each([
    ['.xlsx', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00], 'file_is_spreadsheet'],
    ['.xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], 'file_is_spreadsheet'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x00, 0x0d], 'file_is_binary'],
    ['text with NUL in it', [0x61, 0x3b, 0x62, 0x00, 0x00, 0x0a], 'file_is_binary'],
  ])('refuses %s', (_, bytes, code) => {
    expect(read(Uint8Array.from(bytes))).toBe(code)
  })
})
