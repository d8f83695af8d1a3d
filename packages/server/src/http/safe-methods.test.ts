// Looking changes nothing: GET, HEAD and OPTIONS of every route and page, by whoever may do most; and files that are nobody's business are not there.

import { type RouteName, routes } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { type DatabaseState, openDatabaseState } from '../../test/database-state.ts'
import { createPostgresDatabase } from '../../test/databases.ts'
import { type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

const postgres = inject('foyerTestPostgres')
if ('missing' in postgres) console.warn(`What looking changes is not tested: ${postgres.missing}`)

describe.runIf('url' in postgres)('looking', () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>
  let foyer: ExampleFoyer
  let state: DatabaseState
  let callers: Record<string, string>[] = []
  let paths: string[] = []

  beforeAll(async () => {
    database = await createPostgresDatabase()
    foyer = await openExampleFoyer({}, { database: { url: database.url } })
    const { browser } = await foyer.join({ application: 'portal', role: 'owner' })
    const target = await foyer.enter({ email: 'mia@example.com', invite: { application: 'app' } })
    const token = await foyer.linkTo('mia@example.com')
    state = await openDatabaseState(database.url)
    const cookie = [...browser.jar].map((pair) => pair.join('=')).join('; ')
    callers = [{}, { origin: OWN, cookie }, { cookie, accept: 'text/html' }, { authorization: `Bearer ${foyer.apiKey}` }]
    paths = [
      ...(Object.keys(routes) as RouteName[]).map((name) => routes[name].path.replace(/:\w+/, target)),
      ...['', '/', '/sign-in', '/activate', '/recover', '/account', `/l/${token}`, `/l/${token}.`, `/l/${token}?utm_source=x`],
      ...['/docs', '/openapi.json', '/mailbox', '/widget.js', '/livez', '/readyz', '/.well-known/jwks.json'],
      '/authorize?application=app&redirect_uri=https://app.foyer.test/&code_challenge=x&state=y',
    ]
  })
  afterAll(async () => {
    await state?.close()
    await foyer?.close()
    await database?.drop()
  })

  it.each(['GET', 'HEAD', 'OPTIONS'])('by %s changes nothing anywhere', async (method) => {
    const before = await state.read()
    for (const caller of callers)
      for (const path of paths)
        for (const query of ['', '?_method=DELETE&action=open', '?application=app&email=eve@evil.test']) {
          const { status } = await ask(foyer, method, path.includes('?') ? path : `${path}${query}`, {
            ...caller,
            'x-http-method-override': 'DELETE',
          })
          expect(status, `${method} ${path}`).toBeLessThan(500)
        }
    await foyer.idle()
    expect(await state.read()).toEqual(before)
    expect((await foyer.browser().start({ link: await foyer.linkTo('mia@example.com') })).step.name).toBe('open_link')
  })
})

describe('files that are nobody’s business', () => {
  let foyer: ExampleFoyer
  beforeAll(async () => {
    foyer = await openExampleFoyer()
  })
  afterAll(() => foyer.close())

  it.each([
    '/.git/config',
    '/.git/HEAD',
    '/.env',
    '/package.json',
    '/foyer.config.ts',
    '/data/secrets',
    '/node_modules/hono/package.json',
    '/widget/',
    '/widget',
    '/widget/../package.json',
    '/widget/..%2fpackage.json',
    '/widget/%2e%2e/%2e%2e/package.json',
    '/widget/widget.js.map',
    '/widget.js.map',
    '/admin/files/..%2fpackage.json',
    '/admin/files/..%2f..%2fpackage.json',
    '/admin/files/entry.json',
    '/legal/',
    '/legal/terms/../../.env',
    '/api/users/x.css',
    '/account/..%2fa.js',
    '/sign-in/x.js',
  ])('%s is not there, and no cache keeps that', async (path) => {
    const { status, headers, text } = await ask(foyer, 'GET', path)
    expect(status).toBeGreaterThanOrEqual(401)
    expect(status).toBeLessThan(500)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(text).not.toMatch(/"name":|BEGIN|workspace:|sourcesContent/)
  })

  it('a callback in the query makes no script of an answer', async () => {
    const { text, headers } = await ask(foyer, 'GET', '/api/users?callback=alert', { authorization: `Bearer ${foyer.apiKey}` })
    expect(text.startsWith('{')).toBe(true)
    expect(headers.get('content-type')).toMatch(/json/)
  })
})
