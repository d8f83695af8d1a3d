// Files of people: sent, looked at, run, taken back.

import type { ApplicationKey, ConfigShape, ImportOutcome, OutputOf } from '@foyer/contract'
import type { CallOptions } from './client-options.ts'
import { FoyerError, isFoyerError } from './errors.ts'
import type { FoyerFile } from './file.ts'
import { type Pages, pages } from './list.ts'
import { startPauses } from './pauses.ts'
import type { Send } from './request.ts'
import { piecesOf, type Upload } from './upload.ts'

export type Import = OutputOf<'imports.get'>
export type Preview = OutputOf<'imports.preview'>
export type ImportRow = OutputOf<'imports.rows'>['items'][number]
/** Groups of rows that something stands against, with what may be done about each. */
export type ImportGroup = Preview['groups'][number]
export type Remedy = ImportGroup['remedies'][number]
export type Campaign = OutputOf<'imports.campaign'>
export type ImportResult = OutputOf<'imports.result'>
export interface InspectedFile extends OutputOf<'imports.inspect'> {
  /** A spreadsheet was sent for this and waits: `begin` reads it, `cancel` throws it away. */
  import: string | null
}

export interface NewImport<C extends ConfigShape> {
  /** What people are invited to; needed with `invite`. No application that manages others. */
  application?: ApplicationKey<C> | undefined
  /** Default: `none`. */
  invite?: 'none' | 'new' | 'not_online' | undefined
  /** `complete`: people whom an import made and the file does not have are to leave. Default: `changes`. */
  mode?: 'changes' | 'complete' | undefined
  /** Field by header, where the header does not tell it; `ignore` leaves a column out. */
  columns?: Record<string, string> | undefined
  /** Headers in the order in which they count where several columns stand for one detail; the others follow from left to right. */
  prefer?: readonly string[] | undefined
  /** A cell that holds exactly this clears the detail. A blank one leaves it. */
  clear?: string | undefined
  /** Find people without an external id by their address. */
  matchByEmail?: boolean | undefined
  /** Mails have an initial password instead of a link. */
  initialPassword?: 'generate' | undefined
  /** With `not_online`: whoever was mailed an invitation so many days ago or less gets none now, 0 to 90. Default: 3. */
  coolDownDays?: number | undefined
  /** The sheet of a spreadsheet; needed where several have something in them. */
  sheet?: string | undefined
  /** What is done about rows that something stands against, by group (`email_twice:team@example.com`) or by code (`email_twice`). */
  remedies?: Record<string, Remedy> | undefined
  /** A spreadsheet waits for `begin`; it is thrown away after a day. Text is read as it comes. */
  hold?: boolean | undefined
  /** Of new people whose row says none, such as `de`. Default: none, so that they are written to in the organisation's. */
  language?: string | undefined
  /** The file's name, for the history. */
  name?: string | undefined
}

export interface RunImport {
  /** Of the preview that was looked at. */
  planHash?: string | undefined
  /** How many people leave: `preview.confirm`, where it is set. */
  deactivate?: number | undefined
  /** One sentence of your own in every invitation of this run: plain text, at most 500 characters. */
  message?: string | undefined
  /** When the mails leave, at most 30 days ahead. People are entered at once. Default: at once. */
  sendAt?: Date | string | undefined
  /** `now`: whoever is to be invited and has no address is invited by an info sheet; `sheets()` fetches them. Default: `later`. */
  sheets?: 'now' | 'later' | undefined
}

export interface ImportProgress {
  phase: 'reading' | 'planning' | 'writing' | 'mailing'
  /** Rows; mails while they are sent. */
  done: number
  total: number
}

