// What the log holds after everything secret or hostile was sent in every place of a request: nothing of it, and one line of JSON each.

import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { codeIn, type ExampleFoyer, linkIn, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

const planted = {
  password: 'Kanarienvogel-im-Bergwerk-7',
  email: 'canary-1f3a@example.com',
  name: 'Canary-9b2c',
  token: 'canarytoken4d5e6f',
  header: 'canary-header-7a8b',
  key: `fk_${'canarykey'.padEnd(43, 'Z')}`,
}
const hostile = 'a\r\n{"level":60,"msg":"forged"}\u2028\u001b[31mred%s%j'

let foyer: ExampleFoyer
let text = ''
const secrets: string[] = Object.values(planted)

beforeAll(async () => {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => lines.push(line) })
  const hasher = { count: 0, running: 0, waiting: 0, isOutdated: () => false }
  const broken = {
    ...hasher,
    // A driver's error may quote what it was given.
    hash: (password: string) => Promise.reject(new Error(`cannot hash ${password}`)),
    verify: (_: string | null, password: string) => Promise.reject(new TypeError(`cannot compare ${password} of ${planted.email}`)),
  }
  foyer = await openExampleFoyer({ metrics: 'loopback' }, { log, hasher: broken })
  await foyer.enter({ firstName: planted.name, email: planted.email, externalId: planted.token, invite: { application: 'app' } })
  const mail = (await foyer.mailTo(planted.email)).text
  const link = linkIn(mail)
  secrets.push(link, codeIn(mail), foyer.apiKey)
  const odd = { 'user-agent': hostile.replace(/[^ -~]/g, ' '), referer: `https://x.test/l/${link}`, 'x-custom': planted.header }

  const browser = foyer.browser()
  const begun = await browser.start({ link })
  secrets.push(begun.token)
  await browser.tryTo(begun, 'open')
  const signIn = await browser.start()
  const tried = await browser.tryTo(signIn, 'sign_in', { name: planted.email, password: planted.password })
  expect(tried.status).toBe(500)
  await browser.tryTo(signIn, 'sign_in', { name: hostile, password: hostile })
  await browser.tryTo(await browser.start({ begin: 'enter_code' }), 'submit_code', { code: planted.token })

  const key = { authorization: `Bearer ${foyer.apiKey}`, ...odd }
  const withCookie = { origin: OWN, cookie: `__Host-foyer-portal=${planted.token}`, ...odd }
  for (const path of [
    `/api/users/email:${planted.email}`,
    `/api/users/external:${planted.token}`,
    `/api/users?search=${planted.name}`,
    `/l/${link}`,
    `/nowhere/${planted.token}?email=${planted.email}`,
    `/authorize?state=${planted.token}&login_hint=${planted.email}`,
    `/api/users/${encodeURIComponent(hostile)}`,
    '/api/users?limit=x',
  ]) {
    await ask(foyer, 'GET', path, key)
    await ask(foyer, 'GET', path, { ...withCookie, accept: 'text/html' })
    await ask(foyer, 'GET', path, { authorization: `Bearer ${planted.key}` })
  }
  for (const body of [
    `{"firstName":"${planted.name}`,
    { email: planted.email, [planted.token]: planted.password },
    { externalId: planted.token, email: planted.email },
    { firstName: hostile },
    { email: `${planted.email}\r\nBcc: ${planted.email}` },
    { email: 'new@example.com', invite: { application: 'app', initialPassword: { value: planted.password } } },
  ])
    await ask(foyer, 'POST', '/api/users', key, body)
  await ask(foyer, 'POST', '/api/sessions/check', key, { sessionSecret: planted.token, application: 'app' })
  // A fault of the database itself, whose driver quotes what was asked.
  await foyer.store.close()
  await ask(foyer, 'GET', `/api/users/email:${planted.email}`, key)
  await ask(foyer, 'POST', '/flow/start', { origin: OWN, ...odd }, { application: 'app', link })
  text = lines.join('')
}, 60_000)
afterAll(() => foyer.close().catch(() => undefined))

describe('the log at its most talkative', () => {
  it('has a line for each request, with its id, its route and its status', () => {
    const requests = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'request')
    expect(requests.length).toBeGreaterThan(30)
    for (const line of requests)
      expect(Object.keys(line).sort()).toEqual(['hostname', 'level', 'method', 'ms', 'msg', 'pid', 'requestId', 'route', 'status', 'time'])
  })

  it('tells faults by name, code and place, without their words', () => {
    expect(text).toContain('"msg":"request failed"')
    expect(text).toContain('"name":"TypeError"')
    expect(text).not.toMatch(/cannot (hash|compare)/)
  })

  it('holds nothing that was planted in addresses, headers, bodies or errors', () => {
    for (const secret of secrets) {
      expect(secret).not.toBe('')
      expect(text.toLowerCase().includes(secret.toLowerCase()), secret).toBe(false)
      expect(text.includes(encodeURIComponent(secret)), secret).toBe(false)
    }
  })

  it('cannot be given a line, a colour or a field by what somebody sends', () => {
    for (const line of text.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
    expect(text).not.toMatch(/forged|\[31m|\u2028|%s%j/)
  })
})
