// Rows that something stands against, as groups that callers see and may say a remedy for.

import type { OutputOf } from '@foyer/contract'
import { chosenRemedy, groupOf, type ProblemReason, remediesFor } from '@foyer/core'
import type { ProblemGroup, StoredImport } from '../store/import.port.ts'
import type { Locale } from '../text.ts'
import { columnOf } from './column-of.ts'
import { faultText } from './reason-words.ts'

type Group = OutputOf<'imports.preview'>['groups'][number]

export const groupView = (job: StoredImport, stored: ProblemGroup, locale: Locale): Group => {
  const { field, column, value, rows, lines, userId } = stored
  const reason: ProblemReason = {
    field,
    code: stored.code as ProblemReason['code'],
    ...(column === null ? {} : { column }),
    ...(userId === null ? {} : { userId }),
  }
  const values = value === null ? null : { email: { canonical: value, entered: value } }
  return {
    group: groupOf(reason, values),
    code: reason.code,
    column: columnOf(job, reason),
    message: faultText(reason.code, locale),
    value,
    rows,
    lines,
    remedies: [...remediesFor(reason)],
    remedy: chosenRemedy(reason, values, job.options.remedies),
  }
}
