// People as a CSV file that a spreadsheet opens as what it is: text.

import type { User } from '@foyer/sdk'
import type { Admin } from '../app/admin.ts'
import { emailStatusText, statusText } from '../parts/chips.ts'

/** Semicolons and a byte order mark: what German and English Excel open by double click. */
const SEPARATOR = ';'
const BOM = '\ufeff'

/**
 * Reads to the end and saves the file.
 * @param goOn told after each person how many are written; `false` ends it
 * @returns how many people the file has
 */
export const writeCsv = async (people: AsyncIterable<User>, admin: Admin, goOn: (written: number) => boolean): Promise<number> => {
  const { words } = admin
  const title = [
    words.externalId,
    words.firstName,
    words.lastName,
    words.email,
    words.location,
    words.department,
    words.position,
    words.status,
    words.emailStatus,
  ]
  const parts = [BOM, row(title)]
  let written = 0
  for await (const user of people) {
    parts.push(
      row([
        user.externalId,
        user.firstName,
        user.lastName,
        user.email,
        user.location,
        user.department,
        user.position,
        statusText(user, admin),
        emailStatusText(user.emailStatus ?? 'none', admin),
      ]),
    )
    written += 1
    if (!goOn(written)) return written
  }
  save(new Blob(parts, { type: 'text/csv;charset=utf-8' }), `${words.people}.csv`)
  return written
}

const row = (cells: readonly (string | null)[]): string => `${cells.map(cell).join(SEPARATOR)}\r\n`

/** What a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection). */
export const cell = (value: string | null): string => {
  const text = value ?? ''
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /["\r\n;,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const save = (file: Blob, name: string): void => {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
