// The notice of a sign-in on a device that was never seen: who gets it, how often, and how it is switched off.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../test/browser.ts'
import { type ExampleFoyer, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const SUBJECT = 'Anmeldung auf einem neuen Gerät'
const signIn = async (browser: Browser, email: string, password = PASSWORD) => {
  await browser.post('/session/sign-out', { application: 'app' })
  const { token } = await browser.start({ begin: 'sign_in' })
  return browser.post('/flow/act', { token, action: 'sign_in', input: { name: email, password } }, { 'user-agent': FIREFOX })
}
const noticesTo = async (email: string) => {
  await foyer.idle()
  return foyer.mails.filter(({ to, subject }) => to === email && subject.includes(SUBJECT))
}

describe('a sign-in', () => {
  it('in a browser that was never seen is told, once; in a known one it is not', async () => {
    const { email, browser } = await foyer.join({ origin: OWN })
    expect((await signIn(browser, email)).status).toBe(200)
    expect(await noticesTo(email)).toHaveLength(0)
    const fresh = foyer.browser()
    await signIn(fresh, email)
    const [notice, ...more] = await noticesTo(email)
    expect(more).toHaveLength(0)
    expect(notice?.text).toContain('Firefox auf Windows')
    expect(notice?.text).toContain(`${foyer.url}/recover`)
    await signIn(fresh, email)
    await signIn(foyer.browser(), email)
    expect(await noticesTo(email)).toHaveLength(1)
  })

  it('that failed is told to nobody', async () => {
    const { email } = await foyer.join({ origin: OWN })
    expect((await signIn(foyer.browser(), email, 'nicht das richtige')).body.code).toBe('credentials_wrong')
    expect(await noticesTo(email)).toHaveLength(0)
  })

  it('is told with the session or not at all: both are one statement', async () => {
    const { email, id } = await foyer.join({ origin: OWN })
    await foyer.manage('POST', `/api/users/${id}/withdraw-access`, { application: 'app' })
    expect((await signIn(foyer.browser(), email)).body.code).toBe('no_access')
    expect(await noticesTo(email)).toHaveLength(0)
  })

  it('is not told to a holder who switched it off, which takes a proof', async () => {
    const member = await foyer.join({ origin: OWN })
    const act = (browser: Browser, newSignIn: boolean) =>
      browser.post('/account/act', { application: 'app', action: 'choose_notices', input: { newSignIn } })
    expect((await act(member.browser, false)).body.code).toBe('reauthentication_required')
    await signIn(member.browser, member.email)
    const answer = await act(member.browser, false)
    expect(answer.body.view).toMatchObject({ notices: { newSignIn: false } })
    await signIn(foyer.browser(), member.email)
    expect(await noticesTo(member.email)).toHaveLength(0)
  })
})
