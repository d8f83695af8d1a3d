// `foyer users import`: sends a file, shows what it comes to, and runs it.

import { open, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { InputOf, OutputOf } from '@foyer/contract'
import * as z from 'zod'
import type { FoyerConfig } from '../../config-types.ts'
import { askForFile, askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, repeatedOption, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { workOnImports } from '../operations/work-on-imports.ts'
import type { Output } from '../output.ts'
import { sheetFormatOf, writeSheets } from '../people/write-sheets.ts'
import { printable } from '../printable.ts'
import { carryOut } from '../reach-deployment.ts'

type Import = OutputOf<'imports.get'>

const PIECE_BYTES = 512 * 1024
const SHOWN_PROBLEMS = 20
const LOOK_EVERY_MS = 300

const schema = z.object({
  config: textOption.optional(),
  application: textOption.optional(),
  invite: z.enum(['new', 'not_online'], 'use new or not_online').optional(),
  complete: z.boolean().default(false),
  leavers: z.int('give a whole number').optional(),
  column: repeatedOption.optional(),
  prefer: repeatedOption.optional(),
  sheet: textOption.optional(),
  remedy: repeatedOption.optional(),
  clear: textOption.optional(),
  matchByEmail: z.boolean().default(false),
  initialPasswords: z.boolean().default(false),
  preview: z.boolean().default(false),
  language: textOption.optional(),
  sheets: textOption.optional(),
  problems: textOption.optional(),
  message: textOption.optional(),
  at: textOption.optional(),
  coolDown: z.int('give a whole number of days').optional(),
})

export const run: RunCommand = async ({ arguments: [path = ''], options }, output) => {
  const typed = readOptions(schema, options)
  const format = typed.sheets === undefined ? null : sheetFormatOf('--sheets', typed.sheets)
  if (format !== null && typed.invite === undefined) throw new CommandError('--sheets: say with --invite who is to be invited.', EXIT.usage)
  const config = await loadConfig(typed.config)
  const input = inputOf(typed, path)
  const { id } = await askManagement(config, 'imports.create', { input })
  await send(config, id, path, output)
  await until(config, id, ['planned'], output)
  const preview = await askManagement(config, 'imports.preview', { ref: id })
  if (typed.preview) {
    const rows = await firstProblems(config, id)
    output.show({ id, state: 'planned', preview, problems: rows }, [preview.sentence, ...rows.map(problemLine)])
  } else {
    output.remark(preview.sentence)
    if (preview.confirm !== null && preview.confirm !== typed.leavers)
      throw new CommandError(
        `${preview.confirm} people would leave, more than a tenth. If that is right: --leavers ${preview.confirm}`,
        EXIT.refused,
        {
          code: 'leavers_unconfirmed',
        },
      )
    const confirmed = {
      planHash: preview.planHash,
      ...(typed.leavers === undefined ? {} : { deactivate: typed.leavers }),
      ...(typed.message === undefined ? {} : { message: typed.message }),
      ...(typed.at === undefined ? {} : { sendAt: typed.at }),
      ...(format === null ? {} : { sheets: 'now' as const }),
    }
    await askManagement(config, 'imports.run', { ref: id, input: confirmed })
    await until(config, id, ['done'], output)
    const result = await askManagement(config, 'imports.result', { ref: id })
    const rows = await firstProblems(config, id)
    const printed = await printSheets(config, result.sheets, typed.sheets ?? '', format)
    output.show({ id, state: 'done', result, problems: rows, ...(format === null ? {} : { sheets: printed }) }, [
      resultLine(result),
      ...printed.map(({ file, count }) => `${count} sheets in ${printable(file)}.`),
      ...rows.map(problemLine),
    ])
  }
  const { counts } = preview
  const { failed } = await askManagement(config, 'imports.result', { ref: id })
  const left = counts.conflict + counts.error + failed
  if (left > 0 && typed.problems !== undefined) {
    await writeFile(typed.problems, await askForFile(config, 'imports.problems', { ref: id }))
    output.remark(`${left} rows to mend are in ${typed.problems}.`)
  }
  return left === 0 ? EXIT.done : EXIT.partly
}

const inputOf = (typed: z.infer<typeof schema>, path: string): InputOf<'imports.create'> => {
  const columns = Object.fromEntries((typed.column ?? []).map(readColumn))
  const remedies = Object.fromEntries((typed.remedy ?? []).map(readRemedy))
  return {
    name: basename(path).slice(0, 200),
    mode: typed.complete ? 'complete' : 'changes',
    invite: typed.invite ?? 'none',
    matchByEmail: typed.matchByEmail,
    columns,
    remedies,
    prefer: typed.prefer ?? [],
    ...(typed.sheet === undefined ? {} : { sheet: typed.sheet }),
    ...(typed.application === undefined ? {} : { application: typed.application }),
    ...(typed.clear === undefined ? {} : { clear: typed.clear }),
    ...(typed.coolDown === undefined ? {} : { coolDownDays: typed.coolDown }),
    ...(typed.language === undefined ? {} : { language: typed.language }),
    ...(typed.initialPasswords ? { initialPassword: 'generate' as const } : {}),
  }
}

/** One file for up to 10,000 people; the second one of `sheets.pdf` is `sheets-2.pdf`. */
const printSheets = async (
  config: FoyerConfig,
  batches: OutputOf<'imports.result'>['sheets'],
  path: string,
  format: ReturnType<typeof sheetFormatOf> | null,
): Promise<{ file: string; count: number }[]> => {
  const printed: { file: string; count: number }[] = []
  if (format === null) return printed
  for (const [at, { id, count }] of batches.entries()) {
    const file = at === 0 ? path : path.replace(/(\.[a-z]+)$/, `-${at + 1}$1`)
    await writeSheets(config, id, file, format)
    printed.push({ file, count })
  }
  return printed
}

const readColumn = (text: string): [string, string] => {
  const at = text.lastIndexOf('=')
  if (at <= 0) throw new CommandError(`--column: write HEADER=FIELD, such as "Wohnsitz=location", not "${text}".`, EXIT.usage)
  return [text.slice(0, at), text.slice(at + 1)]
}

const remedySchema = z.enum(['leave_out', 'on_file', 'skip'])

const readRemedy = (text: string): [string, z.infer<typeof remedySchema>] => {
  const at = text.lastIndexOf('=')
  const remedy = remedySchema.safeParse(text.slice(at + 1))
  if (at <= 0 || !remedy.success)
    throw new CommandError(
      `--remedy: write GROUP=leave_out, GROUP=on_file or GROUP=skip, such as "email_twice=leave_out", not "${text}".`,
      EXIT.usage,
    )
  return [text.slice(0, at), remedy.data]
}

const send = async (config: FoyerConfig, id: string, path: string, output: Output): Promise<void> => {
  const file = await open(path).catch((cause: unknown) => {
    throw new CommandError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, EXIT.usage, { cause })
  })
  try {
    const { size } = await file.stat()
    let offset = 0
    do {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, offset)
      const last = offset + bytesRead >= size
      const input = { offset, last }
      await askManagement(config, 'imports.upload', { ref: id, input, bytes: buffer.subarray(0, bytesRead) })
      offset += bytesRead
      output.progress(`sending ${bar(offset, size)}`)
      if (last) return
    } while (offset < size)
  } finally {
    await file.close()
  }
}

