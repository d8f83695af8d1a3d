// `foyer secrets new`: a fresh entry for FOYER_SECRETS.

import * as z from 'zod'
import { isSecretId, newSecret } from '../../keys/key-ring.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'

const schema = z.object({ id: textOption.optional() })

export const run: RunCommand = async ({ options }, output) => {
  const taken = idsIn(process.env.FOYER_SECRETS ?? '')
  const id = readOptions(schema, options).id ?? nextId(taken)
  if (!isSecretId(id)) throw new CommandError('--id: use 1 to 16 of a-z, 0-9 and "-".', EXIT.usage)
  if (taken.has(id)) throw new CommandError(`--id: FOYER_SECRETS has "${id}" already.`, EXIT.usage)
  const entry = newSecret(id)
  output.remark(taken.size === 0 ? 'Keep it apart from backups of the database.' : 'Put it in front of the others, with a comma between.')
  output.show({ id, entry }, [entry])
  return EXIT.done
}

const idsIn = (secrets: string): ReadonlySet<string> =>
  new Set(
    secrets
      .split(',')
      .map((entry) => entry.trim().split(':')[0] ?? '')
      .filter((id) => id !== ''),
  )

const nextId = (taken: ReadonlySet<string>): string => {
  let number = 1
  while (taken.has(`k${number}`)) number += 1
  return `k${number}`
}
