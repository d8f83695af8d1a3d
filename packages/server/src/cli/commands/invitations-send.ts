// `foyer invitations send`: invites everybody who is named or found, and says who was left out.

import { randomUUID } from 'node:crypto'
import type { OutputOf } from '@foyer/contract'
import * as z from 'zod'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { sendManyForAWhile } from '../operations/send-many.ts'
import { filterOf, filterShape } from '../people/read-filter.ts'
import { readWho } from '../people/read-who.ts'
import { printable } from '../printable.ts'
import { carryOut } from '../reach-deployment.ts'
import { inviteOf } from './person-commands.ts'

/** What one request over the socket holds. */
const MAX_NAMED = 200
const MAX_LISTED = 10_000

const schema = z.object({
  config: textOption.optional(),
  application: z.string('say to which application'),
  role: textOption.optional(),
  days: z.int('give a whole number of days').optional(),
  message: textOption.optional(),
  at: textOption.optional(),
  coolDown: z.int('give a whole number of days').optional(),
  everybody: z.boolean().default(false),
  run: textOption.optional(),
  ...filterShape,
})

export const run: RunCommand = async ({ arguments: who, options }, output) => {
  const { config: path, application, role, days, message, at, coolDown, everybody, run: name, ...given } = readOptions(schema, options)
  const filter = filterOf(given)
  const isFiltered = Object.keys(filter).length > 0
  if (who.length > 0 && (isFiltered || everybody)) throw new CommandError('Name people or find them by flags, not both.', EXIT.usage)
  if (who.length === 0 && !isFiltered && !everybody)
    throw new CommandError('Say who: name people, find them by flags, or give --everybody.', EXIT.usage)
  if (who.length > MAX_NAMED) throw new CommandError(`Name at most ${MAX_NAMED} people at once.`, EXIT.usage)
  const config = await loadConfig(path)
  const selection = who.length > 0 ? who.map(readWho) : filter
  const runName = name ?? randomUUID()
  if (name === undefined) output.remark(`If this is cut off, add --run ${runName} to go on without mailing anybody twice.`)
  const invite = {
    ...inviteOf({ application, role, days, message }),
    ...(at === undefined ? {} : { sendAt: at }),
    ...(coolDown === undefined ? {} : { coolDownDays: coolDown }),
  }
  const skipped: OutputOf<'invitations.sendMany'>['skipped'] = []
  let done = 0
  let left = 0
  let after: string | null = null
  do {
    const batch: OutputOf<'invitations.sendMany'> = await carryOut(config, sendManyForAWhile, { selection, invite, after, run: runName })
    done = batch.total ?? done + batch.done
    left += batch.skipped.length
    skipped.push(...batch.skipped.slice(0, MAX_LISTED - skipped.length))
    output.progress(`${done} invited, ${left} left out`)
    after = batch.next
  } while (after !== null)
  const lines = skipped.map(({ ref, code }) => `left out: ${printable(typeof ref === 'string' ? ref : JSON.stringify(ref))}  ${code}`)
  output.show({ done, left, skipped, run: runName }, [`${done} invited, ${left} left out.`, ...lines])
  return left === 0 ? EXIT.done : EXIT.partly
}
