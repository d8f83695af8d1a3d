// `foyer keys revoke`: ends an API key for good.

import * as z from 'zod'
import { KEY_MEMORY_MS } from '../../store/remember-api-keys.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { revokeKey } from '../operations/revoke-key.ts'
import { carryOut } from '../reach-deployment.ts'

const schema = z.object({ config: textOption.optional() })

export const run: RunCommand = async ({ arguments: [id = ''], options }, output) => {
  const config = await loadConfig(readOptions(schema, options).config)
  const { before } = await carryOut(config, revokeKey, { id })
  output.show({ id, revoked: true, before }, [
    before ? `Key ${id} was revoked before.` : `Key ${id} is revoked: every server refuses it within ${KEY_MEMORY_MS / 1000} seconds.`,
  ])
  return EXIT.done
}
