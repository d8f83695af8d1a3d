// Backup codes in place of an authenticator app: ten, each good once, kept as keyed hashes.

import { createHmac, randomInt } from 'node:crypto'
import { codeAlphabet, formatGroups, readTypedCode } from '@foyer/core'
import type { Deps } from '../deps.ts'

const CODES = 10
/** 8 characters of an alphabet of 31: about 40 bits, behind a limit on tries and a key that no backup holds. */
const LENGTH = 8

/** In groups of four, as they are shown and printed. */
export const newBackupCodes = (): string[] => Array.from({ length: CODES }, () => formatGroups(newCode(), 4))

/** With the newest secret. */
export const hashBackupCodes = (deps: Pick<Deps, 'keys'>, userId: string, codes: readonly string[]): Uint8Array[] =>
  codes.flatMap((code) => hashesOf(deps, userId, code).slice(0, 1))

/** One for each of the deployment's secrets, newest first; none for a text that cannot be a code. */
export const hashesOf = ({ keys }: Pick<Deps, 'keys'>, userId: string, typed: string): Uint8Array[] => {
  const code = readTypedCode(typed, LENGTH)
  if (code === null) return []
  return keys.ids.flatMap((id) => {
    const key = keys.key(id, 'backup-code')
    return key === undefined ? [] : [createHmac('sha256', key).update(`${userId}\0${code}`).digest()]
  })
}

const newCode = (): string => Array.from({ length: LENGTH }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')
