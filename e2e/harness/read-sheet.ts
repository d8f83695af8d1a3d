// Reads a printed sheet as others do: its text by pdftotext, its QR code by a decoder that knows nothing of Foyer.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsqr from 'jsqr'

/** A CommonJS module whose types name its default twice. */
const jsQR = jsqr as unknown as typeof jsqr.default

/** False, with a line that says so, where poppler-utils is not installed. */
export const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
if (!hasPoppler) console.warn('Tests of printed sheets are skipped: pdftotext and pdftoppm (poppler-utils) are not installed.')

export interface ReadPage {
  text: string
  /** What the largest QR code on the page says; null without one. */
  qr: string | null
  /** The code to type: four groups of four. */
  code: string | null
}

/** Pages from `first` to `last`, from 1. */
export function readPages(pdf: Uint8Array, first: number, last: number): ReadPage[] {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-sheets-'))
  try {
    const file = join(folder, 'sheets.pdf')
    writeFileSync(file, pdf)
    execFileSync('pdftoppm', ['-gray', '-r', '110', '-f', String(first), '-l', String(last), file, join(folder, 'page')])
    const pictures = readdirSync(folder)
      .filter((name) => name.endsWith('.pgm'))
      .sort()
    return pictures.map((name, at) => {
      const page = String(first + at)
      const text = execFileSync('pdftotext', ['-layout', '-f', page, '-l', page, file, '-'], { encoding: 'utf8' })
      return { text, qr: decode(readFileSync(join(folder, name))), code: codeIn(text) }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of each page with a code to type: not the list to sign. */
export function readSheets(pdf: Uint8Array): string[] {
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
  return text.split('\f').filter((page) => codeIn(page) !== null)
}

export function countPages(pdf: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-sheets-'))
  try {
    writeFileSync(join(folder, 'sheets.pdf'), pdf)
    return Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [join(folder, 'sheets.pdf')], { encoding: 'utf8' }))?.[1])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The code stands in two lines: `K7MP-Q2XW-` and `9AB4-CDEF`. */
const codeIn = (text: string): string | null => {
  const halves = text.match(/\b[2-9A-Z]{4}-[2-9A-Z]{4}\b/g) ?? []
  return halves.length < 2 ? null : halves.slice(0, 2).join('-').toLowerCase()
}

/** A portable graymap (P5) as the decoder wants it. The sheet's own code stands in the upper right. */
const decode = (pgm: Buffer): string | null => {
  const [head, width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1')) ?? []
  if (head === undefined) throw new Error('This is no graymap')
  const [columns, rows] = [Number(width), Number(height)]
  const [left, top, side, depth] = [Math.floor(columns * 0.6), Math.floor(rows * 0.36), Math.floor(columns * 0.38), Math.floor(rows * 0.3)]
  const pixels = new Uint8ClampedArray(side * depth * 4).fill(255)
  for (let y = 0; y < depth; y += 1)
    for (let x = 0; x < side; x += 1)
      pixels.fill(pgm[head.length + (top + y) * columns + left + x] ?? 255, (y * side + x) * 4, (y * side + x) * 4 + 3)
  return jsQR(pixels, side, depth)?.data ?? null
}
