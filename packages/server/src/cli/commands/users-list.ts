// `foyer users list` and `foyer users count`: people by filter.

import * as z from 'zod'
import { askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { inColumns } from '../in-columns.ts'
import { loadConfig } from '../load-config.ts'
import { filterOf, filterShape } from '../people/read-filter.ts'
import { rowOf } from '../people/show-person.ts'
import { limitOption, MAX_LISTED, readPages } from '../read-pages.ts'

const schema = z.object({
  config: textOption.optional(),
  ...filterShape,
  sort: z.enum(['lastName', '-createdAt', '-changedAt'], 'use lastName, -createdAt or -changedAt').optional(),
  limit: limitOption,
})

export const list: RunCommand = async ({ options }, output) => {
  const { config: path, sort, limit, ...given } = readOptions(schema, options)
  const config = await loadConfig(path)
  const filter = { ...filterOf(given), ...(sort === undefined ? {} : { sort }) }
  const { items, last } = await readPages(limit, output, (place) => askManagement(config, 'users.list', { input: { ...filter, ...place } }))
  output.show({ users: items, complete: last.next === null && last.more === null }, inColumns(items.map(rowOf)))
  if (last.next !== null) output.remark(`There are more: --limit takes up to ${MAX_LISTED}.`)
  if (last.more !== null) output.remark('More people match than were looked at: search for more of the name.')
  return EXIT.done
}

const countSchema = z.object({ config: textOption.optional(), ...filterShape })

export const count: RunCommand = async ({ options }, output) => {
  const { config: path, ...given } = readOptions(countSchema, options)
  const counted = await askManagement(await loadConfig(path), 'users.count', { input: filterOf(given) })
  output.show(counted, [counted.exact ? String(counted.count) : `${counted.count}+`])
  return EXIT.done
}
