// The questions at the end of a sign-in: whose device, and a passkey for the next time.

import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, View } from '../../test/browser.ts'
import { type ExampleFoyer, goOn, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { makePasskey } from '../../test/soft-authenticator.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({
    applications: { app: { name: 'Beispiel App', url: `${OWN}/app` } },
    policy: { sharedDevices: 'ask', passkeyOfferDays: 30 },
  })
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

let people = 0
/** Activated in a browser of their own, and offered a passkey there. */
const someone = async (): Promise<{ email: string; id: string; own: Browser; view: View }> => {
  people += 1
  const email = `person${people}@example.com`
  const id = await foyer.enter({ email, firstName: 'Mia', invite: { application: 'app' } })
  const own = foyer.browser()
  const asked = await goOn(own, await own.start({ link: await foyer.linkTo(email) }), 'own_device')
  return { email, id, own, view: await own.act(asked, 'own') }
}
const signIn = async (browser: Browser, email: string) =>
  browser.act(await browser.start({ begin: 'sign_in' }), 'sign_in', { name: email, password: PASSWORD })
const read = (browser: Browser) => browser.post('/account/read', { application: 'app' })
const signOut = (browser: Browser) => browser.post('/session/sign-out', { application: 'app' })

describe('a device of one’s own', () => {
  it('is asked about once, and then known for this person alone', async () => {
    const [mia, jan] = [await someone(), await someone()]
    expect(mia.view.step.name).toBe('offer_passkey')
    expect((await mia.own.act(mia.view, 'skip')).step).toMatchObject({ name: 'signed_in', data: { shared: false } })
    await signOut(mia.own)
    expect((await signIn(mia.own, mia.email)).step.name).toBe('signed_in')
    await signOut(mia.own)
    expect((await signIn(mia.own, jan.email)).step.name).toBe('own_device')
  })

  it('is not signed in before the question was answered', async () => {
    const mia = await someone()
    const browser = foyer.browser()
    const view = await signIn(browser, mia.email)
    expect(view.step).toEqual({ name: 'own_device', data: {} })
    expect((await read(browser)).body.code).toBe('unauthenticated')
    expect(browser.jar.size).toBe(0)
  })
})

describe('a shared device', () => {
  it('ends with the browser and after half an hour without use, offers no passkey, and remembers nobody', async () => {
    const mia = await someone()
    const browser = foyer.browser()
    const answer = await browser.tryTo(await signIn(browser, mia.email), 'shared')
    expect(answer.body.step).toMatchObject({ name: 'signed_in', data: { shared: true } })
    const [cookie = '', ...others] = answer.headers.getSetCookie()
    expect(others).toEqual([])
    expect(cookie).toMatch(/^__Host-foyer-app=/)
    expect(cookie).not.toMatch(/max-age|expires/i)
    expect((await read(browser)).body.view).toMatchObject({ shared: true })
    expect((await browser.start({ begin: 'sign_in' })).step).toMatchObject({ name: 'sign_in', data: { name: null } })
    await foyer.shiftClock(29 * MINUTE_MS)
    expect((await read(browser)).status).toBe(200)
    await foyer.shiftClock(29 * MINUTE_MS + 31 * MINUTE_MS)
    expect((await read(browser)).body.code).toBe('unauthenticated')
    expect((await signIn(browser, mia.email)).step.name).toBe('own_device')
  })

  it('makes the host’s session one that ends with the browser as well', async () => {
    const mia = await someone()
    const browser = foyer.browser()
    const verifier = 'v'.repeat(43)
    const codeChallenge = createHash('sha256').update(verifier).digest('base64url')
    const asked = await browser.act(await browser.start({ codeChallenge }), 'sign_in', { name: mia.email, password: PASSWORD })
    const { step } = await browser.act(asked, 'shared')
    const exchanged = await foyer.manage('POST', '/api/sessions/exchange', {
      code: step.data.code,
      verifier,
      application: 'app',
      origin: OWN,
    })
    expect(exchanged.body).toMatchObject({ shared: true })
    await foyer.shiftClock(31 * MINUTE_MS)
    const { sessionSecret } = exchanged.body
    expect((await foyer.manage('POST', '/api/sessions/check', { sessionSecret, application: 'app' })).body.session).toBeNull()
  })
})

describe('the offer of a passkey', () => {
  it('adds one beside the password, with a notice, and signs in with it next time', async () => {
    const { own, view, email } = await someone()
    const { passkey } = view.step.data as { passkey: { options: Parameters<typeof makePasskey>[0] } }
    const made = makePasskey(passkey.options, { origin: OWN })
    expect((await own.act(view, 'create_passkey', { response: made.response })).step.name).toBe('signed_in')
    expect((await foyer.mailTo(email)).text).toContain('Passkey')
    expect((await read(own)).body.view).toMatchObject({ passkeys: [{ isLast: false }], password: { isSet: true } })
    const browser = foyer.browser()
    const start = await browser.start()
    const response = made.passkey.sign(start.step.data.passkey as Parameters<typeof made.passkey.sign>[0], { origin: OWN })
    expect((await browser.act(start, 'use_passkey', { response })).step.name).toBe('own_device')
  })

  it('takes each challenge once, and none of another flow', async () => {
    const [mia, jan] = [await someone(), await someone()]
    const options = (view: View) => (view.step.data as { passkey: { options: Parameters<typeof makePasskey>[0] } }).passkey.options
    const foreign = makePasskey(options(jan.view), { origin: OWN })
    expect((await mia.own.tryTo(mia.view, 'create_passkey', { response: foreign.response })).body.code).toBe('passkey_refused')
    const used = makePasskey(options(mia.view), { origin: OWN })
    expect((await mia.own.tryTo(mia.view, 'create_passkey', { response: used.response })).body.code).toBe('passkey_refused')
  })

  it('comes again only when the days of the policy are over, wherever it was made', async () => {
    const { own, view, email } = await someone()
    await own.act(view, 'skip')
    const elsewhere = foyer.browser()
    expect((await elsewhere.act(await signIn(elsewhere, email), 'own')).step.name).toBe('signed_in')
    await foyer.shiftClock(31 * DAY_MS)
    await signOut(own)
    expect((await signIn(own, email)).step.name).toBe('offer_passkey')
  })

  it('goes when the password was shown too long ago', async () => {
    const { own, view } = await someone()
    await foyer.shiftClock(11 * MINUTE_MS)
    const later = await own.act(view, 'resume')
    const { passkey } = later.step.data as { passkey: { options: Parameters<typeof makePasskey>[0] } }
    const made = makePasskey(passkey.options, { origin: OWN })
    expect((await own.tryTo(later, 'create_passkey', { response: made.response })).body.code).toBe('reauthentication_required')
    expect((await own.act(later, 'skip')).step.name).toBe('signed_in')
  })
})
