// `foyer keys create`: makes an API key and prints it, this once.

import { type Scope, scopes } from '@foyer/contract'
import * as z from 'zod'
import { askManagement } from '../ask-management.ts'
import { listOption, type RunCommand, readOptions, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { printable } from '../printable.ts'
import { readEnd } from '../read-end.ts'

const schema = z.object({
  config: textOption.optional(),
  name: textOption.optional(),
  scope: listOption.optional(),
  application: textOption.optional(),
  expires: textOption.optional(),
})

export const run: RunCommand = async ({ options }, output) => {
  const { config: path, name, scope, application = null, expires } = readOptions(schema, options)
  const asked = scope ?? []
  const unknown = asked.filter((one) => !isScope(one))
  if (asked.length === 0 || unknown.length > 0)
    throw new CommandError(`--scope: say what the key may do, with one or several of ${Object.keys(scopes).join(', ')}.`, EXIT.usage)
  const config = await loadConfig(path)
  const made = await askManagement(config, 'keys.create', {
    input: { name: name ?? asked.join(', '), scopes: asked.filter(isScope), application, expiresAt: readEnd('--expires', expires) },
  })
  const reach = made.application === null ? '' : ` for ${made.application} alone`
  const end = made.expiresAt === null ? 'without an end' : `until ${made.expiresAt}`
  output.remark(`Key ${made.id}, ${made.scopes.join(', ')}${reach}, ${end}, "${printable(made.name)}". It is shown this once:`)
  output.show(made, [made.key])
  return EXIT.done
}

const isScope = (text: string): text is Scope => Object.hasOwn(scopes, text)
