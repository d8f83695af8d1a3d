// The session cookies: their names, their flags, and that nothing brought along is ever promoted.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLE, type ExampleFoyer, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
let local: ExampleFoyer
beforeAll(async () => {
  const applications = { ...EXAMPLE.applications, device: { name: 'Device' } }
  foyer = await openExampleFoyer({ applications })
  local = await openExampleFoyer({ url: 'http://localhost:4400', applications })
})
afterAll(async () => {
  await foyer.close()
  await local.close()
})

/** The session cookie of an answer, as sent. */
const sessionCookie = (lines: string[], application: string): string => lines.find((line) => line.includes(`foyer-${application}=`)) ?? ''

const signIn = async (at: ExampleFoyer, application: string, email: string, jar: Record<string, string> = {}) => {
  const here = at.browser({ application })
  for (const [name, value] of Object.entries(jar)) here.jar.set(name, value)
  const begin = await here.start()
  const view = begin.step.name === 'continue_as' ? await here.act(begin, 'other') : begin
  return here.tryTo(view, 'sign_in', { name: email, password: PASSWORD })
}

describe('over https', () => {
  it.each([
    ['app', undefined, 'Lax', 2_592_000],
    ['portal', 'viewer', 'Strict', 43_200],
  ] as const)('the cookie of %s is for its host alone', async (application, role, sameSite, maxAge) => {
    const { email } = await foyer.join({ application, ...(role === undefined ? {} : { role }) })
    const cookie = sessionCookie((await signIn(foyer, application, email)).headers.getSetCookie(), application)
    expect(cookie).toMatch(new RegExp(`^__Host-foyer-${application}=[\\w-]{43};`))
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', `Max-Age=${maxAge}`, 'Path=/', `SameSite=${sameSite}`, 'Secure'])
  })

  it('the answer to signing out takes the cookie away under the same name and flags', async () => {
    const { browser } = await foyer.join()
    const { headers, body } = await browser.post('/session/sign-out', { application: 'app' })
    expect(body.ended).toBe(true)
    const cookie = sessionCookie(headers.getSetCookie(), 'app')
    expect(cookie.split('; ').sort()).toEqual(['HttpOnly', 'Max-Age=0', 'Path=/', 'SameSite=Lax', 'Secure', '__Host-foyer-app='])
  })

  it('a session that was set before signing in is not the one after it', async () => {
    const { email } = await foyer.join()
    const preset = 'A'.repeat(43)
    const { headers } = await signIn(foyer, 'app', email, { '__Host-foyer-app': preset })
    const cookie = sessionCookie(headers.getSetCookie(), 'app')
    expect(cookie).not.toContain(preset)
    const stranger = foyer.browser()
    stranger.jar.set('__Host-foyer-app', preset)
    expect((await stranger.post('/session/current', { application: 'app' })).body.session).toBeNull()
  })

  it('signing in ends the session that this browser had before', async () => {
    const { browser, email } = await foyer.join()
    const before = browser.jar.get('__Host-foyer-app') ?? ''
    const tab = foyer.browser()
    const begun = await tab.start()
    tab.jar.set('__Host-foyer-app', before)
    await tab.act(begun, 'sign_in', { name: email, password: PASSWORD })
    expect(tab.jar.get('__Host-foyer-app')).not.toBe(before)
    const stranger = foyer.browser()
    stranger.jar.set('__Host-foyer-app', before)
    expect((await stranger.post('/session/current', { application: 'app' })).body.session).toBeNull()
  })

  it('a cookie of one application opens no other, and none without its prefix', async () => {
    const { browser } = await foyer.join({ application: 'portal', role: 'owner' })
    const secret = browser.jar.get('__Host-foyer-portal') ?? ''
    const other = foyer.browser()
    for (const name of ['__Host-foyer-app', '__Host-foyer-shop', 'foyer-portal', '__Secure-foyer-portal', '__host-foyer-portal'])
      other.jar.set(name, secret)
    for (const application of ['app', 'shop', 'portal'])
      expect((await other.post('/session/current', { application })).body.session, application).toBeNull()
  })
})

describe('on loopback over http', () => {
  it('cookies have neither prefix nor Secure, for Safari keeps none there', async () => {
    const { email } = await local.join({ application: 'portal', role: 'viewer' })
    const cookie = sessionCookie((await signIn(local, 'portal', email)).headers.getSetCookie(), 'portal')
    expect(cookie).toMatch(/^foyer-portal=[\w-]{43};/)
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict'])
  })
})

describe('the cookie that knows a browser', () => {
  it('opens nothing, and shares its name with no application', async () => {
    const { email } = await foyer.join({ application: 'device' })
    const browser = foyer.browser({ application: 'device' })
    await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
    expect([...browser.jar.keys()].sort()).toEqual(['__Host-foyer-device', '__Host-foyer.device'])
    expect((await browser.post('/session/current', { application: 'device' })).body.session).not.toBeNull()
    browser.jar.delete('__Host-foyer-device')
    expect((await browser.post('/session/current', { application: 'device' })).body.session).toBeNull()
  })
})