export interface Imports<C extends ConfigShape> {
  /**
   * Sends a file in pieces, each of which is repeated when the connection is lost. Nothing is held in memory but one piece.
   * Text, or an `.xlsx` of up to 50,000 rows.
   * @throws FoyerError `file_refused` (`details.reason` says why, the message what to do), `application_unknown`
   */
  create(file: Upload, input?: NewImport<C>, options?: CallOptions): Promise<{ id: string }>
  /**
   * Columns and first rows, to be looked at before anything is read. Of a text the first 64 KB are sent, and nothing is kept; a spreadsheet is
   * sent whole and waits for `begin`. Uses a stream up.
   */
  inspect(file: Upload, input?: { matchByEmail?: boolean | undefined }, options?: CallOptions): Promise<InspectedFile>
  /** Another sheet of a spreadsheet that waits. */
  look(id: string, input?: { sheet?: string | undefined }, options?: CallOptions): Promise<InspectedFile>
  /**
   * Reads a spreadsheet that waits, as said here.
   * @throws FoyerError `file_refused` (it waits on), `import_not_open`, `application_unknown`
   */
  begin(id: string, input?: Omit<NewImport<C>, 'hold'>, options?: CallOptions): Promise<void>
  /**
   * Says what is done about groups of the preview; `null` takes that back. The plan is made anew, and its hash with it.
   * @throws FoyerError `import_not_open` before there is a preview and after it ran; `invalid_input` for a group that it does not have
   */
  remedy(id: string, remedies: Record<string, Remedy | null>, options?: CallOptions): Promise<void>
  get(id: string, options?: CallOptions): Promise<Import>
  /** Newest first. */
  list(): Pages<Import>
  /**
   * What running would do. Waits until the plan is made, ten minutes unless `timeoutMs` says otherwise.
   * @throws FoyerError `import_not_open` when it was refused or stopped, `timed_out`
   */
  preview(id: string, options?: CallOptions): Promise<Preview>
  /** What each row comes to. */
  rows(id: string, filter?: { outcome?: ImportOutcome | readonly ImportOutcome[] | undefined }): Pages<ImportRow>
  /**
   * Queues the writing: exactly what the preview showed, or nothing.
   * @throws FoyerError `plan_changed`, `leavers_unconfirmed` (give `details.count` as `deactivate`), `import_not_open`
   */
  run(id: string, input?: RunImport, options?: CallOptions): Promise<void>
  /** Plans anew, for people may have changed since the preview. @throws FoyerError `import_not_open` once it runs */
  replan(id: string, options?: CallOptions): Promise<void>
  /** How far it is, whenever that changes; ends when each of its mails that is due has been tried, and at once where there is nothing to wait for. */
  watch(id: string, options?: CallOptions): AsyncIterable<ImportProgress>
  result(id: string, options?: CallOptions): Promise<ImportResult>
  /** The info sheets that it made, by location, department and name: up to 10,000 in a file, for a day. */
  sheets(id: string, input?: { format?: 'pdf' | 'zip' | 'html' | undefined }, options?: CallOptions): AsyncIterable<FoyerFile>
  /** The rows that were not written, with reasons: CSV to mend and send again. */
  problems(id: string, options?: CallOptions): Promise<FoyerFile>
  /** An empty file with every column. */
  template(input?: { locale?: 'de' | 'en' | undefined }, options?: CallOptions): Promise<FoyerFile>
  /** Stops between two batches. What was written stays. */
  cancel(id: string, options?: CallOptions): Promise<void>
  /** Erases people whom this import made and who were never active. */
  undo(id: string, options?: CallOptions): Promise<{ removed: number }>
  /** Brings back whom its complete file deactivated, as long as nobody changed that since. Revoked invitations stay revoked. */
  undoLeavers(id: string, options?: CallOptions): Promise<{ restored: number }>
  /** How far its people have come, over time and by place, and what to do next; at most 30 seconds old. */
  campaign(id: string, options?: CallOptions): Promise<Campaign>
}

/** Whatever a server is reached by. */
const PIECE_BYTES = 512 * 1024
/** What it takes at most, for whoever reaches it quickly: the end of each piece is waited for until it is on disk. */
const LARGE_PIECE_BYTES = 1024 * 1024
const QUICKLY_MS = 500
const HEAD_BYTES = 64 * 1024
const PLAN_TIMEOUT_MS = 600_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const phases: Partial<Record<Import['state'], ImportProgress['phase']>> = { reading: 'reading', planning: 'planning', writing: 'writing' }

