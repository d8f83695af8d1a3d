// `foyer keys rotate`: gives an API key another secret, beside which the old one lives for a while.

import * as z from 'zod'
import { askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'

const HOUR_MS = 3_600_000
const MAX_HOURS = 24 * 90

const schema = z.object({
  config: textOption.optional(),
  overlap: z
    .int('give a whole number of hours')
    .min(0, 'give 0 or more hours')
    .max(MAX_HOURS, `give at most ${MAX_HOURS} hours`)
    .default(24),
})

export const run: RunCommand = async ({ arguments: [id = ''], options }, output) => {
  const { config: path, overlap } = readOptions(schema, options)
  const config = await loadConfig(path)
  const oldUntil = overlap === 0 ? null : new Date(Date.now() + overlap * HOUR_MS).toISOString()
  const made = await askManagement(config, 'keys.rotate', { ref: id, input: { oldUntil } })
  const old = overlap === 0 ? 'The old secret has ended.' : `The old secret answers until ${made.oldUntil}.`
  output.remark(`Key ${made.id} has another secret. ${old} The new one is shown this once:`)
  output.show(made, [made.key])
  return EXIT.done
}
