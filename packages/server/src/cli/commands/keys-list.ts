// `foyer keys list`: every API key, without what would let anybody in.

import type { OutputOf } from '@foyer/contract'
import * as z from 'zod'
import { askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { inColumns } from '../in-columns.ts'
import { loadConfig } from '../load-config.ts'
import { printable } from '../printable.ts'

type ListedKey = OutputOf<'keys.list'>['items'][number]

const schema = z.object({ config: textOption.optional() })

export const run: RunCommand = async ({ options }, output) => {
  const config = await loadConfig(readOptions(schema, options).config)
  const { items } = await askManagement(config, 'keys.list')
  const now = new Date().toISOString()
  const rows = items.map((key) => [
    key.id,
    key.scopes.join(','),
    key.application ?? 'all',
    stateOf(key, now),
    key.lastUsedAt === null ? 'never used' : `used ${key.lastUsedAt}`,
    printable(key.name),
  ])
  output.show(
    { keys: items },
    rows.length === 0 ? ['There is no API key. Make one with: foyer keys create --scope users:read'] : inColumns(rows),
  )
  return EXIT.done
}

const stateOf = ({ revokedAt, expiresAt, oldUntil }: ListedKey, now: string): string => {
  if (revokedAt !== null) return `revoked ${revokedAt}`
  if (expiresAt !== null && expiresAt <= now) return `expired ${expiresAt}`
  const end = expiresAt === null ? 'valid' : `valid until ${expiresAt}`
  return oldUntil === null || oldUntil <= now ? end : `${end}, old secret until ${oldUntil}`
}
