// What an import is asked: its preview, its rows, its result, the history.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError, type ImportOutcome, type RowReason } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import type { Caller } from '../management/caller.ts'
import { columnOf } from './column-of.ts'
import { groupView } from './group-view.ts'
import { requireImport } from './import-access.ts'
import { countsView, importView, leaversToConfirm, noneOf, previewSentence, shownState, writtenUpTo } from './import-view.ts'
import { reasonView } from './reason-words.ts'

/** What a run that is stopped leaves undone. */
const WRITTEN: ReadonlySet<ImportOutcome> = new Set(['create', 'update', 'reactivate', 'deactivate', 'revoke'])

const DEFAULT_ROWS = 100
const DEFAULT_IMPORTS = 50

export const getImport = async (deps: ManagementDeps, caller: Caller, id: string): Promise<OutputOf<'imports.get'>> =>
  importView(deps, await requireImport(deps, id), caller.locale)

export const listImports = async (
  deps: ManagementDeps,
  caller: Caller,
  { after, limit = DEFAULT_IMPORTS }: ParsedInputOf<'imports.list'>,
): Promise<OutputOf<'imports.list'>> => {
  const jobs = await deps.store.listImports({ after, limit: limit + 1 })
  const page = jobs.slice(0, limit)
  const items = await Promise.all(page.map((job) => importView(deps, job, caller.locale)))
  return { items, next: jobs.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** @throws FoyerError `import_not_open` until the plan is made. */
export const previewImport = async (deps: ManagementDeps, caller: Caller, id: string): Promise<OutputOf<'imports.preview'>> => {
  const job = await requireImport(deps, id)
  if (job.planHash === null) throw new FoyerError('import_not_open', { state: shownState(job) })
  return {
    counts: countsView(job.counts.outcomes),
    mails: job.counts.mails,
    sheets: job.counts.sheets,
    known: job.counts.known ?? 0,
    confirm: leaversToConfirm(job),
    groups: (job.groups ?? []).map((group) => groupView(job, group, caller.locale)),
    none: noneOf(job),
    planHash: job.planHash,
    sentence: previewSentence(job, caller.locale),
  }
}

export const listImportRows = async (
  deps: ManagementDeps,
  caller: Caller,
  id: string,
  query: ParsedInputOf<'imports.rows'>,
): Promise<OutputOf<'imports.rows'>> => {
  const job = await requireImport(deps, id)
  if (job.planHash === null) throw new FoyerError('import_not_open', { state: shownState(job) })
  const { outcome, after = '0', limit = DEFAULT_ROWS } = query
  const outcomes = outcome === undefined || Array.isArray(outcome) ? outcome : [outcome]
  const upTo = job.state === 'cancelled' ? writtenUpTo(job) : null
  const rows = await deps.store.listOutcomes(id, { outcomes, upTo, after: placeOf(after), limit: limit + 1 })
  const items = rows.slice(0, limit)
  return {
    items: items.map(({ number, line, outcome: planned, userId, name, changes, reason, failed }) => {
      const isLeft = upTo !== null && number > upTo && WRITTEN.has(planned)
      const told: RowReason | null = failed ?? (isLeft ? { field: null, code: 'import_cancelled' } : reason)
      return {
        line,
        outcome: failed === null ? planned : 'conflict',
        userId,
        name,
        changes: [...changes],
        reason: told === null ? null : reasonView(told, columnOf(job, told), caller.locale),
      }
    }),
    next: rows.length > limit ? String(items.at(-1)?.number) : null,
  }
}

export const importResult = async (deps: ManagementDeps, id: string): Promise<OutputOf<'imports.result'>> => {
  const job = await requireImport(deps, id)
  const { outcomes, mails, failed, sheets = [] } = job.results
  const { unchanged = 0, conflict = 0, error = 0, skip = 0 } = job.counts.outcomes
  return {
    ...countsView({ ...outcomes, unchanged, conflict: conflict + failed, error, skip }),
    mailsQueued: mails,
    sheets: sheets.map(({ id: batch, count }) => ({ id: batch, count })),
    failed,
    people: await deps.store.countPeopleOfImport(id),
  }
}

const placeOf = (text: string): number => {
  const place = Number(text)
  if (Number.isInteger(place) && place >= 0 && place < 2 ** 31) return place
  throw new FoyerError('invalid_input', {
    issues: [{ path: ['after'], code: 'invalid', message: 'This cursor does not belong to this list.' }],
  })
}
