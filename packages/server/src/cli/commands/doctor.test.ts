// What the doctor finds where something is wrong, and where nothing was made yet.

import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createPostgresDatabase } from '../../../test/databases.ts'
import { type CommandLine, configFile, openCommandLine } from '../../../test/run-foyer.ts'
import { runOnPostgres } from '../../../test/run-on-postgres.ts'
import { newSecret } from '../../keys/key-ring.ts'
import type { Finding } from '../doctor/finding.ts'

const postgres = inject('foyerTestPostgres')
const CAPTURED = configFile("mail: { from: 'a@b.example', transport: 'capture' }, demo: true,").replace(
  "'https://id.foyer.test'",
  "'http://localhost'",
)

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
}, 60_000)
afterAll(() => line.close())

const examine = async (config: string, args: readonly string[] = [], env: Record<string, string> = {}) => {
  line.configure(config, 'doctor.ts')
  const { code, stdout } = await line.start(['doctor', '--config', 'doctor.ts', '--json', ...args], env).ended
  const { ok, checks }: { ok: boolean; checks: Finding[] } = JSON.parse(stdout)
  expect(code).toBe(ok ? 0 : 1)
  return { ok, of: (check: string) => checks.find((finding) => finding.check === check) }
}

it('makes nothing where nothing was made yet, and is content', async () => {
  const { ok, of } = await examine(CAPTURED)
  expect(of('database')?.text).toContain('will be made by the first start')
  expect(of('secrets')?.text).toContain('will be made by the first start')
  expect(existsSync(join(line.folder, 'data'))).toBe(false)
  expect(ok).toBe(true)
}, 60_000)

it('names every fault of the configuration in one line', async () => {
  const { of } = await examine(CAPTURED.replace("name: 'App'", "name: 'App', url: 'nowhere', colour: 1"))
  expect(of('config')?.state).toBe('wrong')
  expect(of('config')?.text).toMatch(/^[^\n]*applications\.app\.url: give a full http[^\n]*colour: there is no such setting[^\n]*$/)
}, 60_000)

it('finds weak secrets, and those that others can read', async () => {
  const weak = await examine(CAPTURED, [], { FOYER_SECRETS: `k1:${Buffer.alloc(32).toString('base64')}` })
  expect(weak.of('secrets')).toMatchObject({ state: 'wrong', text: expect.stringContaining('looks like a placeholder') })
  const file = join(line.folder, 'open', 'secrets')
  mkdirSync(join(line.folder, 'open'))
  writeFileSync(file, newSecret('k1'))
  chmodSync(file, 0o644)
  const open = await examine(CAPTURED.replace('demo: true', "demo: true, dataDirectory: 'open'"))
  expect(open.of('secrets')).toMatchObject({ state: 'wrong', text: expect.stringContaining('chmod 600 open/secrets') })
}, 60_000)

it('finds a stranger on the port', async () => {
  const stranger: Server = createServer((_, answer) => answer.end('ok'))
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const { port } = stranger.address() as AddressInfo
  const { of } = await examine(CAPTURED, ['--port', String(port)])
  stranger.close()
  expect(of('port')).toMatchObject({ state: 'wrong', text: expect.stringContaining('something else listens') })
}, 60_000)

it('finds a mail provider that cannot be reached', async () => {
  const { of } = await examine(configFile(''))
  expect(of('mail')).toMatchObject({ state: 'wrong', text: expect.stringContaining('ECONNREFUSED') })
}, 60_000)

it('says when Mailgun cannot tell what becomes of mails', async () => {
  const on = (more: string) =>
    configFile('').replace(/smtp\(\{.*?\}\)/, `mailgun({ apiKey: 'k', domain: 'mg.beispiel.example', url: 'http://127.0.0.1:1'${more} })`)
  expect((await examine(on(''))).of('webhooks')).toMatchObject({ state: 'unknown', text: expect.stringContaining('no webhookSigningKey') })
  const { of } = await examine(on(", webhookSigningKey: 'geheim'"))
  expect(of('webhooks')).toMatchObject({ state: 'good', text: expect.stringContaining('https://id.foyer.test/webhooks/mailgun') })
  expect(of('webhooks')?.text).not.toContain('geheim')
}, 60_000)

it.skipIf('missing' in postgres)(
  'finds a database that is gone, one of a newer Foyer, and one that is empty',
  async () => {
    const database = await createPostgresDatabase()
    const env = { FOYER_SECRETS: newSecret('k1') }
    const on = (url: string) => CAPTURED.replace('demo: true', `demo: true, database: '${url}'`)
    try {
      const empty = await examine(on(database.url), [], env)
      expect(empty.of('database')).toMatchObject({ state: 'good', text: expect.stringContaining('empty') })
      await runOnPostgres(database.url, 'create table foyer_migrations (name text, at timestamptz)')
      await runOnPostgres(database.url, "insert into foyer_migrations values ('9999-future')")
      const newer = await examine(on(database.url), [], env)
      expect(newer.of('database')).toMatchObject({ state: 'wrong', text: expect.stringContaining('9999-future') })
      const gone = await examine(on('postgres://foyer:geheim@127.0.0.1:1/x'), [], env)
      expect(gone.of('database')).toMatchObject({ state: 'wrong', text: expect.stringContaining('cannot be reached') })
      expect(gone.of('database')?.text).not.toContain('geheim')
    } finally {
      await database.drop()
    }
  },
  60_000,
)
