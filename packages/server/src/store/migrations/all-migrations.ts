// Every migration, in order. New ones go to the end; none is ever changed or taken out.

import { clock } from './0001-clock.ts'
import { people } from './0002-people.ts'
import { trailAndJobs } from './0003-trail-and-jobs.ts'
import { sessionsAndLimits } from './0004-sessions-and-limits.ts'
import { keyScopes } from './0005-key-scopes.ts'
import { imports } from './0007-imports.ts'
import { credentials } from './0008-credentials.ts'
import { handOver } from './0009-hand-over.ts'
import { mailLedger } from './0010-mail-ledger.ts'
import { legalLedger } from './0011-legal-ledger.ts'
import { holder } from './0012-holder.ts'
import { reminders } from './0013-reminders.ts'
import { mailPace } from './0014-mail-pace.ts'
import { importsAtOnce } from './0015-imports-at-once.ts'
import { spreadsheetsAndRemedies } from './0017-spreadsheets-and-remedies.ts'
import { mailWalks } from './0019-mail-walks.ts'
import { firstInvited } from './0020-first-invited.ts'
import { seldomEvents } from './0023-seldom-events.ts'
import { accessText } from './0024-access-text.ts'
import { searchFlushed } from './0025-search-flushed.ts'
import { trailFilters } from './0028-trail-filters.ts'
import { lastDays } from './0029-last-days.ts'
import { searchCollected } from './0030-search-collected.ts'
import { countedColumns } from './0031-counted-columns.ts'
import { manyAtOnce } from './0032-many-at-once.ts'
import type { Migration } from './migration.ts'

export const allMigrations: readonly Migration[] = [
  clock,
  people,
  trailAndJobs,
  sessionsAndLimits,
  keyScopes,
  imports,
  credentials,
  handOver,
  mailLedger,
  legalLedger,
  holder,
  reminders,
  mailPace,
  importsAtOnce,
  spreadsheetsAndRemedies,
  mailWalks,
  firstInvited,
  seldomEvents,
  accessText,
  searchFlushed,
  trailFilters,
  lastDays,
  searchCollected,
  countedColumns,
  manyAtOnce,
]
