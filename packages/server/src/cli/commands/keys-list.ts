// `foyer keys list`: every API key, without what would let anybody in.

import * as z from 'zod'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { isoMoment } from '../iso-moment.ts'
import { loadConfig } from '../load-config.ts'
import { type ListedKey, listKeys } from '../operations/list-keys.ts'
import { carryOut } from '../reach-deployment.ts'

const schema = z.object({ config: textOption.optional() })

export const run: RunCommand = async ({ options }, output) => {
  const config = await loadConfig(readOptions(schema, options).config)
  const { now, keys } = await carryOut(config, listKeys, {})
  const rows = keys.map((key) => [key.id, key.role, key.application ?? 'all', stateOf(key, now), lastUse(key), printable(key.name)])
  const value = keys.map((key) => ({
    ...key,
    createdAt: isoMoment(key.createdAt),
    lastUsedAt: isoMoment(key.lastUsedAt),
    expiresAt: isoMoment(key.expiresAt),
    revokedAt: isoMoment(key.revokedAt),
  }))
  output.show({ keys: value }, rows.length === 0 ? ['There is no API key. Make one with: foyer keys create --name NAME'] : inColumns(rows))
  return EXIT.done
}

const stateOf = ({ revokedAt, expiresAt }: ListedKey, now: number): string => {
  if (revokedAt !== null) return `revoked ${isoMoment(revokedAt)}`
  if (expiresAt === null) return 'valid'
  return `${expiresAt > now ? 'valid until' : 'expired'} ${isoMoment(expiresAt)}`
}

const lastUse = ({ lastUsedAt }: ListedKey): string => (lastUsedAt === null ? 'never used' : `used ${isoMoment(lastUsedAt)}`)

/** A name may come from elsewhere: it must not steer the terminal. */
const printable = (name: string): string => name.replaceAll(/\p{Cc}/gu, '\u{fffd}')

const inColumns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
