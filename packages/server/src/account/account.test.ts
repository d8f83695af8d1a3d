// The holder's own account through its two calls: what it shows, what it asks a proof for, and what each change does.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../../test/browser.ts'
import { type ExampleFoyer, goOn, OWN, openExampleFoyer, PASSWORD, shortCodeIn } from '../../test/example-foyer.ts'
import { makePasskey, type SoftPasskey } from '../../test/soft-authenticator.ts'
import { totpCode } from '../../test/totp-code.ts'

const NEW_PASSWORD = 'sieben leise Trommeln am See'
const STEP_MS = 30_000
let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({ applications: { app: { name: 'Beispiel App', legal: ['terms'] }, shop: { name: 'Shop' } } })
})
afterAll(() => foyer.close())
afterEach(() => foyer.store.shiftClock(0))

type View = Record<string, unknown> & {
  proof: Record<string, boolean>
  ceremony: { request: { challenge: string; rpId: string }; create: Parameters<typeof makePasskey>[0]; ticket: string }
  passkeys: { id: string; name: string; isLast: boolean }[]
  sessions: { id: string; isThis: boolean }[]
  mfa: { since: string | null; backupCodes: number }
}
const read = async (browser: Browser) => (await browser.post('/account/read', { application: 'app' })).body.view as View
const act = (browser: Browser, action: string, input: Record<string, unknown> = {}) =>
  browser.post('/account/act', { application: 'app', action, input })
const resultOf = ({ body }: Answer) => body.result as Record<string, unknown>
/** Somebody who signed in with the password just now. */
const signedIn = async (member?: { email: string }) => {
  const { email } = member ?? (await foyer.join({ origin: OWN }))
  const browser = foyer.browser()
  await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
  const id = (await foyer.store.loadPerson({ email }))?.person.id ?? ''
  return { email, browser, id }
}
const withPasskey = async () => {
  const one = await signedIn()
  const { passkey, response } = await makeFor(one.browser)
  expect((await act(one.browser, 'add_passkey', response)).status).toBe(200)
  return { ...one, passkey }
}
const makeFor = async (browser: Browser): Promise<{ passkey: SoftPasskey; response: Record<string, unknown> }> => {
  const { ceremony } = await read(browser)
  const { passkey, response } = makePasskey(ceremony.create, { origin: OWN })
  return { passkey, response: { ticket: ceremony.ticket, response } }
}