export function imports<C extends ConfigShape>(send: Send): Imports<C> {
  const get = (id: string, options?: CallOptions): Promise<Import> => send({ route: 'imports.get', ref: known(id) }, options)

  const look: Imports<C>['look'] = async (id, input = {}, options = {}) => ({
    ...(await send<OutputOf<'imports.look'>>({ route: 'imports.look', ref: known(id), input }, options)),
    import: id,
  })

  return {
    async create(file, input = {}, options) {
      const { id } = await send<Import>({ route: 'imports.create', input }, options)
      const { idempotencyKey: _, ...rest } = options ?? {}
      let offset = 0
      let pieceBytes = PIECE_BYTES
      const sendPiece = async (input: { offset: number; last: boolean }, bytes: Uint8Array<ArrayBuffer>) => {
        const begun = performance.now()
        await send({ route: 'imports.upload', ref: id, input, bytes }, rest)
        pieceBytes = performance.now() - begun < QUICKLY_MS ? LARGE_PIECE_BYTES : PIECE_BYTES
      }
      let underWay: Promise<void> = Promise.resolve()
      for await (const { bytes, last } of piecesOf(file, () => pieceBytes)) {
        await underWay
        underWay = sendPiece({ offset, last }, bytes)
        // The next piece is read meanwhile; it is waited for above or below.
        underWay.catch(() => undefined)
        offset += bytes.length
      }
      await underWay
      return { id }
    },

    async inspect(file, { matchByEmail } = {}, options) {
      let held: { id: string; offset: number } | null = null
      const { idempotencyKey: _, ...rest } = options ?? {}
      for await (const { bytes, last } of piecesOf(file, () => PIECE_BYTES)) {
        if (held === null && !isZip(bytes)) {
          const input = { whole: last && bytes.length <= HEAD_BYTES, matchByEmail }
          const seen = await send<OutputOf<'imports.inspect'>>(
            { route: 'imports.inspect', input, bytes: bytes.slice(0, HEAD_BYTES) },
            options,
          )
          return { ...seen, import: null }
        }
        held ??= { id: (await send<Import>({ route: 'imports.create', input: { hold: true } }, options)).id, offset: 0 }
        await send({ route: 'imports.upload', ref: held.id, input: { offset: held.offset, last }, bytes }, rest)
        held.offset += bytes.length
        if (last) return look(held.id, {}, rest)
      }
      throw new FoyerError('file_refused', { reason: 'file_empty', line: null })
    },

    look,

    async begin(id, input = {}, options) {
      await send({ route: 'imports.begin', ref: known(id), input }, options)
    },

    async remedy(id, remedies, options) {
      await send({ route: 'imports.remedy', ref: known(id), input: { remedies } }, options)
    },

    get,
    list: () =>
      pages(({ after, limit, ...options }) => send({ route: 'imports.list', input: { after: after ?? undefined, limit } }, options)),

    async preview(id, options = {}) {
      const { timeoutMs = PLAN_TIMEOUT_MS, ...rest } = options
      const deadline = Date.now() + timeoutMs
      const nextLook = startPauses(rest.signal)
      for (;;) {
        try {
          return await send<Preview>({ route: 'imports.preview', ref: known(id) }, rest)
        } catch (error) {
          if (!isFoyerError(error, 'import_not_open') || !['reading', 'planning'].includes(error.details.state)) throw error
          if (Date.now() > deadline) throw new FoyerError('timed_out', {}, { cause: error })
          await nextLook(await get(id, rest))
        }
      }
    },

    rows: (id, { outcome } = {}) =>
      pages(({ after, limit, ...options }) =>
        send({ route: 'imports.rows', ref: known(id), input: { outcome, after: after ?? undefined, limit } }, options),
      ),

    async run(id, input, options) {
      await send({ route: 'imports.run', ref: known(id), input }, options)
    },

    async replan(id, options) {
      await send({ route: 'imports.replan', ref: known(id) }, options)
    },

    async *watch(id, options = {}) {
      let shown = ''
      let mails: number | null = null
      const nextLook = startPauses(options.signal)
      for (;;) {
        const seen = await get(id, options)
        const { state, done, rows, mailsWaiting } = seen
        const phase = phases[state] ?? (mailsWaiting > 0 ? 'mailing' : undefined)
        mails ??= phase === 'mailing' ? mailsWaiting : null
        const text = phase === 'mailing' ? `mailing ${mailsWaiting}` : `${state} ${done}`
        if (text !== shown && phase === 'mailing') yield { phase, done: Math.max(0, (mails ?? 0) - mailsWaiting), total: mails ?? 0 }
        else if (text !== shown && phase !== undefined) yield { phase, done, total: rows }
        else if (text !== shown && state === 'done')
          yield mails === null ? { phase: 'writing', done, total: rows } : { phase: 'mailing', done: mails, total: mails }
        shown = text
        if (phase === undefined) return
        await nextLook(seen)
      }
    },

    result: (id, options) => send({ route: 'imports.result', ref: known(id) }, options),
    async *sheets(id, { format = 'pdf' } = {}, options) {
      const { sheets } = await send<ImportResult>({ route: 'imports.result', ref: known(id) }, options)
      for (const { id: key } of sheets) yield await send<FoyerFile>({ route: 'sheets.render', key, input: { format } }, options)
    },
    problems: (id, options) => send({ route: 'imports.problems', ref: known(id) }, options),
    template: (input = {}, options) => send({ route: 'imports.template', input }, options),
    async cancel(id, options) {
      await send({ route: 'imports.cancel', ref: known(id) }, options)
    },

    undo: async (id, options) => ({ removed: await undone(send, id, 'people', options) }),
    undoLeavers: async (id, options) => ({ restored: await undone(send, id, 'leavers', options) }),
    campaign: (id, options) => send({ route: 'imports.campaign', ref: known(id) }, options),
  }
}

async function undone(send: Send, id: string, what: 'people' | 'leavers', options?: CallOptions): Promise<number> {
  let sum = 0
  for (;;) {
    const { removed, more } = await send<OutputOf<'imports.undo'>>({ route: 'imports.undo', ref: known(id), input: { what } }, options)
    sum += removed
    if (!more) return sum
  }
}

/** Where an `.xlsx` begins. */
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** What is no id cannot name an import, so nothing is sent for it. */
function known(id: string): string {
  if (UUID.test(id)) return id
  throw new FoyerError('import_not_found', {}, { status: 404, message: 'No import has this id.' })
}
