// The plan's hash, made part by part while the plan is made.

import { createHash } from 'node:crypto'
import type { PlannedRow } from '../store/import.port.ts'

export const chained = (before: string, part: string): string => createHash('sha256').update(before).update(part).digest('base64url')

/** Most rows are new people with nothing else to say: those in few words. */
export const rowsInWords = (rows: readonly PlannedRow[]): string => rows.map(inWords).join('\n')

const inWords = (row: PlannedRow): string => {
  const { number, outcome, userId, mails, sheet, reason, changes, values = null, remedied = [] } = row
  const isPlain = outcome === 'create' && reason === null && changes.length === 0 && values === null && remedied.length === 0
  return isPlain ? `${number} ${userId} ${mails} ${sheet}` : JSON.stringify(row)
}
