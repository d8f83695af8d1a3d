// Where the policy says so, a password that leaked anywhere is no new one. A list that does not answer keeps nobody out.

import { FoyerError } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { askLeakedPasswords } from './leaked-passwords.ts'

/** @throws FoyerError `password_common`. */
export const refuseLeaked = async ({ config, metrics }: Pick<Deps, 'config' | 'metrics'>, password: string): Promise<void> => {
  if (config.leakedPasswordsUrl === null) return
  const answer = await askLeakedPasswords(config.leakedPasswordsUrl, password)
  metrics?.leakedPassword(answer)
  if (answer === 'leaked') throw new FoyerError('password_common')
}