describe('the account', () => {
  it('shows what is there, and no secret', async () => {
    const { browser, email } = await signedIn()
    const answer = await browser.post('/account/read', { application: 'app', locale: 'en' })
    expect(answer.body.view).toMatchObject({
      locale: 'en',
      email,
      name: 'Mia',
      application: { key: 'app', name: 'Beispiel App' },
      proof: { fresh: true, password: true, passkey: false, code: false },
      password: { isSet: true, minLength: 12 },
      passkeys: [],
      mfa: { policy: 'optional', since: null, backupCodes: 0 },
      documents: [{ title: 'Terms', version: '1', isCurrent: true }],
    })
    expect(answer.text).not.toContain('staffNote')
    expect(answer.text).not.toContain('argon2')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('is nobody’s without a session, and not another application’s', async () => {
    const { browser } = await signedIn()
    expect((await foyer.browser().post('/account/read', { application: 'app' })).body.code).toBe('unauthenticated')
    expect((await browser.post('/account/read', { application: 'shop' })).body.code).toBe('unauthenticated')
    expect((await act(browser, 'toString')).body.code).toBe('action_not_open')
  })

  it('answers Foyer’s own pages alone', async () => {
    const { browser } = await signedIn()
    for (const origin of ['https://app.foyer.test', 'https://evil.test', 'null'])
      expect((await browser.post('/account/read', { application: 'app' }, { origin })).body.code).toBe('origin_not_allowed')
    expect((await browser.post('/account/read', { application: 'app' }, { 'sec-fetch-site': 'same-site' })).body.code).toBe('cross_site')
  })
})

describe('a proof', () => {
  it('is wanted for what is sensitive ten minutes after the last one, and a right password gives it with a new cookie', async () => {
    const { browser } = await signedIn()
    await foyer.store.shiftClock(11 * 60_000)
    for (const [action, input] of [
      ['set_password', { password: NEW_PASSWORD }],
      ['remove_passkey', { id: 'x' }],
      ['start_totp', {}],
      ['remove_totp', {}],
      ['make_backup_codes', {}],
      ['change_email', { email: 'neu@example.com' }],
      ['read_data', {}],
      ['erase_account', {}],
      ['choose_notices', { newSignIn: false }],
    ] as const)
      expect((await act(browser, action, input)).body.code, action).toBe('reauthentication_required')
    expect((await act(browser, 'reauthenticate', { password: 'nicht das richtige' })).body.code).toBe('credentials_wrong')
    expect((await read(browser)).proof.fresh).toBe(false)
    const before = browser.jar.get('__Host-foyer-app')
    expect((await act(browser, 'reauthenticate', { password: PASSWORD })).status).toBe(200)
    expect(browser.jar.get('__Host-foyer-app')).not.toBe(before)
    expect((await read(browser)).proof.fresh).toBe(true)
    expect((await act(browser, 'start_totp')).status).toBe(200)
  })

  it('is not what an activation or a recovery leaves behind', async () => {
    const { browser } = await foyer.join({ origin: OWN })
    expect((await read(browser)).proof.fresh).toBe(false)
    expect((await act(browser, 'start_totp')).body.code).toBe('reauthentication_required')
  })

  it('may be guessed five times, then the waiting begins', async () => {
    const { browser } = await signedIn()
    for (let index = 0; index < 6; index += 1) await act(browser, 'reauthenticate', { password: 'nicht das richtige' })
    expect((await act(browser, 'reauthenticate', { password: PASSWORD })).body.code).toBe('rate_limited')
  })

  it('is given by the own passkey, once a challenge, and by nobody else’s', async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()]
    const tried = async (passkey: SoftPasskey, ceremony: View['ceremony']) =>
      (await act(mine.browser, 'reauthenticate', { ticket: ceremony.ticket, response: passkey.sign(ceremony.request, { origin: OWN }) }))
        .body.code
    expect(await tried(theirs.passkey, (await read(mine.browser)).ceremony)).toBe('passkey_refused')
    expect(await tried(mine.passkey, (await read(theirs.browser)).ceremony)).toBe('flow_expired')
    const { ceremony } = await read(mine.browser)
    expect(await tried(mine.passkey, ceremony)).toBeUndefined()
    expect(await tried(mine.passkey, ceremony)).toBe('passkey_refused')
  })
})

describe('the password', () => {
  it('is changed by the rules of every password, ends all other sessions, and tells the holder', async () => {
    const member = await foyer.join({ origin: OWN })
    const { browser, email } = await signedIn(member)
    expect((await act(browser, 'set_password', { password: 'kurz' })).body.code).toBe('password_too_short')
    const before = browser.jar.get('__Host-foyer-app')
    expect((await act(browser, 'set_password', { password: NEW_PASSWORD })).status).toBe(200)
    expect(browser.jar.get('__Host-foyer-app')).not.toBe(before)
    expect((await read(browser)).sessions).toHaveLength(1)
    expect((await member.browser.post('/account/read', { application: 'app' })).body.code).toBe('unauthenticated')
    expect((await foyer.mailTo(email)).subject).toContain('Ihr Passwort wurde geändert')
    const again = foyer.browser()
    expect((await again.tryTo(await again.start(), 'sign_in', { name: email, password: PASSWORD })).body.code).toBe('credentials_wrong')
    expect((await again.act(await again.start(), 'sign_in', { name: email, password: NEW_PASSWORD })).step.name).toBe('signed_in')
  })
})

