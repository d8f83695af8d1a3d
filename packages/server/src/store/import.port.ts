// The port for imports: the job, its rows as they were read, and what each came to.

import type {
  Actor,
  FieldChange,
  ImportColumn,
  ImportOptions,
  ImportOutcome,
  ImportValues,
  Instant,
  NewEvent,
  NewJob,
  Person,
  RemediedReason,
  Remedies,
  RowFault,
  RowReason,
} from '@foyer/core'

/** `unpacking`: a spreadsheet that is there whole is read; to callers that is reading. */
export type ImportState = 'reading' | 'unpacking' | 'planning' | 'planned' | 'writing' | 'done' | 'cancelled' | 'failed'

export interface ImportSettings extends ImportOptions {
  mode: 'changes' | 'complete'
  /** Field by header, where the header does not tell it. */
  columns: Readonly<Record<string, string>>
  /** Headers in the order in which they count where several stand for one detail. */
  prefer: readonly string[]
  /** Of a spreadsheet; null: the only one with something in it. */
  sheet: string | null
  /** What is done about rows that something stands against. */
  remedies: Remedies
  /** A spreadsheet waits until it is said how to read it. */
  hold: boolean
  /** A cell that clears. */
  clear: string | null
  /** Whether those who are invited and have no address are invited by info sheets at once. */
  sheets: 'now' | 'later'
}

export type OutcomeCounts = Partial<Record<ImportOutcome, number>>

export interface PlanCounts {
  outcomes: OutcomeCounts
  mails: number
  sheets: number
  /** Of these, people who were on file before. */
  known?: number
  /** People whom an import made and who were active when the plan was made: what the tenth is a tenth of. */
  members?: number
}

export interface WriteCounts {
  outcomes: OutcomeCounts
  mails: number
  /** Rows that the plan would have written, and that something stood in the way of meanwhile. */
  failed: number
  /** Batches of info sheets that were begun; the first `sheetsDone` of them are ready. */
  sheets?: { id: string; count: number }[]
  /** Nobody is left to put into one. */
  sheetsListed?: boolean
  sheetsDone?: number
}

/** Rows that something stands against, alike enough for one remedy. */
export interface ProblemGroup {
  code: string
  field: string | null
  column: string | null
  userId: string | null
  /** The address that they share. */
  value: string | null
  rows: number
  lines: number[]
}

export interface StoredImport {
  id: string
  name: string | null
  state: ImportState
  actor: Actor
  options: ImportSettings
  createdAt: Instant
  columns: ImportColumn[] | null
  /** Of a spreadsheet: its sheets, once it is there whole. Null for text. */
  workbook: { sheets: { name: string; hidden: boolean }[] | null; sheet: string | null } | null
  /** Made with the plan. */
  groups: ProblemGroup[] | null
  /** Sealed: where the reading stands. It may hold part of a row. */
  reader: string | null
  bytes: number
  rows: number
  /** Number of the last row that the present phase is done with. */
  cursor: number
  counts: PlanCounts
  chain: string
  planHash: string | null
  results: WriteCounts
  failure: { code: string; line: number | null } | null
  plannedAt: Instant | null
  finishedAt: Instant | null
  valuesGone: boolean
}

export interface ReadImportRow {
  number: number
  line: number
  values: ImportValues
  /** As they stood in the file, for rows with faults alone: an initial password is never among them. */
  cells: readonly string[] | null
  faults: readonly RowFault[] | null
}

/**
 * `later`: the transaction is not waited for until it is on disk. Should the database end before, it was never there. For what nobody was told
 * of, nobody acts upon, and can be done again from where the import stands; the next transaction that is waited for is on disk after it.
 */
type CommitTime = 'on_disk' | 'later'

/** What was read of a text from byte `from` on. */
export interface PartToKeep {
  from: number
  state: Pick<StoredImport, 'reader' | 'bytes' | 'rows' | 'columns'>
  rows: readonly ReadImportRow[]
  commits: CommitTime
}

export interface PreparedPart {
  id: string
  first: { text: string; values: readonly unknown[] }
  /** More than one statement takes. */
  more: readonly ReadImportRow[]
}

/** A row that does not simply equal the person on file. */
export interface RowToPlan extends Pick<ReadImportRow, 'number' | 'values' | 'faults'> {
  userId: string | null
  /** An earlier complete file left this person out. */
  left: boolean
  addressOwner: { id: string; externalId: string | null } | null
  twins: { of: 'externalId' | 'email'; lines: number[] } | null
}

export interface MatchedRows {
  /** Entered as the row says, with nothing else to know: planned already. The digest is of their numbers and ids; null when there are none. */
  created: { count: number; mails: number; sheets: number; digest: string | null }
  /** They equal the person on file. */
  unchanged: number
  /** All others. */
  rows: RowToPlan[]
}

