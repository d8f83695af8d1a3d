// `foyer invitations sheet`: prints info sheets for those named or found, into a file.

import * as z from 'zod'
import { askManagement } from '../ask-management.ts'
import { listOption, type RunCommand, readOptions, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { filterOf, filterShape } from '../people/read-filter.ts'
import { readWho } from '../people/read-who.ts'
import { sheetFormatOf, writeSheets } from '../people/write-sheets.ts'
import { printable } from '../printable.ts'

const MAX_NAMED = 200

const schema = z.object({
  config: textOption.optional(),
  application: textOption.optional(),
  output: z.string('say into which file: --output sheets.pdf, .zip or .html'),
  days: z.int('give a whole number of days').optional(),
  locales: listOption.optional(),
  order: listOption.optional(),
  message: textOption.optional(),
  all: z.boolean().default(false),
  lost: z.boolean().default(false),
  everybody: z.boolean().default(false),
  ...filterShape,
})

export const run: RunCommand = async ({ arguments: who, options }, output) => {
  const {
    config: path,
    application,
    output: file,
    days,
    locales,
    order,
    message,
    all,
    lost,
    everybody,
    ...given
  } = readOptions(schema, options)
  const format = sheetFormatOf('--output', file)
  const filter = filterOf(given)
  const isFiltered = Object.keys(filter).length > 0
  if (who.length > 0 && (isFiltered || everybody)) throw new CommandError('Name people or find them by flags, not both.', EXIT.usage)
  if (who.length === 0 && !isFiltered && !everybody)
    throw new CommandError('Say who: name people, find them by flags, or give --everybody.', EXIT.usage)
  if (who.length > MAX_NAMED) throw new CommandError(`Name at most ${MAX_NAMED} people at once.`, EXIT.usage)
  const config = await loadConfig(path)
  const input = {
    selection: who.length > 0 ? who.map(readWho) : filter,
    ...(application === undefined ? {} : { application }),
    ...(days === undefined ? {} : { validDays: days }),
    ...(locales === undefined ? {} : { locales: locales as ('de' | 'en')[] }),
    ...(order === undefined ? {} : { order: order as 'location'[] }),
    ...(message === undefined ? {} : { message }),
    ...(all ? { only: 'all' as const } : {}),
    ...(lost ? { lost: true } : {}),
  }
  let batch = await askManagement(config, 'sheets.create', { input })
  while (batch.done < batch.total) {
    batch = await askManagement(config, 'sheets.prepare', { ref: batch.id, input: {} })
    output.progress(`${batch.done} of ${batch.total} invited`)
  }
  await writeSheets(config, batch.id, file, format)
  const lines = [
    `${batch.sheets} sheets in ${printable(file)}.`,
    ...(batch.printedBefore.length > 0 ? [`${batch.printedBefore.length} have a sheet already; --all prints them again.`] : []),
    ...batch.skipped.map(({ userId, code }) => `left out: ${userId}  ${code}`),
  ]
  output.show({ ...batch, file }, lines)
  return batch.skipped.length === 0 ? EXIT.done : EXIT.partly
}
