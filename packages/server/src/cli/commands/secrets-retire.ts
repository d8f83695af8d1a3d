// `foyer secrets retire`: says what would die with a secret, and how to take it away. It changes nothing.

import { join } from 'node:path'
import * as z from 'zod'
import type { FoyerConfig } from '../../config-types.ts'
import { dataDirectory, givenSecrets } from '../../open-parts.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { weighSecret } from '../operations/weigh-secret.ts'
import { carryOut } from '../reach-deployment.ts'

const schema = z.object({ config: textOption.optional() })

export const run: RunCommand = async ({ arguments: [id = ''], options }, output) => {
  const config = await loadConfig(readOptions(schema, options).config)
  const { newest, openGrants } = await carryOut(config, weighSecret, { id })
  if (newest)
    throw new CommandError(
      `"${id}" is the newest secret: new links are made with it. Put another one in front first (foyer secrets new), and start again.`,
    )
  const place = placeOf(config)
  output.show({ id, openGrants, place }, [
    openGrants === 0
      ? `Nothing that is open was made with "${id}".`
      : `${openGrants} open ${openGrants === 1 ? 'grant was' : 'grants were'} made with "${id}": links, codes and sheets of ${openGrants === 1 ? 'this one' : 'these'} would die.`,
    `To retire it, take the entry that begins with "${id}:" out of ${place}, and start every server again.`,
  ])
  return EXIT.done
}

const placeOf = (config: FoyerConfig): string => {
  if (config.secrets !== undefined) return 'secrets in the configuration'
  return givenSecrets(config) === undefined ? join(dataDirectory(config), 'secrets') : 'FOYER_SECRETS'
}
