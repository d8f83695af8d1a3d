// What opens something stands in the mail that carries it and in the answer of the call that hands it over, and in no other answer.

import { type Route, type RouteName, routes } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { createPostgresDatabase } from '../../test/databases.ts'
import { codeIn, type ExampleFoyer, linkIn, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { newSecret } from '../keys/key-ring.ts'

describe('everything that an owner can read', () => {
  let foyer: ExampleFoyer
  let read = ''
  const secrets: Record<string, string> = {}

  beforeAll(async () => {
    foyer = await openExampleFoyer()
    const target = await foyer.enter({ firstName: 'Mia', email: 'mia@example.com', externalId: 'M-1', invite: { application: 'app' } })
    const mail = (await foyer.mailTo('mia@example.com')).text
    await foyer.enter({ email: 'jan@example.com', invite: { application: 'app', initialPassword: 'generate' } })
    const initial = (await foyer.mailTo('jan@example.com')).text
    const { browser, id } = await foyer.join()
    await foyer.manage('POST', `/api/users/${id}/send-recovery`, { application: 'app' })
    await foyer.idle()
    Object.assign(secrets, {
      link: linkIn(mail),
      code: codeIn(mail),
      'initial password': /\b([2-9a-z]{4}-[2-9a-z]{5}-[2-9a-z]{4})\b/.exec(initial)?.[1] ?? '',
      'recovery link': linkIn(foyer.mails.at(-1)?.text ?? ''),
      session: browser.jar.get('__Host-foyer-app') ?? '',
      key: foyer.apiKey,
      'own password': PASSWORD,
    })
    const key = { authorization: `Bearer ${foyer.apiKey}` }
    const texts: string[] = []
    for (const name of Object.keys(routes) as RouteName[]) {
      const { method, path }: Route = routes[name]
      if (method !== 'GET') continue
      for (const person of [target, id]) {
        const { text, headers } = await ask(foyer, method, path.replace(/:\w+/, person), key)
        texts.push(text, JSON.stringify([...headers]))
      }
    }
    // Refusals and repeated calls may quote what they were about.
    for (const [path, body] of [
      [`/api/users/${target}/invitation`, { application: 'app' }],
      [`/api/users/${target}/invitation/renew`, {}],
      [`/api/users/${target}/email`, { email: 'mia@example.com' }],
      [`/api/users/${id}/email`, { email: 'other@example.com' }],
      ['/api/users', { email: 'mia@example.com' }],
    ] as const)
      texts.push((await foyer.manage('POST', path, body)).text)
    for (const path of ['/', '/sign-in', '/docs', '/openapi.json', `/l/${secrets.link}`]) {
      const { headers, text } = await ask(foyer, 'GET', path, { accept: 'text/html' })
      texts.push(text, JSON.stringify([...headers]))
    }
    read = texts.join('\n').toLowerCase()
  }, 60_000)
  afterAll(() => foyer.close())

  it.each(['link', 'code', 'initial password', 'recovery link', 'session', 'key', 'own password'])('has no %s in it', (what) => {
    const secret = secrets[what] ?? ''
    expect(secret).not.toBe('')
    expect(read.includes(secret.toLowerCase())).toBe(false)
    expect(read.includes(secret.replaceAll('-', '').toLowerCase())).toBe(false)
  })

  it('is a good deal, so that looking through it means something', () => {
    expect(read).toContain('mia@example.com')
    expect(read).toContain('invitation.sent')
    expect(read.length).toBeGreaterThan(20_000)
  })
})

const postgres = inject('foyerTestPostgres')
if ('missing' in postgres) console.warn(`Two servers on one database are not tested: ${postgres.missing}`)

describe.runIf('url' in postgres)('what ended on one server', () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>
  let one: ExampleFoyer
  let other: ExampleFoyer
  beforeAll(async () => {
    database = await createPostgresDatabase()
    const secrets = newSecret('test')
    one = await openExampleFoyer({ secrets }, { database: { url: database.url } })
    other = await openExampleFoyer({ secrets }, { database: { url: database.url } })
  })
  afterAll(async () => {
    await Promise.all([one.close(), other.close()])
    await database.drop()
  })

  it.each<[string, string, Record<string, unknown>]>([
    ['by deactivating', 'deactivate', {}],
    ['by taking access away', 'withdraw-access', { application: 'portal' }],
    ['by a reset', 'reset-access', { reason: 'Lost mailbox' }],
  ])('%s is over on the other with its next request', async (_, action, body) => {
    const { id, browser } = await one.join({ application: 'portal', role: 'manager' })
    const cookie = [...browser.jar].map((pair) => pair.join('=')).join('; ')
    const list = () => ask(other, 'GET', '/api/users', { origin: OWN, cookie })
    expect((await list()).status).toBe(200)
    expect((await one.manage('POST', `/api/users/${id}/${action}`, body)).status).toBe(200)
    expect((await list()).status).toBe(401)
  })

  it('by signing out is over on the other with its next request', async () => {
    const { browser } = await one.join()
    const cookie = [...browser.jar].map((pair) => pair.join('=')).join('; ')
    const current = () => ask(other, 'POST', '/session/current', { origin: OWN, cookie }, { application: 'app' })
    expect((await current()).body.session).not.toBeNull()
    expect((await browser.post('/session/sign-out', { application: 'app' })).body.ended).toBe(true)
    expect((await current()).body.session).toBeNull()
  })
})