describe('passkeys', () => {
  it('are added, named and removed, each with a notice; the last way in stays', async () => {
    const { browser, email, id } = await withPasskey()
    expect((await foyer.mailTo(email)).text).toContain('Passkey')
    const second = await makeFor(browser)
    expect((await act(browser, 'add_passkey', second.response)).status).toBe(200)
    const [one, two] = (await read(browser)).passkeys
    expect((await act(browser, 'rename_passkey', { id: two?.id, name: 'Schlüssel am Bund' })).status).toBe(200)
    expect((await act(browser, 'remove_passkey', { id: one?.id })).status).toBe(200)
    expect((await read(browser)).passkeys).toMatchObject([{ name: 'Schlüssel am Bund', isLast: false }])
    await foyer.store.changePerson(
      { id },
      (person) => ({ person: { ...person, hasPassword: false }, events: [], jobs: [], endSessions: [] }),
      { actor: 'system' },
    )
    expect((await read(browser)).passkeys).toMatchObject([{ isLast: true }])
    expect((await act(browser, 'remove_passkey', { id: two?.id })).body.code).toBe('last_credential')
    expect((await act(browser, 'set_password', { password: NEW_PASSWORD })).status).toBe(200)
    expect((await act(browser, 'remove_passkey', { id: two?.id })).status).toBe(200)
    expect((await read(browser)).passkeys).toEqual([])
  })

  it('are not made with the challenge of another session, of a sign-in, or twice with one', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()]
    const made = await makeFor(theirs.browser)
    expect((await act(mine.browser, 'add_passkey', made.response)).body.code).toBe('flow_expired')
    const { ceremony } = await read(mine.browser)
    const wrong = makePasskey({ ...ceremony.create, challenge: ceremony.request.challenge }, { origin: OWN })
    expect((await act(mine.browser, 'add_passkey', { ticket: ceremony.ticket, response: wrong.response })).body.code).toBe(
      'passkey_refused',
    )
    const right = makePasskey(ceremony.create, { origin: OWN })
    expect((await act(mine.browser, 'add_passkey', { ticket: ceremony.ticket, response: right.response })).body.code).toBe(
      'passkey_refused',
    )
  })

  it('of somebody else can be neither named nor removed', async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()]
    for (const [action, input] of [
      ['rename_passkey', { name: 'x' }],
      ['remove_passkey', {}],
    ] as const)
      expect((await act(mine.browser, action, { id: theirs.passkey.id, ...input })).body.code).toBe('passkey_unknown')
  })
})

describe('an authenticator app', () => {
  it('is set up by a code of it, gives ten backup codes, is asked for with the password, and goes with them', async () => {
    const { browser, email } = await signedIn()
    const { setup, ticket } = resultOf(await act(browser, 'start_totp')) as { setup: { secret: string }; ticket: string }
    expect((await read(browser)).mfa.since).toBeNull()
    expect((await act(browser, 'confirm_totp', { ticket, code: '000000' })).body.code).toBe('code_wrong')
    const done = await act(browser, 'confirm_totp', { ticket, code: totpCode(setup.secret) })
    const codes = resultOf(done).codes as string[]
    expect(codes).toHaveLength(10)
    expect(done.body.view).toMatchObject({ mfa: { since: expect.any(String), backupCodes: 10 }, proof: { code: true } })
    expect((await act(browser, 'confirm_totp', { ticket, code: totpCode(setup.secret) })).body.code).toBe('totp_exists')
    await foyer.store.shiftClock(2 * STEP_MS)
    expect((await act(browser, 'reauthenticate', { password: PASSWORD })).body.code).toBe('code_wrong')
    expect(
      (await act(browser, 'reauthenticate', { password: PASSWORD, code: totpCode(setup.secret, Date.now() + 2 * STEP_MS) })).status,
    ).toBe(200)
    const renewed = resultOf(await act(browser, 'make_backup_codes')).codes as string[]
    expect(renewed.some((code) => codes.includes(code))).toBe(false)
    expect((await act(browser, 'reauthenticate', { password: PASSWORD, code: codes[0] })).body.code).toBe('code_wrong')
    expect((await act(browser, 'reauthenticate', { password: PASSWORD, code: renewed[0] })).status).toBe(200)
    expect((await act(browser, 'remove_totp')).body.view).toMatchObject({ mfa: { since: null, backupCodes: 0 } })
    const again = foyer.browser()
    expect((await again.act(await again.start(), 'sign_in', { name: email, password: PASSWORD })).step.name).toBe('signed_in')
  })
})

