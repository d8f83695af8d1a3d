// `foyer users list` and `foyer users count`: people by filter.

import type { OutputOf } from '@foyer/contract'
import * as z from 'zod'
import { askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { inColumns } from '../in-columns.ts'
import { loadConfig } from '../load-config.ts'
import { filterOf, filterShape } from '../people/read-filter.ts'
import { rowOf } from '../people/show-person.ts'

const PAGE = 200
const MAX_LISTED = 10_000

const schema = z.object({
  config: textOption.optional(),
  ...filterShape,
  sort: z.enum(['lastName', '-createdAt', '-changedAt'], 'use lastName, -createdAt or -changedAt').optional(),
  limit: z.int('give a whole number').min(1, 'give at least 1').max(MAX_LISTED, `give at most ${MAX_LISTED}`).default(50),
})

export const list: RunCommand = async ({ options }, output) => {
  const { config: path, sort, limit, ...given } = readOptions(schema, options)
  const config = await loadConfig(path)
  const filter = filterOf(given)
  const people: OutputOf<'users.list'>['items'] = []
  let page: OutputOf<'users.list'>
  let after: string | null = null
  do {
    const size = Math.min(PAGE, limit - people.length)
    const input = { ...filter, ...(sort === undefined ? {} : { sort }), ...(after === null ? {} : { after }), limit: size }
    page = await askManagement(config, 'users.list', { input })
    after = page.next
    people.push(...page.items)
    output.progress(`${people.length} read`)
  } while (page.next !== null && people.length < limit)
  output.show({ users: people, complete: page.next === null && page.more === null }, inColumns(people.map(rowOf)))
  if (page.next !== null) output.remark(`There are more: --limit takes up to ${MAX_LISTED}.`)
  if (page.more !== null) output.remark('More people match than were looked at: search for more of the name.')
  return EXIT.done
}

const countSchema = z.object({ config: textOption.optional(), ...filterShape })

export const count: RunCommand = async ({ options }, output) => {
  const { config: path, ...given } = readOptions(countSchema, options)
  const counted = await askManagement(await loadConfig(path), 'users.count', { input: filterOf(given) })
  output.show(counted, [counted.exact ? String(counted.count) : `${counted.count}+`])
  return EXIT.done
}