/** Whoever serves the deployment works; where nobody does, this command works itself. */
const until = async (config: FoyerConfig, id: string, states: readonly Import['state'][], output: Output): Promise<void> => {
  for (;;) {
    await carryOut(config, workOnImports, {})
    const { state, done, rows, failure } = await askManagement(config, 'imports.get', { ref: id })
    if (states.includes(state)) return
    if (state === 'failed' || state === 'cancelled') throw new CommandError(failure?.message ?? 'The import was stopped.', EXIT.refused)
    output.progress(`${state} ${bar(done, rows)}`)
    await sleep(LOOK_EVERY_MS)
  }
}

const firstProblems = async (config: FoyerConfig, id: string) => {
  const { items } = await askManagement(config, 'imports.rows', {
    ref: id,
    input: { outcome: ['conflict', 'error'], limit: SHOWN_PROBLEMS },
  })
  return items.map(({ line, outcome, reason }) => ({ line, outcome, ...reason }))
}

const problemLine = ({ line, column, message }: { line: number; column?: string | null; message?: string }): string =>
  `line ${line}${column == null ? '' : `, ${printable(column)}`}: ${message ?? ''}`

const resultLine = ({
  create,
  update,
  unchanged,
  deactivate,
  revoke,
  reactivate,
  conflict,
  error,
  mailsQueued,
}: OutputOf<'imports.result'>): string =>
  `${create} entered, ${update} changed, ${unchanged} unchanged, ${deactivate + revoke} left, ${reactivate} back, ${mailsQueued} mails, ${conflict + error} rows not written.`

const BAR = 24

const bar = (done: number, total: number): string => {
  const share = total === 0 ? 0 : Math.min(1, done / total)
  const full = Math.round(share * BAR)
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.round(share * 100)} %`
}
