// The step after a password: asked where an app is set up, set up where an application insists, and never skipped.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { View } from '../../test/browser.ts'
import { type ExampleFoyer, goOn, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { totpCode } from '../../test/totp-code.ts'

const STEP_MS = 30_000
let foyer: ExampleFoyer
let serial = 0
beforeAll(async () => {
  foyer = await openExampleFoyer({
    applications: { app: { name: 'App' }, vault: { name: 'Tresor', mfa: 'required', includes: ['app'] } },
  })
})
afterAll(() => foyer.close())
afterEach(() => foyer.store.shiftClock(0))

/** Somebody who set an app up on the way in. The code that proved it is used up: their clock stands a step later from here on. */
const secured = async () => {
  await foyer.store.shiftClock(0)
  const email = `second-${++serial}@example.com`
  const id = await foyer.enter({ firstName: 'Mia', email, invite: { application: 'vault' } })
  const browser = foyer.browser({ application: 'vault' })
  const setup = await goOn(browser, await browser.start({ link: await foyer.linkTo(email) }), 'set_up_totp')
  const { secret } = setup.step.data
  const shown = await browser.act(setup, 'confirm_totp', { code: totpCode(secret) })
  const codes = shown.step.data.codes as string[]
  const done = await browser.act(shown, 'continue')
  await foyer.store.shiftClock(2 * STEP_MS)
  return { id, email, secret, codes, setup, shown, done, browser, code: (off = 0) => totpCode(secret, Date.now() + 2 * STEP_MS + off) }
}
const signIn = async (email: string, application = 'vault') => {
  const browser = foyer.browser({ application })
  const view = await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
  return { browser, view, submit: (code: string, from: View = view) => browser.tryTo(from, 'submit_factor', { code }) }
}

describe('where an application insists', () => {
  it('an app is set up before the session begins, with ten backup codes shown once', async () => {
    const { setup, shown, codes, done, id, secret } = await secured()
    expect(setup.step.data).toMatchObject({
      uri: expect.stringContaining('otpauth://totp/Beispiel%20AG:'),
      qr: { size: expect.any(Number) },
    })
    expect(String(secret)).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    expect(shown.step.name).toBe('backup_codes')
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    expect(done.step.name).toBe('signed_in')
    expect((await foyer.store.loadPerson({ id }))?.person.totpSince).toEqual(expect.any(Number))
    expect((await foyer.mailTo(setup.step.data.uri === '' ? '' : `second-${serial}@example.com`)).text).toContain('Authenticator-App')
  })

  it('the key stays the same while it is being typed, and a wrong code sets nothing up', async () => {
    const email = `second-${++serial}@example.com`
    const id = await foyer.enter({ firstName: 'Mia', email, invite: { application: 'vault' } })
    const browser = foyer.browser({ application: 'vault' })
    const view = await goOn(browser, await browser.start({ link: await foyer.linkTo(email) }), 'set_up_totp')
    expect((await browser.act(view, 'resume')).step.data.secret).toBe(view.step.data.secret)
    expect((await browser.tryTo(view, 'confirm_totp', { code: '000000' })).body.code).toBe('code_wrong')
    expect((await foyer.store.loadPerson({ id }))?.person.totpSince).toBeNull()
    expect(browser.jar.size).toBe(0)
  })

  it('neither key nor codes stand in the database as they are', async () => {
    const { secret, codes, id } = await secured()
    const kept = JSON.stringify([await foyer.store.readTotp(id), await foyer.store.listEvents({ limit: 100, from: 'newest', userId: id })])
    expect(kept).not.toContain(String(secret).replaceAll(' ', ''))
    for (const code of codes) expect(kept).not.toContain(code)
  })
})

describe('the code after the password', () => {
  it('is asked everywhere once an app is set up, and no session begins without it', async () => {
    const { email, code } = await secured()
    for (const application of ['vault', 'app']) {
      const { browser, view, submit } = await signIn(email, application)
      expect(view.step).toEqual({ name: 'second_factor', data: {} })
      expect(browser.jar.size).toBe(0)
      for (const action of ['save_profile', 'continue', 'set_password'])
        expect((await browser.tryTo(view, action, {})).body.code).toBe('action_not_open')
      const answer = await submit(code(application === 'app' ? STEP_MS : 0))
      expect(answer.body.step?.name).toBe('signed_in')
      expect(browser.jar.size).toBeGreaterThan(0)
    }
  })

  it('may be thirty seconds early or late, and no more', async () => {
    const { email, code } = await secured()
    for (const off of [-2 * STEP_MS, 2 * STEP_MS]) expect((await (await signIn(email)).submit(code(off))).body.code).toBe('code_wrong')
    const { submit } = await signIn(email)
    expect((await submit(code(-STEP_MS))).status).toBe(200)
    expect((await (await signIn(email)).submit(code(STEP_MS))).status).toBe(200)
  })

  it('is taken once: not again, not an earlier one, and by one of many at the same instant', async () => {
    const { email, code } = await secured()
    const tries = await Promise.all(Array.from({ length: 4 }, () => signIn(email)))
    const now = code()
    const answers = await Promise.all(tries.map(({ submit }) => submit(now)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await (await signIn(email)).submit(now)).body.code).toBe('code_wrong')
    expect((await (await signIn(email)).submit(code(-STEP_MS))).body.code).toBe('code_wrong')
  })

  it('may be guessed five times, then the waiting begins', async () => {
    const { email, code } = await secured()
    const { submit } = await signIn(email)
    for (let index = 0; index < 5; index += 1) expect((await submit('000000')).body.code).toBe('code_wrong')
    await submit('000000')
    expect((await submit(code())).body.code).toBe('rate_limited')
  })

  it('of another person opens nothing', async () => {
    const [mia, jan] = [await secured(), await secured()]
    expect((await (await signIn(mia.email)).submit(jan.code())).body.code).toBe('code_wrong')
    expect((await (await signIn(mia.email)).submit(jan.codes[0] ?? '')).body.code).toBe('code_wrong')
  })
})

describe('a backup code', () => {
  it('takes the place of the app once, however it is typed', async () => {
    const { email, codes, id } = await secured()
    const [first = '', second = ''] = codes
    expect((await (await signIn(email)).submit(` ${first.toUpperCase().replace('-', ' ')} `)).status).toBe(200)
    expect((await (await signIn(email)).submit(first)).body.code).toBe('code_wrong')
    const tries = await Promise.all(Array.from({ length: 4 }, () => signIn(email)))
    const answers = await Promise.all(tries.map(({ submit }) => submit(second)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    await expect(foyer.store.countBackupCodes(id)).resolves.toBe(8)
    const { items } = await foyer.store.listEvents({ limit: 100, from: 'newest', userId: id })
    expect(items.filter(({ type }) => type === 'backup_code.used')).toHaveLength(2)
  })
})

describe('a recovery', () => {
  it('asks for the second factor before the new password, and takes a backup code', async () => {
    const { email, codes, id } = await secured()
    const browser = foyer.browser({ application: 'vault' })
    await browser.act(await browser.start({ begin: 'recover' }), 'request', { name: email })
    const view = await browser.act(await browser.start({ link: await foyer.linkTo(email) }), 'open')
    expect(view.step.name).toBe('second_factor')
    const password = 'sieben leise Trommeln am See'
    expect((await browser.tryTo(view, 'set_password', { password })).body.code).toBe('action_not_open')
    const next = await browser.act(view, 'submit_factor', { code: codes[0] ?? '' })
    expect(next.step).toMatchObject({ name: 'set_password', data: { purpose: 'recovery' } })
    expect((await browser.act(next, 'set_password', { password })).step.name).toBe('recovered')
    expect((await foyer.store.loadPerson({ id }))?.person.totpSince).toEqual(expect.any(Number))
  })
})
