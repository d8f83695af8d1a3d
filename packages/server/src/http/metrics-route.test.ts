// Who reads the metrics, and what stands in them.

import { afterEach, describe, expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { type ExampleFoyer, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'

const TOKEN = 'a-token-of-more-than-32-characters-for-the-scraper'
const bearer = { authorization: `Bearer ${TOKEN}` }

let foyer: ExampleFoyer | undefined
afterEach(() => foyer?.close())
const open = async (config: Parameters<typeof openExampleFoyer>[0], overrides: Parameters<typeof openExampleFoyer>[1] = {}) => {
  foyer = await openExampleFoyer(config, overrides)
  return foyer
}

const from = async (foyer: ExampleFoyer, remoteAddress: string, headers: Record<string, string> = {}) =>
  (await foyer.app.request(`${OWN}/metrics`, { headers }, { incoming: { socket: { remoteAddress } } })).status

describe('the metrics', () => {
  it('are nowhere unless the configuration names who reads them', async () => {
    const silent = await open({})
    expect(await from(silent, '127.0.0.1', bearer)).toBe(404)
  })

  it('are for whoever has the token, from anywhere', async () => {
    const guarded = await open({ metrics: { token: TOKEN } })
    expect(await from(guarded, '203.0.113.9', bearer)).toBe(200)
    for (const authorization of [
      '',
      'Bearer ',
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
      `Basic ${TOKEN}`,
      `Bearer ${guarded.apiKey}`,
      `Bearer ${'x'.repeat(5_000)}`,
    ])
      expect(await from(guarded, '127.0.0.1', { authorization }), authorization.slice(0, 40)).toBe(401)
    expect(await from(guarded, '127.0.0.1')).toBe(401)
  })

  it('are for this machine where it says so, and not for what a proxy on it passes on', async () => {
    const local = await open({ metrics: 'loopback' })
    expect(await from(local, '127.0.0.1')).toBe(200)
    expect(await from(local, '::1')).toBe(200)
    expect(await from(local, '192.168.0.9')).toBe(404)
    for (const name of ['x-forwarded-for', 'forwarded', 'via']) expect(await from(local, '127.0.0.1', { [name]: '127.0.0.1' })).toBe(404)
  })

  it.each([{ token: 'short' }, { token: '' }, { token: `${'x'.repeat(40)}\n` }, 'everybody', true])(
    'refuse to start with %j',
    async (metrics) => {
      await expect(open({ metrics: metrics as 'loopback' })).rejects.toThrow(/metrics/)
    },
  )

  it('count requests, refusals, sign-ins, mails, jobs and what waits', async () => {
    const counting = await open({ metrics: 'loopback' })
    const { email } = await counting.join()
    const browser = counting.browser()
    const begun = await browser.start()
    expect((await browser.tryTo(begun, 'sign_in', { name: email, password: 'not this one' })).status).toBe(401)
    expect((await browser.tryTo(begun, 'sign_in', { name: email, password: PASSWORD })).status).toBe(200)
    expect((await ask(counting, 'GET', '/api/users/external:nobody%20at%20all', { authorization: 'Bearer x' })).status).toBe(401)
    expect((await ask(counting, 'GET', `/nowhere/${email}`)).status).toBe(404)
    const { text, status, headers } = await ask(counting, 'GET', '/metrics')
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'no-store',
    ])
    for (const line of [
      /^foyer_http_request_duration_seconds_count\{route="\/flow\/act",method="POST",status="401"\} 1$/m,
      /^foyer_http_request_duration_seconds_bucket\{route="\/api\/users",method="POST",status="200",le="\+Inf"\} 1$/m,
      /^foyer_http_request_duration_seconds_count\{route="\/api\/users\/:ref",method="GET",status="401"\} 1$/m,
      /^foyer_errors_total\{code="credentials_wrong"\} 1$/m,
      /^foyer_errors_total\{code="unauthenticated"\} 1$/m,
      /^foyer_sign_ins_total\{outcome="credentials_wrong"\} 1$/m,
      /^foyer_sign_ins_total\{outcome="accepted"\} 1$/m,
      /^foyer_mails_total\{outcome="sent"\} [12]$/m,
      /^foyer_jobs_total\{type="mail",outcome="done"\} [12]$/m,
      /^foyer_password_hashes_running 0$/m,
      /^foyer_password_hashes_waiting 0$/m,
      /^foyer_database_up 1$/m,
      /^foyer_database_connections\{state="idle"\} \d$/m,
      /^foyer_database_waiting 0$/m,
      /^process_resident_memory_bytes \d+$/m,
    ])
      expect(text).toMatch(line)
  })

  it('name nobody, and grow with nothing that a caller makes up', async () => {
    const counting = await open({ metrics: 'loopback' })
    const member = await counting.join()
    for (let at = 0; at < 30; at += 1) {
      await ask(counting, 'GET', `/made-up/${at}/${member.email}`)
      await ask(counting, at % 2 === 0 ? `X${at}` : 'POST', `/api/users/${member.id}?x=${at}`, bearer)
      await ask(counting, 'GET', `/l/token${at}`, { accept: 'text/html' })
    }
    const { text } = await ask(counting, 'GET', '/metrics')
    expect(text).not.toMatch(/made-up|token\d|@|X\d/)
    expect(text).not.toContain(member.id)
    const routes = new Set([...text.matchAll(/route="([^"]*)"/g)].map(([, route]) => route))
    expect(routes.size).toBeLessThan(20)
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^{}]*\})? -?[\d.e+-]+)$/)
  })

  it('answer also while the database does not', async () => {
    const counting = await open({ metrics: 'loopback' })
    await counting.store.close()
    const { text, status } = await ask(counting, 'GET', '/metrics')
    expect(status).toBe(200)
    expect(text).toContain('foyer_database_up 0')
    expect(text).not.toContain('foyer_database_connections')
  })
})

it('jobs that wait are counted by type, with the age of the oldest', async () => {
  const counting = await open({ metrics: 'loopback' }, { worker: false })
  await counting.enter({ email: 'mia@example.com', invite: { application: 'app' } })
  await counting.shiftClock(60_000)
  const { text } = await ask(counting, 'GET', '/metrics')
  expect(text).toMatch(/^foyer_jobs_waiting\{type="mail"\} 1$/m)
  const oldest = Number(/^foyer_jobs_oldest_seconds\{type="mail"\} ([\d.]+)$/m.exec(text)?.[1])
  expect(oldest).toBeGreaterThanOrEqual(60)
  expect(oldest).toBeLessThan(120)
})
