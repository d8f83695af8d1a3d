// `foyer keys revoke`: ends an API key for good.

import * as z from 'zod'
import { KEY_MEMORY_MS } from '../../store/remember-api-keys.ts'
import { askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'

const schema = z.object({ config: textOption.optional() })

export const run: RunCommand = async ({ arguments: [id = ''], options }, output) => {
  const config = await loadConfig(readOptions(schema, options).config)
  const key = await askManagement(config, 'keys.revoke', { ref: id })
  output.show(key, [`Key ${key.id} is revoked: every server refuses it within ${KEY_MEMORY_MS / 1000} seconds.`])
  return EXIT.done
}
