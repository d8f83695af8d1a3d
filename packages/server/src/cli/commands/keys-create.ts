// `foyer keys create`: makes an API key and prints it, this once.

import * as z from 'zod'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { isoMoment } from '../iso-moment.ts'
import { loadConfig } from '../load-config.ts'
import { createKey } from '../operations/create-key.ts'
import { carryOut } from '../reach-deployment.ts'

const schema = z.object({
  config: textOption.optional(),
  name: textOption.optional(),
  role: z.enum(['owner', 'manager', 'helper', 'viewer'], 'use owner, manager, helper or viewer').default('manager'),
  application: textOption.optional(),
  expires: z.int('give a whole number of days').min(1, 'give at least one day').max(3650, 'give at most 3650 days').optional(),
})

export const run: RunCommand = async ({ options }, output) => {
  const { config: path, name, role, application = null, expires = null } = readOptions(schema, options)
  if (name === undefined) throw new CommandError('--name: say what the key is for, such as --name "Nightly sync".', EXIT.usage)
  const config = await loadConfig(path)
  const made = await carryOut(config, createKey, { name, role, application, expiresInDays: expires })
  const expiresAt = isoMoment(made.expiresAt)
  output.remark(
    `Key ${made.id}, ${role}${application === null ? '' : ` of ${application}`}, ${expiresAt === null ? 'without an end' : `until ${expiresAt}`}. It is shown this once:`,
  )
  output.show({ id: made.id, key: made.key, name, role, application, expiresAt }, [made.key])
  return EXIT.done
}
