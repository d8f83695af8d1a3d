// Who may call from another origin: pages of the applications, the routes of the widget, and nobody else.

import { type RouteName, routes } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, ask } from '../../test/browser.ts'
import { APP, type ExampleFoyer, OWN, openExampleFoyer, SHOP } from '../../test/example-foyer.ts'

const names = Object.keys(routes) as RouteName[]
const open = names.filter((name) => ['flow', 'session'].includes(routes[name].class))
const closed = names.filter((name) => !open.includes(name))

const strangers = [
  'null',
  'https://evil.test',
  'http://app.foyer.test',
  'https://app.foyer.test:8443',
  'https://app.foyer.test.evil.test',
  'https://evil-app.foyer.test',
  'https://sub.app.foyer.test',
  'https://APP.foyer.test',
  'https://app.foyer.test/',
  'https://app.foyer.test, https://evil.test',
  '*',
]

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())

const shared = ({ headers }: Answer): string[] => [...headers.keys()].filter((name) => name.startsWith('access-control-'))
const pathOf = (name: RouteName) => routes[name].path.replace(':ref', 'external:P-1')
const preflight = (path: string, origin: string, method = 'POST') =>
  ask(foyer, 'OPTIONS', path, { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' })

describe('routes of the widget', () => {
  it.each(open)('%s answers the exact origins of applications, with cookies', async (name) => {
    for (const origin of [OWN, APP, SHOP]) {
      const asked = await preflight(pathOf(name), origin)
      expect(asked.status).toBe(204)
      expect(asked.headers.get('access-control-allow-origin')).toBe(origin)
      expect(asked.headers.get('access-control-allow-credentials')).toBe('true')
      expect(asked.headers.get('access-control-allow-methods')).toBe('POST')
      expect(asked.headers.get('access-control-allow-headers')).toBe('Content-Type, Accept-Language')
      expect(asked.headers.get('vary')).toBe('Origin')
      const answer = await ask(foyer, 'POST', pathOf(name), { origin }, {})
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
      expect(answer.headers.get('vary')).toContain('Origin')
      expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After')
    }
  })

  it.each(open)('%s says nothing to any other', async (name) => {
    for (const origin of strangers) {
      const asked = await preflight(pathOf(name), origin)
      expect(asked.status, origin).toBe(403)
      expect(shared(asked), origin).toEqual([])
      expect(asked.headers.get('vary'), origin).toBe('Origin')
      const answer = await ask(foyer, 'POST', pathOf(name), { origin }, { application: 'app' })
      expect(answer.status, origin).toBe(403)
      expect(shared(answer), origin).toEqual([])
      expect(answer.headers.get('vary'), origin).toContain('Origin')
    }
  })

  it('are readable by the page also where they refuse', async () => {
    const large = await ask(foyer, 'POST', '/flow/start', { origin: APP }, ' '.repeat(70_000))
    expect([large.status, large.headers.get('access-control-allow-origin')]).toEqual([413, APP])
    const wrong = await ask(foyer, 'POST', '/flow/start', { origin: APP, 'content-type': 'text/plain' }, 'x')
    expect([wrong.status, wrong.headers.get('access-control-allow-origin')]).toEqual([415, APP])
  })
})

describe('managing and backend routes', () => {
  it.each(closed)('%s sends no CORS header to anybody', async (name) => {
    for (const origin of [OWN, APP, ...strangers]) {
      expect(shared(await preflight(pathOf(name), origin, routes[name].method)), origin).toEqual([])
      expect(shared(await ask(foyer, routes[name].method, pathOf(name), { origin })), origin).toEqual([])
    }
    const key = { authorization: `Bearer ${foyer.apiKey}` }
    expect(shared(await ask(foyer, routes[name].method, pathOf(name), key))).toEqual([])
  })
})
