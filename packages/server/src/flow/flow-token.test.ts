// What a flow token opens: its own flow, at its own origin, for its own half hour, and nothing else.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { View } from '../../test/browser.ts'
import { APP, EXAMPLE, type ExampleFoyer, goOn, OWN, openExampleFoyer, PASSWORD, SHOP } from '../../test/example-foyer.ts'
import { newSecret, parseSecrets } from '../keys/key-ring.ts'
import { seal } from '../keys/seal.ts'
import { openFlow, sealFlow } from './flow-state.ts'

const MINUTE_MS = 60_000
const secrets = newSecret('test')
const keys = parseSecrets(secrets)

let foyer: ExampleFoyer
beforeAll(async () => {
  const applications = { ...EXAMPLE.applications, app: { ...EXAMPLE.applications.app, pages: { auth: `${APP}/welcome` } } }
  foyer = await openExampleFoyer({ secrets, applications })
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

let people = 0
/** An activation of somebody new, right after its button was pressed. */
const opened = async (origin = APP) => {
  people += 1
  const email = `person${people}@example.com`
  const id = await foyer.enter({ email, firstName: 'Mia', invite: { application: 'app' } })
  const browser = foyer.browser({ origin })
  const view = await browser.act(await browser.start({ link: await foyer.linkTo(email) }), 'open')
  return { id, browser, view }
}
const resume = async (token: string, origin: string) =>
  (await foyer.browser({ origin }).post('/flow/act', { token, action: 'resume' })).body

describe('a flow token', () => {
  it('opens at the origin that it was made for, and at no other', async () => {
    const { view } = await opened()
    expect((await resume(view.token, APP)).step?.name).toBe('accept_legal')
    expect((await resume(view.token, OWN)).code).toBe('flow_expired')
    expect((await resume(view.token, SHOP)).code).toBe('flow_expired')
  })

  it('is dead after half an hour by the database’s clock, and every answer gives another half hour', async () => {
    const { view } = await opened()
    await foyer.shiftClock(29 * MINUTE_MS)
    const again = await resume(view.token, APP)
    expect(again.step?.name).toBe('accept_legal')
    await foyer.shiftClock(31 * MINUTE_MS)
    expect((await resume(view.token, APP)).code).toBe('flow_expired')
    expect((await resume(String(again.token), APP)).step?.name).toBe('accept_legal')
  })

  it('is refused with any part changed, cut or added', async () => {
    const { view } = await opened()
    const { token } = view
    const forged = [
      token.slice(1),
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      `${token} `,
      token.toUpperCase(),
      `${token}.${token}`,
      '',
      'A'.repeat(200),
    ]
    const flipped = [0, 3, 20, Math.floor(token.length / 2), token.length - 2].map(
      (at) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1),
    )
    for (const item of [...forged, ...flipped]) expect((await resume(item, APP)).code, item).toBe('flow_expired')
  })

  it('of another deployment, or of a retired secret, opens nothing', async () => {
    const { view } = await opened()
    const state = openFlow(keys, view.token, APP).state
    expect((await resume(sealFlow(keys, state, Date.now()), APP)).step?.name).toBe('accept_legal')
    expect((await resume(sealFlow(parseSecrets(newSecret('test')), state, Date.now()), APP)).code).toBe('flow_expired')
    expect((await resume(sealFlow(parseSecrets(newSecret('gone')), state, Date.now()), APP)).code).toBe('flow_expired')
  })

  it.each(['seal/continuation', 'seal/authorize', 'seal/sign-in-code', 'seal/mailbox', 'seal/cursor', 'seal/job', 'seal/device'] as const)(
    'is never what was sealed for %s, though it holds the same',
    async (use) => {
      const { view } = await opened()
      const state = openFlow(keys, view.token, APP).state
      const sealed = seal(keys, use, { state, expiresAt: Date.now() + MINUTE_MS })
      expect((await resume(sealed, APP)).code).toBe('flow_expired')
    },
  )

  it('passes for no other kind of token', async () => {
    const { view, browser } = await opened()
    const { token } = view
    expect((await browser.post('/flow/start', { application: 'app', continuation: token })).body.code).toBe('flow_expired')
    expect((await browser.post('/flow/start', { application: 'app', request: token })).body.code).toBe('flow_expired')
    expect((await browser.start({ link: token.slice(0, 200) })).step.name).toBe('link_invalid')
    const exchange = { code: token.slice(0, 2000), verifier: 'A'.repeat(43), application: 'app', origin: APP }
    expect((await foyer.manage('POST', '/api/sessions/exchange', exchange)).body.code).toBe('sign_in_code_invalid')
    const page = await foyer.manage('GET', `/api/users?after=${token.slice(0, 500)}`)
    expect(page.body.code).toBe('invalid_input')
  })

  it('names no account before one was proven, and holds nothing that can be read', async () => {
    const { browser, email } = await foyer.join({ origin: APP })
    await browser.post('/session/sign-out', { application: 'app' })
    const begin = await browser.start()
    await browser.tryTo(begin, 'sign_in', { name: email, password: 'not the password' })
    const again = await browser.act(begin, 'resume')
    expect(openFlow(keys, again.token, APP).state.place).toEqual({ at: 'sign_in', name: null })
    expect(Buffer.from(again.token, 'base64url').toString('latin1')).not.toMatch(/sign_in|application/)
  })
})

describe('a continuation', () => {
  const continuationOf = (continueAt: string | null) => new URL(String(continueAt)).hash.replace('#foyer=', '')

  it('carries an opened activation from the landing page to the application’s own page', async () => {
    const { view } = await opened(OWN)
    expect(view.continueAt).toMatch(/^https:\/\/app\.foyer\.test\/welcome#foyer=[\w-]+$/)
    const there = foyer.browser({ origin: APP })
    const went = await there.start({ continuation: continuationOf(view.continueAt) })
    expect(went.step.name).toBe('accept_legal')
    expect((await goOn(there, went)).step.name).toBe('signed_in')
  })

  it('opens at its own origin and application alone, and for five minutes', async () => {
    const { view } = await opened(OWN)
    const continuation = continuationOf(view.continueAt)
    for (const [origin, application] of [
      [OWN, 'app'],
      [SHOP, 'shop'],
      [OWN, 'portal'],
    ] as const)
      expect((await foyer.browser({ origin }).post('/flow/start', { application, continuation })).body.code).toBe('flow_expired')
    await foyer.shiftClock(5 * MINUTE_MS + 1000)
    expect((await foyer.browser({ origin: APP }).post('/flow/start', { application: 'app', continuation })).body.code).toBe('flow_expired')
  })

  it('is given nowhere but on Foyer’s own pages, and only while an account is opened', async () => {
    expect((await opened(APP)).view.continueAt).toBeNull()
    const here = foyer.browser()
    expect((await here.start()).continueAt).toBeNull()
  })
})

describe('resuming', () => {
  it('shows the same step again, wherever the flow stands', async () => {
    const { browser, view: legal, id } = await opened()
    const shown: string[] = []
    let view = legal
    for (const [action, input] of [
      ['accept', { documents: [{ key: 'terms', version: '1' }] }],
      ['set_password', { password: PASSWORD }],
      ['save_profile', { fields: { phone: '+49 221 1' } }],
    ] as const) {
      const again = await browser.act(view, 'resume')
      expect(again.step).toEqual(view.step)
      expect(again.progress).toEqual(view.progress)
      shown.push(again.step.name)
      view = await browser.act(again, action, input)
    }
    expect(shown).toEqual(['accept_legal', 'set_password', 'complete_profile'])
    expect((await browser.act(view, 'resume')).step.name).toBe('signed_in')
    expect((await foyer.manage('GET', `/api/users/${id}`)).body.status).toBe('online')
  })

  it('shows what became due meanwhile: two tabs go on from the same facts', async () => {
    const { browser, view } = await opened()
    const other = await browser.act(view, 'resume')
    const password = await browser.act(view, 'accept', { documents: [{ key: 'terms', version: '1' }] })
    expect((await browser.act(other, 'resume')).step.name).toBe('set_password')
    await browser.act(password, 'set_password', { password: PASSWORD })
    expect((await browser.act(other, 'resume')).step.name).toBe('already_active')
    expect((await browser.tryTo(other, 'set_password', { password: 'noch ein anderer langer Satz' })).body.code).toBe('already_active')
  })

  it('in another language says it in that language', async () => {
    const { browser, view } = await opened()
    const titleIn = async (locale: string) => {
      const { body } = await browser.post('/flow/act', { token: view.token, action: 'resume', locale })
      return (body as View).step.data.documents
    }
    expect([await titleIn('de'), await titleIn('en-GB'), await titleIn('pl')]).toMatchObject([
      [{ title: 'AGB' }],
      [{ title: 'Terms' }],
      [{ title: 'AGB' }],
    ])
  })
})
