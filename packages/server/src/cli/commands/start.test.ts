// Starting and stopping: what a terminal is shown, what a full port is answered, and what begun requests get.

import { spawn, spawnSync } from 'node:child_process'
import { request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CommandLine, configFile, openCommandLine } from '../../../test/run-foyer.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
  line.configure(configFile().replace('https://id.foyer.test', 'https://id.foyer.test/id'))
}, 60_000)
afterAll(() => line.close())

/** util-linux's `script` lends a process a terminal; the one of BSD takes other arguments. */
const lendsTerminals = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true
if (!lendsTerminals) console.warn('What a terminal is shown is not tested: there is no script of util-linux')

it.skipIf(!lendsTerminals)(
  "shows a terminal the address and the first owner's link",
  async () => {
    const command = `exec "${process.execPath}" "${line.script}" start --port 0`
    const child = spawn('script', ['-qfec', command, '/dev/null'], { cwd: line.folder, stdio: ['pipe', 'pipe', 'inherit'] })
    let shown = ''
    const asked = new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        shown += text
        if (/first owner, once: \S+\s/.test(shown)) resolve()
      })
    })
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    await Promise.race([asked, ended])
    child.stdin.write('\u0003')
    expect(await ended).toBe(0)
    expect(shown).toContain('Foyer is at https://id.foyer.test/id (listening on 127.0.0.1, port ')
    expect(shown).toMatch(/once: https:\/\/id\.foyer\.test\/id\/l\/[a-z2-7]+\s/)
  },
  60_000,
)

it('answers below the path of its url, and finishes a request that was begun before it was told to stop', async () => {
  const server = line.start(['start', '--port', '0'])
  const at = await server.listening()
  expect((await fetch(`${at}/id/livez`)).status).toBe(200)
  expect((await fetch(`${at}/livez`)).status).toBe(404)
  const body = JSON.stringify({ application: 'app' })
  const answered = new Promise<number | undefined>((resolve, reject) => {
    const begun = request(`${at}/id/api/flows`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    })
    begun.once('response', ({ statusCode }) => resolve(statusCode))
    begun.once('error', reject)
    begun.write(body.slice(0, 5), () => {
      setTimeout(() => server.process.kill('SIGTERM'), 200)
      setTimeout(() => begun.end(body.slice(5)), 1_000)
    })
  })
  expect(await answered).toBeGreaterThanOrEqual(200)
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' })
}, 60_000)

it('ends within ten seconds though somebody never finishes a request', async () => {
  const server = line.start(['start', '--port', '0'])
  const at = await server.listening()
  const endless = request(`${at}/id/api/flows`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': 100 } })
  endless.on('error', () => {})
  await new Promise<void>((resolve) => endless.write('{', () => resolve()))
  const told = performance.now()
  server.process.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0 })
  expect(performance.now() - told).toBeLessThan(10_500)
}, 60_000)

it('says that a port is taken, and leaves the data directory free', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as AddressInfo
  const { code, stderr } = await line.foyer('start', '--port', String(port))
  holder.close()
  expect(stderr).toBe(`Port ${port} of 127.0.0.1 is taken. Choose another one with --port, or stop what listens there.\n`)
  expect(code).toBe(1)
  expect(await line.foyer('keys', 'list')).toMatchObject({ code: 0 })
}, 60_000)