export interface PlannedRow {
  number: number
  outcome: ImportOutcome
  userId: string | null
  version: number | null
  changes: readonly FieldChange[]
  reason: RowReason | null
  mails: number
  sheet: boolean
  /** What the row says after its remedies, where that is not what it says in the file. */
  values?: ImportValues | null
  /** What its remedies were for. */
  remedied?: readonly RemediedReason[]
}

export interface RowToWrite extends Pick<PlannedRow, 'number' | 'outcome' | 'userId' | 'version' | 'mails'> {
  /** As JSON: rows that wait for their turn are thousands, and as one text each they are no work for the collector of garbage. */
  values: string | null
  hasPassword: boolean
}

export interface ToldRow {
  number: number
  line: number
  outcome: ImportOutcome
  userId: string | null
  changes: readonly FieldChange[]
  reason: RowReason | null
  failed: RowReason | null
}

export interface NamedRow extends ToldRow {
  /** As the person is called now, else as the file says; null where neither tells. */
  name: string | null
}

export interface ProblemRow extends ToldRow {
  values: ImportValues | null
  cells: readonly string[] | null
  faults: readonly RowFault[] | null
}

export interface PeopleOfImport {
  offline: number
  invited: number
  begun: number
  online: number
  deactivated: number
}

/** One turn at an import: only whoever holds the latest one may write. */
export interface ImportLease {
  id: string
  by: string
}

export interface ImportStore {
  addImport(job: { id: string; name: string | null; actor: Actor; options: ImportSettings }): Promise<void>
  findImport(id: string): Promise<StoredImport | null>
  /** One part of a text, as a whole. Without a reader the file is whole: the plan is next. @returns false when the file does not end at `from` any more */
  keepPart(part: PreparedPart): Promise<boolean>
  /** Newest first. */
  listImports(page: { limit: number; after?: string | undefined }): Promise<StoredImport[]>
  /** The next one whose turn it is, for `leaseMs`; null when none waits or another process has its turn. */
  claimImport(options: { by: string; leaseMs: number }): Promise<StoredImport | null>
  releaseImport(lease: ImportLease): Promise<void>
  /**
   * Has the database count anew what it plans its statements by, after many rows were written it would look for each one by one, and put names
   * in their places in the index for searches.
   */
  refreshStatistics(): Promise<void>
  /** Ends it. @returns false when it was in none of `from` */
  endImport(id: string, from: readonly ImportState[], to: 'cancelled' | 'failed', failure?: StoredImport['failure']): Promise<boolean>
  /** @param filter what is asked for by its outcome ends at row `upTo`, unless that is null: the rest was planned and not written. */
  listOutcomes(
    id: string,
    filter: { outcomes?: readonly ImportOutcome[] | undefined; upTo?: number | null; after: number; limit: number },
  ): Promise<NamedRow[]>
  /** Rows that were not written, with what the file says. */
  listProblems(id: string, page: { after: number; limit: number }): Promise<ProblemRow[]>
  /** The piece of a spreadsheet that holds the byte at that place. */
  findImportPiece(id: string, at: number): Promise<{ at: number; bytes: Uint8Array } | null>
  rowsToWrite(id: string, after: number, limit: number): Promise<RowToWrite[]>
  /** The first row whose person is mailed, or gets a sheet; its values are `null` when they are gone. */
  firstOfImport(id: string, gets: 'mail' | 'sheet'): Promise<{ userId: string | null; values: ImportValues | null } | null>
  countPeopleOfImport(id: string): Promise<PeopleOfImport>
  /** Its mails that are due and that nobody has tried to send. */
  countWaitingMails(id: string): Promise<number>
  /** People whom the import made and who were never active, oldest first. */
  listUndoable(id: string, page: { limit: number; after?: string | undefined }): Promise<string[]>
}

/** How far a plan or its writing has come. */
export type ImportProgress = Pick<StoredImport, 'cursor'> & (Pick<StoredImport, 'counts' | 'chain'> | Pick<StoredImport, 'results'>)

