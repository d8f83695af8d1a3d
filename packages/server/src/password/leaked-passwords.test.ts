// A list of leaked passwords on this machine, asked as the real one is: what it gets to see, and what comes of each of its answers.

import { createHash } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, goOn, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { askLeakedPasswords } from './leaked-passwords.ts'

const LEAKED = 'sieben leise Trommeln am See'
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

let server: Server
let url = ''
let answer: RequestListener
const seen: { path: string; padding: unknown }[] = []
const list: RequestListener = (_, response) => {
  // As the service does: CRLF, other suffixes, padding with the count 0.
  response.end([`${'0'.repeat(35)}:3`, `${sha1(LEAKED).slice(5)}:12`, `${sha1(PASSWORD).slice(5)}:0`].join('\r\n'))
}
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push({ path: request.url ?? '', padding: request.headers['add-padding'] })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
afterEach(() => {
  seen.length = 0
})

describe('the list', () => {
  it('gets five digits of the hash and nothing else, asks for padding, and its padding is no leak', async () => {
    answer = list
    expect(await askLeakedPasswords(url, LEAKED)).toBe('leaked')
    expect(await askLeakedPasswords(url, PASSWORD)).toBe('clear')
    expect(seen).toEqual([LEAKED, PASSWORD].map((password) => ({ path: `/range/${sha1(password).slice(0, 5)}`, padding: 'true' })))
  })

  const silences: Record<string, RequestListener> = {
    'that is out of order': (_, response) => response.writeHead(503).end(),
    'that sends elsewhere': (_, response) => response.writeHead(302, { location: `${url}/other` }).end(),
    'that never ends': (_, response) => {
      response.write('x')
    },
    'that says too much': (_, response) => response.end('x'.repeat(300_000)),
    'that hangs up': (request) => request.socket.destroy(),
  }
  it.each(Object.keys(silences))('%s is one without an answer', async (name) => {
    answer = silences[name] ?? list
    expect(await askLeakedPasswords(url, LEAKED)).toBe('unanswered')
    expect(seen).toHaveLength(1)
  })
})

describe('a password that leaked', () => {
  let foyer: ExampleFoyer
  beforeAll(async () => {
    foyer = await openExampleFoyer({ policy: { password: { leaked: { url } } }, metrics: { token: 'a'.repeat(40) } })
  })
  afterAll(() => foyer.close())

  it('is refused at every place where a password is set, and told to the metrics', async () => {
    answer = list
    await foyer.enter({ email: 'new@example.com', invite: { application: 'app' } })
    const browser = foyer.browser({ origin: OWN })
    const asked = await goOn(browser, await browser.start({ link: await foyer.linkTo('new@example.com') }), 'set_password')
    expect((await browser.tryTo(asked, 'set_password', { password: LEAKED })).body.code).toBe('password_common')
    await goOn(browser, asked)

    const fresh = foyer.browser({ origin: OWN })
    await fresh.act(await fresh.start(), 'sign_in', { name: 'new@example.com', password: PASSWORD })
    const change = (password: string) => fresh.post('/account/act', { application: 'app', action: 'set_password', input: { password } })
    expect((await change(LEAKED)).body.code).toBe('password_common')

    const lost = foyer.browser({ origin: OWN })
    const begun = await lost.act(await lost.start({ begin: 'recover' }), 'request', { name: 'new@example.com' })
    expect(begun.step.name).toBe('recover_code')
    const opened = await lost.act(await lost.start({ link: await foyer.linkTo('new@example.com') }), 'open')
    expect((await lost.tryTo(opened, 'set_password', { password: LEAKED })).body.code).toBe('password_common')

    answer = (request) => request.socket.destroy()
    expect((await lost.act(opened, 'set_password', { password: LEAKED })).step.name).toBe('recovered')
    const metrics = await (await foyer.app.request('/metrics', { headers: { authorization: `Bearer ${'a'.repeat(40)}` } })).text()
    expect(metrics).toContain('foyer_leaked_password_checks_total{answer="leaked"} 3')
    expect(metrics).toContain('foyer_leaked_password_checks_total{answer="clear"} 1')
    expect(metrics).toContain('foyer_leaked_password_checks_total{answer="unanswered"} 1')
  })

  it('is asked about by nobody unless the policy says so', async () => {
    const quiet = await openExampleFoyer()
    await quiet.join()
    expect(seen).toEqual([])
    await quiet.close()
  })
})
