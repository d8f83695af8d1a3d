// `foyer mails list`: what became of mails, newest first; never their text or the address.

import type { InputOf, OutputOf } from '@foyer/contract'
import * as z from 'zod'
import type { FoyerConfig } from '../../config-types.ts'
import { askManagement } from '../ask-management.ts'
import { listOption, type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { inColumns } from '../in-columns.ts'
import { loadConfig } from '../load-config.ts'
import { readWho } from '../people/read-who.ts'
import { printable } from '../printable.ts'
import { limitOption, MAX_LISTED, readPages } from '../read-pages.ts'

type Filter = InputOf<'mails.list'>
type Mail = OutputOf<'mails.list'>['items'][number]

const schema = z.object({
  config: textOption.optional(),
  state: listOption.optional(),
  kind: listOption.optional(),
  user: textOption.optional(),
  limit: limitOption,
})

export const run: RunCommand = async ({ options }, output) => {
  const { config: path, limit, user, ...given } = readOptions(schema, options)
  const config = await loadConfig(path)
  const filter = { ...given, ...(user === undefined ? {} : { userId: await idOf(config, user) }) } as Filter
  const { items, last } = await readPages(limit, output, (place) => askManagement(config, 'mails.list', { input: { ...filter, ...place } }))
  output.show({ mails: items, complete: last.next === null }, items.length === 0 ? ['There is no such mail.'] : inColumns(items.map(rowOf)))
  if (last.next !== null) output.remark(`There are more: --limit takes up to ${MAX_LISTED}.`)
  return EXIT.done
}

const idOf = async (config: FoyerConfig, who: string): Promise<string> =>
  (await askManagement(config, 'users.get', { ref: readWho(who) })).id

const rowOf = ({ stateAt, state, kind, userId, name, toOtherAddress, reason }: Mail): string[] =>
  [
    stateAt,
    state,
    kind,
    userId ?? '-',
    name ?? '-',
    [...(toOtherAddress ? ['to another address than on file'] : []), ...(reason === null ? [] : [reason])].join(': '),
  ].map(printable)
