// `foyer owner invite`: the first owner's one-time link.

import * as z from 'zod'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { inviteOwner } from '../operations/invite-owner.ts'
import { carryOut } from '../reach-deployment.ts'

const schema = z.object({ config: textOption.optional() })

export const run: RunCommand = async ({ options }, output) => {
  const config = await loadConfig(readOptions(schema, options).config)
  const { link } = await carryOut(config, inviteOwner, {})
  if (link === null) output.show({ link }, ['There is an owner already, who can invite others.'])
  else {
    output.remark('Whoever opens this link becomes the owner, once:')
    output.show({ link }, [link])
  }
  return EXIT.done
}
