// Reads printed sheets as others do: text by pdftotext, QR codes by a decoder that knows nothing of Foyer.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsqr from 'jsqr'

export const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined

/** @returns {{ code: string, qr: string | null }[]} every `nth` page that is a sheet */
export function readEvery(nth, pdf) {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-sheets-'))
  try {
    const file = join(folder, 'sheets.pdf')
    writeFileSync(file, pdf)
    const pages = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1e9 }).split('\f')
    const sheets = pages.flatMap((text, at) => {
      const halves = text.match(/\b[2-9A-Z]{4}-[2-9A-Z]{4}\b/g) ?? []
      return halves.length < 2 ? [] : [{ page: at + 1, code: halves.slice(0, 2).join('-').toLowerCase() }]
    })
    return sheets
      .filter((_, at) => at % nth === 0)
      .map(({ page, code }) => {
        execFileSync('pdftoppm', ['-gray', '-r', '110', '-f', String(page), '-l', String(page), file, join(folder, `at${page}`)])
        const picture = readdirSync(folder).find((name) => name.startsWith(`at${page}-`))
        return { code, qr: decode(readFileSync(join(folder, picture))) }
      })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A portable graymap (P5); the sheet's own code stands in the upper right. */
function decode(pgm) {
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'))
  const [columns, rows] = [Number(width), Number(height)]
  const [left, top, side, depth] = [0.6 * columns, 0.36 * rows, 0.38 * columns, 0.3 * rows].map(Math.floor)
  const pixels = new Uint8ClampedArray(side * depth * 4).fill(255)
  for (let y = 0; y < depth; y += 1)
    for (let x = 0; x < side; x += 1) {
      const at = (y * side + x) * 4
      pixels.fill(pgm[head.length + (top + y) * columns + left + x], at, at + 3)
    }
  return jsqr(pixels, side, depth)?.data ?? null
}