describe('a notice', () => {
  it('is mailed for each change of a factor, and never a word before it', async () => {
    const { browser, email } = await signedIn()
    const said = async () => {
      await foyer.idle()
      return foyer.mails
        .filter(({ to, subject }) => to === email && subject.includes('Anmeldung wurde geändert'))
        .map(({ text }) => text.replace(/\s+/g, ' '))
    }
    const made = await makeFor(browser)
    await act(browser, 'add_passkey', made.response)
    const { setup, ticket } = resultOf(await act(browser, 'start_totp')) as { setup: { secret: string }; ticket: string }
    expect(await said()).toHaveLength(1)
    await act(browser, 'confirm_totp', { ticket, code: totpCode(setup.secret) })
    await act(browser, 'make_backup_codes')
    await act(browser, 'remove_totp')
    await act(browser, 'remove_passkey', { id: made.passkey.id })
    const words = [
      'ein Passkey eingerichtet',
      'per Authenticator-App eingerichtet',
      'neue Backup-Codes',
      'wurde für Ihr Konto entfernt',
      'Ein Passkey Ihres Kontos wurde entfernt',
    ]
    const mails = await said()
    expect(mails).toHaveLength(words.length)
    for (const word of words)
      expect(
        mails.filter((text) => text.includes(word)),
        word,
      ).toHaveLength(1)
  })
})

describe('sessions', () => {
  it('are listed with the present one first, ended one by one or all but this, and never somebody else’s', async () => {
    const member = await foyer.join({ origin: OWN })
    const [first, second, third] = [await signedIn(member), await signedIn(member), await signedIn(member)]
    const { sessions } = await read(third.browser)
    expect(sessions.map(({ isThis }) => isThis)).toEqual([true, false, false, false])
    const stranger = await signedIn()
    await act(stranger.browser, 'end_session', { id: sessions[1]?.id })
    expect((await read(third.browser)).sessions).toHaveLength(4)
    const target = (await read(second.browser)).sessions[0]?.id
    expect((await act(third.browser, 'end_session', { id: target })).status).toBe(200)
    expect((await second.browser.post('/account/read', { application: 'app' })).body.code).toBe('unauthenticated')
    expect((await act(third.browser, 'end_other_sessions')).status).toBe(200)
    expect((await read(third.browser)).sessions).toHaveLength(1)
    expect((await first.browser.post('/account/read', { application: 'app' })).body.code).toBe('unauthenticated')
    expect((await read(stranger.browser)).sessions).toHaveLength(2)
  })
})

describe('the address', () => {
  it('changes when the new mailbox confirms, and the old one takes it back after a hijack, which ends that session', async () => {
    const { browser, email, id } = await signedIn()
    const wanted = `neu-${email}`
    expect(resultOf(await act(browser, 'change_email', { email: wanted }))).toEqual({ kind: 'mailed', email: wanted })
    expect((await read(browser)).email).toBe(email)
    const link = await foyer.linkTo(wanted)
    const mailbox = foyer.browser()
    await mailbox.act(await mailbox.start({ link }), 'open')
    expect((await read(browser)).email).toBe(wanted)
    expect((await foyer.mailTo(email)).subject).toContain('Ihre E-Mail-Adresse wurde geändert')
    const undo = foyer.browser()
    const view = await undo.start({ link: await foyer.linkTo(email) })
    expect(view.step).toMatchObject({ name: 'open_link', data: { purpose: 'undo' } })
    const next = await undo.act(view, 'open')
    expect(next.step).toMatchObject({ name: 'recover_code', data: { name: email } })
    expect((await foyer.store.loadPerson({ id }))?.person).toMatchObject({ email: { canonical: email }, hasPassword: false })
    expect((await browser.post('/account/read', { application: 'app' })).body.code).toBe('unauthenticated')
    const password = await goOn(undo, await undo.act(await undo.start({ link: await foyer.linkTo(email) }), 'open'), 'set_password')
    expect((await undo.act(password, 'set_password', { password: NEW_PASSWORD })).step.name).toBe('recovered')
    expect((await undo.start({ link })).step.name).toBe('link_invalid')
  })

  it('changes by the code of that mail as well, typed here, five tries a day, and never by a code of before', async () => {
    const { browser, email } = await signedIn()
    const wanted = `getippt-${email}`
    await act(browser, 'change_email', { email: wanted })
    const code = shortCodeIn((await foyer.mailTo(wanted)).text)
    const wrong = await act(browser, 'confirm_email', { code: 'aaaa-aaaa' })
    expect([wrong.body.code, wrong.body.details]).toEqual(['code_wrong', { triesLeft: 4 }])
    const typed = await act(browser, 'confirm_email', { code: ` ${code.toUpperCase()}` })
    expect(typed.body.view).toMatchObject({ email: wanted })
    expect((await foyer.mailTo(email)).subject).toContain('Ihre E-Mail-Adresse wurde geändert')
    expect((await act(browser, 'confirm_email', { code })).body.code).toBe('code_wrong')
  })

  it('of somebody else is told by no code: the tries end alike', async () => {
    const [mine, theirs, waiting] = [await signedIn(), await signedIn(), await signedIn()]
    await act(mine.browser, 'change_email', { email: theirs.email })
    await act(waiting.browser, 'change_email', { email: `frei-${waiting.email}` })
    const tryAll = async (browser: Browser) => {
      const answers: unknown[] = []
      for (let index = 0; index < 6; index += 1) {
        const { status, body } = await act(browser, 'confirm_email', { code: 'aaaa-aaaa' })
        answers.push([status, body.code, body.details])
      }
      return answers
    }
    const told = await tryAll(mine.browser)
    expect(told).toEqual(await tryAll(waiting.browser))
    expect(told.at(-1)).toEqual([410, 'code_exhausted', {}])
  })

  it('of somebody else gets the same answer, and only the mailbox learns of it', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()]
    expect(resultOf(await act(mine.browser, 'change_email', { email: theirs.email }))).toEqual({ kind: 'mailed', email: theirs.email })
    expect((await foyer.mailTo(theirs.email)).text).toContain('gehört')
    expect((await read(mine.browser)).email).toBe(mine.email)
    expect((await act(mine.browser, 'change_email', { email: mine.email.toUpperCase() })).body.code).toBe('email_unchanged')
  })
})

