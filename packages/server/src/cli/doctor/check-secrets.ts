// Whether the deployment's secrets are there, strong, and for nobody else to read.

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FoyerConfig } from '../../config-types.ts'
import type { KeyRing } from '../../keys/key-ring.ts'
import { databaseOptions, dataDirectory, givenSecrets, readKeys } from '../../open-parts.ts'
import { explainError } from '../explain-error.ts'
import { type Finding, good, wrong } from './finding.ts'

const OTHERS = 0o077

/** Makes nothing: a file that is not there yet is made by the first start. */
export const checkSecrets = async (config: FoyerConfig): Promise<Finding> => {
  const options = databaseOptions(config)
  const file = givenSecrets(config) === undefined && options.url === undefined ? join(dataDirectory(config), 'secrets') : null
  const mode =
    file === null
      ? null
      : await stat(file).then(
          (found) => found.mode,
          () => undefined,
        )
  if (file !== null && mode === undefined) return good('secrets', `${file} will be made by the first start.`)
  try {
    const keys = await readKeys(config, options)
    if (file !== null && typeof mode === 'number' && (mode & OTHERS) !== 0)
      return wrong('secrets', `${file} can be read by other users. Mend it with: chmod 600 ${file}`)
    return good('secrets', describe(keys))
  } catch (error) {
    return wrong('secrets', explainError(error).text)
  }
}

const describe = ({ ids, newest }: KeyRing): string =>
  ids.length === 1 ? `one, ${newest}.` : `${ids.length}, the newest is ${newest}; older ones are ${ids.slice(1).join(', ')}.`
