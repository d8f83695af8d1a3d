// An import as callers see it: where it stands, what it would do, and what it did.

import type { OutputOf } from '@foyer/contract'
import type { ImportColumn } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { OutcomeCounts, StoredImport } from '../store/import.port.ts'
import type { Locale } from '../text.ts'
import { columnsFault } from './read-records.ts'
import { refusalText } from './refusal-words.ts'

export const importView = async (deps: Pick<Deps, 'store'>, job: StoredImport, locale: Locale): Promise<OutputOf<'imports.get'>> => ({
  id: job.id,
  name: job.name,
  state: shownState(job),
  createdAt: new Date(job.createdAt).toISOString(),
  finishedAt: job.finishedAt === null ? null : new Date(job.finishedAt).toISOString(),
  application: job.options.application,
  invite: job.options.invite,
  mode: job.options.mode,
  message: job.options.message ?? null,
  sendAt: job.options.sendAt === undefined ? null : new Date(job.options.sendAt).toISOString(),
  columns: job.columns === null ? null : job.columns.map(columnView),
  worksheets: job.workbook?.sheets ?? null,
  sheet: job.workbook?.sheet ?? null,
  bytes: job.bytes,
  rows: job.rows,
  done: doneOf(job),
  mailsWaiting: job.results.mails === 0 ? 0 : await deps.store.countWaitingMails(job.id),
  failure:
    job.failure === null
      ? null
      : { reason: job.failure.code, line: job.failure.line, message: refusalText(job.failure.code, job.failure.line, locale) },
})

/** Callers know one reading, whatever is read. */
export const shownState = ({ state }: Pick<StoredImport, 'state'>): OutputOf<'imports.get'>['state'] =>
  state === 'unpacking' ? 'reading' : state

/** Why a file would be refused with these columns; null when it would not. */
export const columnsRefusal = (columns: readonly ImportColumn[], matchByEmail: boolean, locale: Locale) => {
  const reason = columnsFault(columns, matchByEmail)
  return reason === null ? null : { reason, message: refusalText(reason, null, locale) }
}

export const columnView = ({ header, field, ignored, rank, none = 0 }: ImportColumn) => ({
  header,
  field,
  ignored,
  rank: rank ?? null,
  none,
})

/** Cells that were read as blank. */
export const noneOf = ({ columns }: StoredImport): number => (columns ?? []).reduce((sum, { none = 0 }) => sum + none, 0)

const doneOf = (job: StoredImport): number => {
  const { state, rows, cursor } = job
  if (state === 'reading' || state === 'unpacking' || state === 'planned' || state === 'done') return rows
  return Math.min(state === 'cancelled' ? writtenUpTo(job) : cursor, rows)
}

/** The number of the last row that was written before it was stopped; 0 when nothing was. A plan moves the same cursor. */
export const writtenUpTo = ({ cursor, results }: StoredImport): number =>
  results.failed === 0 && Object.values(results.outcomes).every((count) => count === 0) ? 0 : cursor

const none = { create: 0, update: 0, unchanged: 0, reactivate: 0, deactivate: 0, revoke: 0, conflict: 0, error: 0, skip: 0 }

export const countsView = (counts: OutcomeCounts) => ({ ...none, ...counts })

/** "2.012 Einladungen per E-Mail, 988 ohne E-Mail-Adresse, 14 Zeilen mit Fehlern": what leaves the house, before it does. */
export const previewSentence = (job: StoredImport, locale: Locale): string => {
  const { counts } = job
  const none = noneOf(job)
  const number = new Intl.NumberFormat(locale)
  const all = countsView(counts.outcomes)
  const some = (count: number, one: string, many: string): string[] =>
    count === 0 ? [] : [`${number.format(count)} ${count === 1 ? one : many}`]
  const parts =
    locale === 'de'
      ? [
          ...some(all.create, 'neue Person', 'neue Personen'),
          ...some(all.update, 'Änderung', 'Änderungen'),
          ...some(all.reactivate, 'wieder aktiv', 'wieder aktiv'),
          ...some(all.deactivate, 'Deaktivierung', 'Deaktivierungen'),
          ...some(all.revoke, 'zurückgezogene Einladung', 'zurückgezogene Einladungen'),
          ...some(counts.mails, 'Einladung per E-Mail', 'Einladungen per E-Mail'),
          ...some(counts.sheets, 'ohne E-Mail-Adresse (Infoblatt)', 'ohne E-Mail-Adresse (Infoblätter)'),
          ...some(counts.known ?? 0, 'von ihnen ist schon eingetragen', 'von ihnen sind schon eingetragen'),
          ...some(all.conflict, 'Konflikt', 'Konflikte'),
          ...some(all.error, 'Zeile mit Fehlern', 'Zeilen mit Fehlern'),
          ...some(all.skip, 'Zeile ausgelassen wie gewünscht', 'Zeilen ausgelassen wie gewünscht'),
          ...some(none, 'Zelle ohne Angabe (wie – oder k. A.) als leer gelesen', 'Zellen ohne Angabe (wie – oder k. A.) als leer gelesen'),
        ]
      : [
          ...some(all.create, 'new person', 'new people'),
          ...some(all.update, 'change', 'changes'),
          ...some(all.reactivate, 'active again', 'active again'),
          ...some(all.deactivate, 'deactivation', 'deactivations'),
          ...some(all.revoke, 'revoked invitation', 'revoked invitations'),
          ...some(counts.mails, 'invitation by mail', 'invitations by mail'),
          ...some(counts.sheets, 'without an address (sheet)', 'without an address (sheets)'),
          ...some(counts.known ?? 0, 'of them is on file already', 'of them are on file already'),
          ...some(all.conflict, 'conflict', 'conflicts'),
          ...some(all.error, 'row with errors', 'rows with errors'),
          ...some(all.skip, 'row left out as asked', 'rows left out as asked'),
          ...some(none, 'cell that says none (such as – or n/a) read as blank', 'cells that say none (such as – or n/a) read as blank'),
        ]
  if (parts.length === 0)
    return locale === 'de' ? 'Nichts zu tun: alles ist, wie es in der Datei steht.' : 'Nothing to do: everybody is as the file says.'
  return parts.join(', ')
}

/** Whoever leaves must be typed when it is more than a tenth; null when it is not. */
export const leaversToConfirm = ({ counts, options }: StoredImport): number | null => {
  const leaving = (counts.outcomes.deactivate ?? 0) + (counts.outcomes.revoke ?? 0)
  return options.mode === 'complete' && leaving * 10 > (counts.members ?? 0) ? leaving : null
}
