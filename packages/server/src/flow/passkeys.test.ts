// Passkeys in the flow: made in place of a password, used without a name, and refused in every way that they can be wrong.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Browser, View } from '../../test/browser.ts'
import { type ExampleFoyer, goOn, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { makePasskey, type SoftPasskey } from '../../test/soft-authenticator.ts'

type Request = { challenge: string; rpId: string }
type Creation = { challenge: string; rp: { id: string }; user: { id: string; name: string }; excludeCredentials: { id: string }[] }

const SITE = 'https://app.foyer.test'
let foyer: ExampleFoyer
let serial = 0

beforeAll(async () => {
  foyer = await openExampleFoyer({
    passkeys: { relyingParty: 'foyer.test' },
    applications: {
      app: { name: 'App', origins: [SITE], legal: ['terms'] },
      safe: { name: 'Safe', origins: [SITE], passkeys: 'require' },
      shop: { name: 'Shop', origins: ['https://shop.other.test'], passkeys: 'off' },
      portal: { name: 'Portal', manages: true, includes: ['app'] },
    },
  })
})
afterAll(() => foyer.close())
afterEach(() => foyer.store.shiftClock(0))

const requestIn = (view: View) => view.step.data.passkey as Request
const creationIn = (view: View) => (view.step.data.passkey as { options: Creation }).options

/** Somebody invited, at the step that asks for a password or a passkey. */
const atSecret = async (application = 'app', origin = OWN): Promise<{ browser: Browser; view: View; id: string; email: string }> => {
  const email = `passkey-${++serial}@example.com`
  const id = await foyer.enter({ firstName: 'Mia', email, invite: { application } })
  const browser = foyer.browser({ application, origin })
  return { browser, view: await goOn(browser, await browser.start({ link: await foyer.linkTo(email) }), 'set_password'), id, email }
}
/** Somebody with a passkey alone. */
const withPasskey = async (application = 'app') => {
  const { browser, view, id, email } = await atSecret(application)
  const { passkey, response } = makePasskey(creationIn(view), { origin: OWN })
  const done = await browser.act(view, 'create_passkey', { response })
  return { id, email, passkey, browser, done }
}
const signInWith = async (passkey: SoftPasskey, how: Partial<Parameters<SoftPasskey['sign']>[1]> = {}, origin = OWN): Promise<Answer> => {
  const browser = foyer.browser({ origin })
  const view = await browser.start()
  return browser.tryTo(view, 'use_passkey', { response: passkey.sign(requestIn(view), { origin, ...how }) })
}
const refused = { status: 422, body: { code: 'passkey_refused' } }

describe('a passkey in place of a password', () => {
  it('completes an activation: online, without a password, signed in', async () => {
    const { id, done, browser } = await withPasskey()
    expect(done.step.name).toBe('signed_in')
    expect(browser.jar.get('__Host-foyer-app')).toBeDefined()
    const loaded = await foyer.store.loadPerson({ id })
    expect(loaded?.person).toMatchObject({ hasPassword: false, passkeys: [{ name: 'Unbekanntes Gerät' }], activatedAt: expect.any(Number) })
    await expect(foyer.store.listPasskeys(id)).resolves.toMatchObject([{ relyingParty: 'foyer.test', synced: false }])
  })

  it('asks the browser for one that needs no name and verifies its user, and says nothing personal but the name', async () => {
    const { view, id, email } = await atSecret()
    expect(view.step.data.passkey).toMatchObject({
      required: false,
      options: {
        rp: { id: 'foyer.test', name: 'Beispiel AG' },
        user: { name: email, displayName: 'Mia' },
        attestation: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: [],
      },
    })
    expect(Buffer.from(creationIn(view).user.id, 'base64url').toString('hex')).toBe(id.replaceAll('-', ''))
  })

  it('is the only way where an application requires it', async () => {
    const { browser, view } = await atSecret('safe')
    expect(view.step.data.passkey).toMatchObject({ required: true })
    expect((await browser.tryTo(view, 'set_password', { password: PASSWORD })).body.code).toBe('action_not_open')
    const { response } = makePasskey(creationIn(view), { origin: OWN })
    expect((await browser.act(view, 'create_passkey', { response })).step.name).toBe('signed_in')
  })

  it('is neither offered nor taken where an application has none', async () => {
    const { browser, view } = await atSecret('shop')
    expect(view.step.data.passkey).toBeNull()
    const other = await atSecret()
    const { response } = makePasskey(creationIn(other.view), { origin: OWN })
    expect((await browser.tryTo(view, 'create_passkey', { response })).body.code).toBe('passkeys_off')
    expect((await foyer.browser({ application: 'shop' }).start()).step.data.passkey).toBeNull()
  })

  it.each([
    ['from another page', { origin: 'https://evil.foyer.test' }],
    ['from another listed page than the flow’s own', { origin: SITE }],
    ['for another domain', { origin: OWN, relyingParty: 'other.test' }],
    ['without verifying its user', { origin: OWN, userVerified: false }],
    ['without anybody present', { origin: OWN, userPresent: false }],
    ['in a frame on another page', { origin: OWN, clientData: { crossOrigin: true } }],
    ['of the wrong ceremony', { origin: OWN, type: 'webauthn.get' }],
  ])('made %s is refused, and the account stays as it was', async (_, how) => {
    const { browser, view, id } = await atSecret()
    const { response } = makePasskey(creationIn(view), how)
    expect(await browser.tryTo(view, 'create_passkey', { response })).toMatchObject(refused)
    expect((await foyer.store.loadPerson({ id }))?.person).toMatchObject({ activatedAt: null, passkeys: [] })
    const again = await browser.act(view, 'resume')
    expect(
      (await browser.act(again, 'create_passkey', { response: makePasskey(creationIn(again), { origin: OWN }).response })).step.name,
    ).toBe('signed_in')
  })

  it('cannot take the credential id of somebody else', async () => {
    const { passkey } = await withPasskey()
    const { browser, view, id } = await atSecret()
    const { response } = makePasskey(creationIn(view), { origin: OWN, id: passkey.id })
    expect((await browser.tryTo(view, 'create_passkey', { response })).body.code).toBe('passkey_exists')
    expect((await foyer.store.loadPerson({ id }))?.person.activatedAt).toBeNull()
  })

  it('completes a recovery: the old password ends, and only the passkeys that were kept stay', async () => {
    const { passkey, email, id } = await withPasskey()
    const browser = foyer.browser()
    await browser.act(await browser.start({ begin: 'recover' }), 'request', { name: email })
    const view = await browser.act(await browser.start({ link: await foyer.linkTo(email) }), 'open')
    expect(view.step).toMatchObject({ name: 'set_password', data: { purpose: 'recovery', passkeys: [{ id: passkey.id }] } })
    expect(creationIn(view).excludeCredentials).toMatchObject([{ id: passkey.id }])
    const made = makePasskey(creationIn(view), { origin: OWN })
    expect((await browser.act(view, 'create_passkey', { response: made.response, keep: [] })).step.name).toBe('recovered')
    expect((await foyer.store.loadPerson({ id }))?.person).toMatchObject({ hasPassword: false, passkeys: [{ id: made.passkey.id }] })
    expect(await signInWith(passkey)).toMatchObject(refused)
    expect((await signInWith(made.passkey)).body.step?.name).toBe('signed_in')
  })
})

describe('signing in with a passkey', () => {
  it('needs no name, sets the cookie, and remembers when and where', async () => {
    const { passkey, id } = await withPasskey()
    const answer = await signInWith(passkey)
    expect(answer.body.step?.name).toBe('signed_in')
    expect(answer.headers.getSetCookie().join()).toContain('__Host-foyer-app=')
    await expect(foyer.store.listPasskeys(id)).resolves.toMatchObject([{ lastUsedAt: expect.any(Number), lastUsedOn: 'Unbekanntes Gerät' }])
    const [session] = await foyer.store.listSessions(id)
    expect(session?.provenAt).toEqual(expect.any(Number))
  })

  it('works on every page of the domain that is listed, and on that page alone', async () => {
    const { passkey } = await withPasskey()
    expect((await signInWith(passkey, {}, SITE)).body.step?.name).toBe('signed_in')
    expect(await signInWith(passkey, { origin: OWN }, SITE)).toMatchObject(refused)
  })

  it.each<[string, Partial<Parameters<SoftPasskey['sign']>[1]>]>([
    ['from another page', { origin: 'https://evil.test' }],
    ['for another domain', { relyingParty: 'other.test' }],
    ['without verifying its user', { userVerified: false }],
    ['without anybody present', { userPresent: false }],
    ['with a forged signature', { forged: true }],
    ['in a frame on another page', { clientData: { crossOrigin: true } }],
    ['below another page', { clientData: { topOrigin: 'https://evil.test' } }],
    ['of the wrong ceremony', { type: 'webauthn.create' }],
    ['in the name of somebody else', { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['with a challenge of its own', { clientData: { challenge: Buffer.alloc(32).toString('base64url') } }],
  ])('%s is refused', async (_, how) => {
    const { passkey } = await withPasskey()
    const answer = await signInWith(passkey, how)
    expect(answer).toMatchObject(refused)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('is refused when the same answer is sent again, also at the same instant', async () => {
    const { passkey } = await withPasskey()
    const browser = foyer.browser()
    const view = await browser.start()
    const response = passkey.sign(requestIn(view), { origin: OWN })
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.tryTo(view, 'use_passkey', { response })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await browser.tryTo(view, 'use_passkey', { response })).toMatchObject(refused)
  })

  it('burns the challenge before it looks: a wrong answer takes the right one with it', async () => {
    const { passkey } = await withPasskey()
    const browser = foyer.browser()
    const view = await browser.start()
    expect(
      await browser.tryTo(view, 'use_passkey', { response: passkey.sign(requestIn(view), { origin: OWN, forged: true }) }),
    ).toMatchObject(refused)
    expect(await browser.tryTo(view, 'use_passkey', { response: passkey.sign(requestIn(view), { origin: OWN }) })).toMatchObject(refused)
    const next = await browser.act(view, 'resume')
    expect(requestIn(next).challenge).not.toBe(requestIn(view).challenge)
    expect((await browser.act(next, 'use_passkey', { response: passkey.sign(requestIn(next), { origin: OWN }) })).step.name).toBe(
      'signed_in',
    )
  })

  it('is refused with the challenge of another browser, of an activation, and after five minutes', async () => {
    const { passkey } = await withPasskey()
    const [mine, theirs] = [foyer.browser(), foyer.browser()]
    const [here, there] = [await mine.start(), await theirs.start()]
    expect(await mine.tryTo(here, 'use_passkey', { response: passkey.sign(requestIn(there), { origin: OWN }) })).toMatchObject(refused)
    const making = await atSecret()
    const options = { challenge: creationIn(making.view).challenge, rpId: 'foyer.test' }
    const fresh = await mine.start()
    expect(await mine.tryTo(fresh, 'use_passkey', { response: passkey.sign(options, { origin: OWN }) })).toMatchObject(refused)
    expect((await making.browser.tryTo(making.view, 'use_passkey', { response: passkey.sign(options, { origin: OWN }) })).body.code).toBe(
      'action_not_open',
    )
    const old = await mine.start()
    await foyer.store.shiftClock(5 * 60_000 + 1000)
    expect(await mine.tryTo(old, 'use_passkey', { response: passkey.sign(requestIn(old), { origin: OWN }) })).toMatchObject(refused)
  })

  it('is refused when the authenticator has counted further elsewhere: it was copied', async () => {
    const { passkey } = await withPasskey()
    expect((await signInWith(passkey, { counter: 5 })).status).toBe(200)
    expect(await signInWith(passkey, { counter: 5 })).toMatchObject(refused)
    expect(await signInWith(passkey, { counter: 4 })).toMatchObject(refused)
    expect((await signInWith(passkey, { counter: 6 })).status).toBe(200)
  })

  it('answers alike for a passkey that nobody has and for people who may not sign in', async () => {
    const stranger = await atSecret()
    const { passkey: unknown } = makePasskey(creationIn(stranger.view), { origin: OWN })
    const blocked = await withPasskey()
    await foyer.manage('POST', `/api/users/${blocked.id}/deactivate`, {})
    const bodies = [await signInWith(unknown), await signInWith(blocked.passkey)].map(({ status, body }) => ({
      status,
      ...body,
      requestId: null,
    }))
    expect(bodies[0]).toEqual(bodies[1])
    expect(bodies[0]).toMatchObject({ status: 422, code: 'passkey_refused' })
  })

  it('without access to the application says so after a right passkey only', async () => {
    const { passkey } = await withPasskey('safe')
    expect((await signInWith(passkey)).body.code).toBe('no_access')
    expect(await signInWith(passkey, { forged: true })).toMatchObject(refused)
  })

  it('ends with the passkeys that an owner’s reset of the access ends', async () => {
    const { passkey, id } = await withPasskey()
    expect((await foyer.manage('POST', `/api/users/${id}/reset-access`, { reason: 'lost' })).status).toBe(200)
    expect(await signInWith(passkey)).toMatchObject(refused)
    expect(await foyer.store.listPasskeys(id)).toEqual([])
  })
})