export interface ImportWriter {
  /** Locks it for the rest of the transaction. Null when it is in another state, or the lease was lost. */
  lockImport(id: string, state: ImportState, lease?: ImportLease & { leaseMs: number }): Promise<StoredImport | null>
  /** The same for a batch that is done, unless the import does not stand where it was begun. @returns false where `lockImport` says null */
  advanceImport(
    from: Pick<StoredImport, 'id' | 'state' | 'cursor'>,
    lease: { by: string; leaseMs: number },
    to: ImportProgress,
  ): Promise<boolean>
  /** Without a reader the file is whole: the plan is next. */
  saveReading(id: string, state: Pick<StoredImport, 'reader' | 'bytes' | 'rows' | 'columns'>): Promise<void>
  addImportPiece(id: string, at: number, bytes: Uint8Array): Promise<void>
  /** Where the sending of a spreadsheet stands. */
  saveSpreadsheet(id: string, state: { bytes: number; workbook: StoredImport['workbook'] }): Promise<void>
  /** A spreadsheet is to be read, as these say. */
  queueUnpacking(id: string, state: { name: string | null; options: ImportSettings; workbook: StoredImport['workbook'] }): Promise<void>
  dropImportPieces(id: string): Promise<void>
  /** The plan is to be made anew. With another actor it goes by that one's role. */
  queuePlanning(job: Pick<StoredImport, 'id' | 'rows' | 'options' | 'actor'>): Promise<void>
  addImportRows(id: string, rows: readonly ReadImportRow[]): Promise<void>
  /**
   * For the rest of the transaction the database reads no table whole, whatever it believes about their sizes.
   * @param commits when it ends
   * @param namesKb how much of names the index for searches lets come together before it puts them in their places, for which a statement of
   * somebody's is held up; searches read it through
   * @returns its time
   */
  lookByIndex(commits: CommitTime, namesKb?: number): Promise<Instant>
  /** @param plansNew whether rows that plainly enter somebody new are planned at once */
  matchRows(job: StoredImport, range: { after: number; upTo: number }, plansNew: boolean): Promise<MatchedRows>
  /** Of a plan before this one. */
  forgetOutcomes(id: string, after: number, upTo: number): Promise<void>
  addOutcomes(id: string, rows: readonly PlannedRow[]): Promise<void>
  savePlanning(id: string, state: Pick<StoredImport, 'cursor' | 'counts' | 'chain'>): Promise<void>
  /** The next people whom an import made and whom the file does not have, with the numbers that their rows get, after those planned so far. */
  listMissing(job: StoredImport, limit: number): Promise<{ userId: string; number: number }[]>
  /** Largest first. */
  groupProblems(id: string, limit: number): Promise<ProblemGroup[]>
  /** People whose numbers have leading zeros, by what a spreadsheet leaves of them. */
  findWithZeros(bare: readonly string[]): Promise<{ bare: string; externalId: string; userId: string }[]>
  finishPlan(id: string, planHash: string, groups: readonly ProblemGroup[]): Promise<void>
  /** Owners without a last day who may sign in. */
  countOwners(): Promise<number>
  /** People made by imports who are not deactivated. */
  countMembers(): Promise<number>
  /** With another actor it is another's work: theirs is the role that it goes by. */
  queueWriting(id: string, actor: Actor, options: Pick<ImportSettings, 'message' | 'sendAt' | 'sheets'>): Promise<void>
  /** Ids of people whose rows count for a sheet and who were written, by location, department and name. */
  listForSheets(id: string, page: { offset: number; limit: number }): Promise<string[]>
  finishImport(id: string): Promise<void>
  saveWriting(id: string, state: Pick<StoredImport, 'cursor' | 'results'>): Promise<void>
  /** A complete file left them out: they were deactivated, or their invitation revoked, and are not looked for again. */
  markLeft(userIds: readonly string[]): Promise<void>
  /** Takes sealed initial passwords out of up to `limit` rows. @returns how many rows had one */
  wipePasswords(id: string, limit: number): Promise<number>
  markFailed(id: string, rows: readonly { number: number; reason: RowReason }[]): Promise<void>
  /** As outside of a transaction. */
  rowsToWrite(id: string, after: number, limit: number): Promise<RowToWrite[]>
  /**
   * Writes what decisions made of many people in a few statements, each with its events and jobs.
   * @returns ids that were not written: they have another version by now, or met somebody's address or number
   * @throws FoyerError `last_owner`, and then nobody is written: the rule that holds for one holds for many
   * @throws MetSomebody where everybody is new and `isFree` was said too soon; nothing of the transaction is kept
   */
  keepPeople(prepared: PreparedPeople): Promise<ReadonlySet<string>>
}

export interface PrepareOptions {
  actor: string
  importId: string
  /** Addresses and numbers of new people are taken to be free, as they were when it was planned: a tenth of the work less. */
  isFree: boolean
}

/** A statement that writes people, and what has to be asked around it. */
export interface PreparedPeople {
  ids: readonly string[]
  text: string
  values: readonly unknown[]
  isFree: boolean
  /** What of owners is taken away: somebody else has to have it. */
  taken: ReadonlySet<'now' | 'for_good'>
}

export interface PersonWrite {
  before: Person | null
  after: Person
  events: readonly NewEvent[]
  jobs: readonly NewJob[]
  endSessions: 'all' | readonly string[]
}