describe('own data', () => {
  it('are all that is on file, without secrets and without what managers noted', async () => {
    const { browser, email, id } = await withPasskey()
    await foyer.manage('PATCH', `/api/users/${id}`, { fields: { staffNote: 'kommt oft zu spät', motto: 'Los' } })
    const answer = await act(browser, 'read_data')
    expect(resultOf(answer).data).toMatchObject({
      id,
      status: 'online',
      email: { address: email, status: 'confirmed' },
      profile: { firstName: 'Mia' },
      passkeys: [{ name: expect.any(String) }],
      documents: [{ document: 'terms', version: '1' }],
    })
    expect(answer.text).not.toContain('zu spät')
    expect(answer.text).not.toMatch(/argon2|hash|secret/i)
  })

  it('stand on a page to print, for whoever has shown a credential just now', async () => {
    const { browser, email, id } = await withPasskey()
    await foyer.manage('PATCH', `/api/users/${id}`, { fields: { staffNote: 'kommt oft zu spät' }, lastName: '<b>Weber</b>' })
    const get = (from: Browser) =>
      foyer.app.request(`${OWN}/account/data?application=app&locale=de`, {
        headers: { cookie: [...from.jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      })
    const page = await get(browser)
    const text = await page.text()
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    for (const words of ['Ihre Daten', email, 'Nachname', '&lt;b&gt;Weber', 'AGB', 'Passkeys']) expect(text).toContain(words)
    expect(text).not.toMatch(/zu spät|<b>|argon2|<script/)
    await foyer.store.shiftClock(11 * 60_000)
    const stale = await get(browser)
    expect([stale.status, stale.headers.get('location')]).toEqual([302, `${OWN}/account?application=app`])
    expect((await get(foyer.browser())).status).toBe(302)
  })

  it('may be changed where the holder may, and nowhere else', async () => {
    const { browser, id } = await signedIn()
    expect((await act(browser, 'save_profile', { fields: { motto: 'Langsam' } })).status).toBe(200)
    for (const key of ['staffNote', 'firstName', 'email', 'role', '__proto__', 'constructor'])
      expect((await act(browser, 'save_profile', { fields: { [key]: 'x' } })).body.code, key).toBe('invalid_input')
    expect((await foyer.store.loadPerson({ id }))?.person.profile.fields).toMatchObject({ motto: 'Langsam' })
  })
})
