// `foyer doctor`: one line for each thing that a deployment needs, and how to mend what is wrong.

import * as z from 'zod'
import { type ResolvedConfig, resolveConfig } from '../../config.ts'
import type { FoyerConfig } from '../../config-types.ts'
import { readLegalTexts } from '../../legal/legal-texts.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { DEFAULT_HOSTNAME, DEFAULT_PORT } from '../default-address.ts'
import { checkDatabase } from '../doctor/check-database.ts'
import { checkMail, checkWebhooks } from '../doctor/check-mail.ts'
import { checkPort } from '../doctor/check-port.ts'
import { checkSecrets } from '../doctor/check-secrets.ts'
import { type Finding, good, wrong } from '../doctor/finding.ts'
import { EXIT } from '../exit-codes.ts'
import { explainError } from '../explain-error.ts'
import { loadConfig } from '../load-config.ts'

const schema = z.object({
  config: textOption.optional(),
  port: z.int('give a number from 1 to 65535').min(1, 'give 1 or more').max(65_535, 'give at most 65535').default(DEFAULT_PORT),
  hostname: textOption.default(DEFAULT_HOSTNAME),
})

export const run: RunCommand = async ({ options }, output) => {
  const { config: path, ...where } = readOptions(schema, options)
  const checks = await examine(path, where)
  const ok = checks.every(({ state }) => state !== 'wrong')
  output.show(
    { ok, checks },
    checks.map(({ check, state, text }) => `${MARKS[state]} ${check.padEnd(WIDEST)}  ${text}`),
  )
  return ok ? EXIT.done : EXIT.failed
}

const MARKS: Readonly<Record<Finding['state'], string>> = { good: 'ok    ', wrong: 'WRONG ', unknown: '?     ' }
const WIDEST = 'database'.length

/** What stands on a configuration that cannot work is not looked at. */
const examine = async (path: string | undefined, where: { port: number; hostname: string }): Promise<Finding[]> => {
  let read: { config: FoyerConfig; resolved: ResolvedConfig }
  try {
    read = await readConfig(path)
  } catch (error) {
    return [wrong('config', explainError(error).text)]
  }
  const { config, resolved } = read
  const [secrets, database, mail, port] = await Promise.all([
    checkSecrets(config),
    checkDatabase(config),
    checkMail(config),
    checkPort(config.url, where),
  ])
  return [
    good('config', 'is valid, and every legal document can be read.'),
    urlFinding(resolved),
    secrets,
    ...database,
    mail,
    ...checkWebhooks(config),
    port,
  ]
}

const readConfig = async (path: string | undefined): Promise<{ config: FoyerConfig; resolved: ResolvedConfig }> => {
  const config = await loadConfig(path)
  const resolved = resolveConfig(config)
  await readLegalTexts(resolved)
  return { config, resolved }
}

/** http outside demo mode is refused with the configuration. */
const urlFinding = ({ url, secure }: ResolvedConfig): Finding =>
  secure ? good('url', `${url} is https.`) : good('url', `${url} is http, as demo mode allows. Do not use it for real people.`)
