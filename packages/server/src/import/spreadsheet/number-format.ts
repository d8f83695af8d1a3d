// What a cell's number stands for, by the format it is shown in (ECMA-376 18.8.30).

export type NumberFormat = { kind: 'plain' } | { kind: 'date' } | { kind: 'padded'; width: number }

const plain: NumberFormat = { kind: 'plain' }
/** Days with or without a time, East Asian ones among them; times alone are no days. */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([
  14,
  15,
  16,
  17,
  22,
  ...Array.from({ length: 10 }, (_, at) => 27 + at),
  ...Array.from({ length: 9 }, (_, at) => 50 + at),
])
const MAX_WIDTH = 64

export const formatOf = (id: number, code: string | undefined): NumberFormat => {
  if (code === undefined) return BUILT_IN_DATES.has(id) ? { kind: 'date' } : plain
  const [first = ''] = code.split(';')
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').toLowerCase()
  if (/^0+$/.test(bare)) return bare.length === 1 ? plain : { kind: 'padded', width: Math.min(bare.length, MAX_WIDTH) }
  if (/general|standard/.test(bare)) return plain
  if (/[yd]/.test(bare)) return { kind: 'date' }
  return bare.includes('m') && !/[hs]/.test(bare) ? { kind: 'date' } : plain
}

const DAY_MS = 86_400_000
/** 9999-12-31. */
const LAST_DAY = 2_958_465

/** As text that reading understands; digits that a spreadsheet no longer has are shown as it shows them. */
export const numberText = (raw: string, format: NumberFormat, from1904: boolean): string => {
  const number = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(number)) return raw
  if (format.kind === 'date' && number >= 1 && number < LAST_DAY + 1) return dateText(number, from1904)
  // Spreadsheets keep 15 digits of a number.
  if (Math.abs(number) >= 1e15)
    return number
      .toExponential(14)
      .replace(/\.?0+e/, 'e')
      .replace('e', 'E')
  const text = Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(15)))
  return format.kind === 'padded' && /^\d+$/.test(text) ? text.padStart(format.width, '0') : text
}

/** Days since 1899-12-30, or since 1904-01-01. The first system has a 29 February 1900 that never was. */
const dateText = (serial: number, from1904: boolean): string => {
  const days = Math.floor(serial)
  const seconds = Math.round((serial - days) * 86_400)
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const [day = '', time = ''] = new Date(start + days * DAY_MS + seconds * 1_000).toISOString().split('T')
  return seconds === 0 || seconds === 86_400 ? day : `${day} ${time.slice(0, 8)}`
}
