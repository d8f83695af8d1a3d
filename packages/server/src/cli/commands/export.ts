// `foyer export`: everything that is stored about one person, as JSON.

import type { OutputOf } from '@foyer/contract'
import * as z from 'zod'
import { askManagement } from '../ask-management.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { exportPerson } from '../operations/export-person.ts'
import { readWho } from '../people/read-who.ts'
import { carryOut } from '../reach-deployment.ts'

const PAGE = 500
const MAX_EVENTS = 100_000

const schema = z.object({ config: textOption.optional(), user: z.string('say whose: an id, external:<number> or an address') })

export const run: RunCommand = async ({ options }, output) => {
  const { config: path, user } = readOptions(schema, options)
  const config = await loadConfig(path)
  const stored = await carryOut(config, exportPerson, { ref: readWho(user) })
  const events: OutputOf<'events.list'>['items'] = []
  let after: string | null = null
  do {
    const page: OutputOf<'events.list'> = await askManagement(config, 'events.list', {
      input: { user: String(stored.person.id), limit: PAGE, ...(after === null ? {} : { after }) },
    })
    events.push(...page.items)
    output.progress(`${events.length} events read`)
    after = page.items.length < PAGE ? null : page.next
  } while (after !== null && events.length < MAX_EVENTS)
  const whole = { exportedAt: new Date().toISOString(), ...stored, events }
  output.show(whole, JSON.stringify(whole, null, 2).split('\n'))
  return EXIT.done
}
