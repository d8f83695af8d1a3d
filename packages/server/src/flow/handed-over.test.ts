// The holder's way from something handed over in person: to an address, without one, on another device, past a question.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, View } from '../../test/browser.ts'
import { codeIn, type ExampleFoyer, linkIn, openExampleFoyer, PASSWORD, shortCodeIn } from '../../test/example-foyer.ts'

const NEW_PASSWORD = 'sieben leise Trommeln am See'
const DAY_MS = 86_400_000

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({
    applications: {
      app: { name: 'App' },
      plant: { name: 'Plant', signInWith: ['email', 'external_id'] },
      desk: { name: 'Desk', handoverAsks: 'birthday', signInWith: ['email', 'external_id'] },
      portal: { name: 'Portal', manages: true, includes: ['app'] },
    },
    profile: { birthday: { type: 'date', label: { de: 'Geburtsdatum', en: 'Date of birth' } } },
  })
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

let people = 0
const given = async (application: string, details: Record<string, unknown> = {}) => {
  people += 1
  const id = await foyer.enter({ firstName: 'Mia', externalId: `F-${people}`, ...details })
  const secret = await show(id, application)
  return { id, number: `F-${people}`, ...secret, browser: foyer.browser({ application }) }
}
const show = async (id: string, application: string) => {
  const { status, text, body } = await foyer.manage('POST', `/api/users/${id}/invitation/hand-over`, { application })
  expect(status, text).toBe(200)
  return { link: linkIn(String(body.link)), code: codeIn(String(body.code)) }
}
const statusOf = async (id: string) => {
  const { body } = await foyer.manage('GET', `/api/users/${id}`)
  return `${body.status}/${body.emailStatus ?? 'none'}`
}
const open = async (browser: Browser, link: string): Promise<View> => browser.act(await browser.start({ link }), 'open')
const typeCode = async (browser: Browser, code: string): Promise<View> =>
  browser.act(await browser.start({ begin: 'enter_code' }), 'submit_code', { code })
const mailedCode = async (address: string) => shortCodeIn((await foyer.mailTo(address)).text)
const events = async (id: string, type: string) =>
  (await foyer.manage('GET', `/api/events?user=${id}&types=${type}`)).body.items as { actor: string; data: Record<string, unknown> }[]

describe('somebody without an address on file', () => {
  it.each(['link', 'code'] as const)('types one, proves it by the mailed code, and is online: by %s', async (by) => {
    const { id, browser, ...secret } = await given('app')
    const asked = by === 'link' ? await open(browser, secret.link) : await typeCode(browser, secret.code)
    expect(asked.step).toEqual({
      name: 'check_email',
      data: { emailMasked: null, correctable: true, mayGoWithout: false, doubt: null },
    })
    const address = `typed-${by}@example.com`
    const proving = await browser.act(asked, 'give_email', { email: address })
    expect(proving.step).toMatchObject({ name: 'prove_email', data: { email: address } })
    expect(await statusOf(id)).toBe('invited/none')
    const password = await browser.act(proving, 'submit_email_code', { code: await mailedCode(address) })
    expect(await statusOf(id)).toBe('invited/confirmed')
    expect((await browser.act(password, 'set_password', { password: PASSWORD })).step.name).toBe('signed_in')
    expect(await statusOf(id)).toBe('online/confirmed')
    expect((await foyer.manage('GET', `/api/users/${id}`)).body).toMatchObject({
      email: null,
      emailMasked: expect.stringMatching(/^t•+@example.com$/),
    })
  })

  it('is mailed codes at five addresses at most', async () => {
    const { browser, link } = await given('app')
    const asked = await open(browser, link)
    for (let at = 0; at < 5; at += 1) await browser.act(asked, 'give_email', { email: `five-${at}@example.com` })
    expect((await browser.tryTo(asked, 'give_email', { email: 'five-5@example.com' })).body.code).toBe('too_many_addresses')
    expect((await browser.act(asked, 'give_email', { email: 'five-3@example.com' })).step.name).toBe('prove_email')
  })

  it('cannot go without where nobody signs in by number', async () => {
    const { browser, link } = await given('app')
    expect((await browser.tryTo(await open(browser, link), 'without_email')).body.code).toBe('action_not_open')
  })
})

describe('somebody with an address on file', () => {
  it('sees it masked, may correct it while nobody confirmed it, and is told once the account is open', async () => {
    const { id, browser, link } = await given('app', { email: 'wrong.person@example.com' })
    expect(await statusOf(id)).toBe('invited/pending')
    const asked = await open(browser, link)
    expect(asked.step.data).toMatchObject({ emailMasked: 'w•••@example.com', correctable: true })
    const proving = await browser.act(asked, 'give_email', { email: 'right@example.com' })
    const password = await browser.act(proving, 'submit_email_code', { code: await mailedCode('right@example.com') })
    await browser.act(password, 'set_password', { password: PASSWORD })
    await foyer.idle()
    const subjects = foyer.mails.filter(({ to }) => to === 'right@example.com').map(({ subject }) => subject)
    expect(subjects).toContain('Beispiel AG: Ihr Konto wurde mit einem Infoblatt geöffnet')
  })

  it('gets the code at a confirmed one and cannot change it; whoever finds the paper meets the code again', async () => {
    const { id, browser, link } = await given('app')
    const asked = await open(browser, link)
    const proving = await browser.act(asked, 'give_email', { email: 'left@example.com' })
    await browser.act(proving, 'submit_email_code', { code: await mailedCode('left@example.com') })
    expect(await statusOf(id)).toBe('invited/confirmed')
    const finder = foyer.browser()
    const found = await open(finder, link)
    expect(found.step).toMatchObject({ name: 'check_email', data: { emailMasked: 'l•••@example.com', correctable: false } })
    expect((await finder.tryTo(found, 'give_email', { email: 'thief@example.com' })).body.code).toBe('email_confirmed')
    const stuck = await finder.act(found, 'keep_email')
    expect(stuck.step).toMatchObject({ name: 'prove_email', data: { email: 'l•••@example.com' } })
    expect((await finder.tryTo(stuck, 'set_password', { password: PASSWORD })).body.code).toBe('action_not_open')
  })

  it('finds paper good after a correction in the office, while a mailed link is dead', async () => {
    const id = await foyer.enter({ email: 'before@example.com', invite: { application: 'app' } })
    const mailed = await foyer.linkTo('before@example.com')
    const { link } = await show(id, 'app')
    await foyer.manage('POST', `/api/users/${id}/email`, { email: 'after@example.com' })
    const browser = foyer.browser()
    expect((await browser.start({ link: mailed })).step.name).toBe('link_invalid')
    expect((await open(browser, link)).step).toMatchObject({ name: 'check_email', data: { emailMasked: 'a•••@example.com' } })
  })
})

describe('somebody without a mailbox', () => {
  const online = async () => {
    const person = await given('plant')
    const asked = await open(person.browser, person.link)
    expect(asked.step.data).toMatchObject({ mayGoWithout: true })
    const password = await person.browser.act(asked, 'without_email')
    expect(password.step).toMatchObject({ name: 'set_password', data: { name: person.number } })
    const done = await person.browser.act(password, 'set_password', { password: PASSWORD })
    expect(done.step).toMatchObject({ name: 'signed_in', data: { nameMasked: person.number } })
    return person
  }

  it('goes online under the number and signs in by it', async () => {
    const { id, number } = await online()
    expect(await statusOf(id)).toBe('online/none')
    const browser = foyer.browser({ application: 'plant' })
    const form = await browser.start()
    expect(form.step.data).toMatchObject({ name: null, byNumber: true })
    expect((await browser.act(form, 'sign_in', { name: ` ${number} `, password: PASSWORD })).step.name).toBe('signed_in')
  })

  it.each(['link', 'code'] as const)(
    'recovers by a new hand-over alone, after which password and paper of before are dead: by %s',
    async (by) => {
      const { id, number, browser, link, code } = await online()
      const first = await show(id, 'plant')
      const second = await show(id, 'plant')
      expect(await statusOf(id)).toBe('online/none')
      for (const old of [link, first.link]) expect((await browser.start({ link: old })).step.name).not.toBe('open_link')
      expect((await foyer.browser().tryTo(await browser.start({ begin: 'enter_code' }), 'submit_code', { code })).body.code).toBe(
        'code_wrong',
      )
      const phone = foyer.browser({ application: 'plant' })
      const asked = by === 'link' ? await open(phone, second.link) : await typeCode(phone, second.code)
      expect(asked.step).toMatchObject({ name: 'set_password', data: { purpose: 'recovery', name: number } })
      expect((await phone.act(asked, 'set_password', { password: NEW_PASSWORD })).step).toEqual({
        name: 'recovered',
        data: { nameMasked: number },
      })
      expect((await phone.tryTo(await phone.start(), 'sign_in', { name: number, password: PASSWORD })).body.code).toBe('credentials_wrong')
      expect((await phone.act(await phone.start(), 'sign_in', { name: number, password: NEW_PASSWORD })).step.name).toBe('signed_in')
      expect((await phone.start({ link: second.link })).step.name).toBe('link_invalid')
      expect((await phone.tryTo(await phone.start({ begin: 'enter_code' }), 'submit_code', { code: second.code })).body.code).toBe(
        'code_wrong',
      )
    },
  )

  it('has a recovery code that ends after ten wrong tries, while its link lives on', async () => {
    const { id, browser } = await online()
    const { link, code } = await show(id, 'plant')
    const typing = await browser.start({ begin: 'enter_code' })
    const wrong = `${code.slice(0, 7)}22-2222-2222`
    for (let at = 0; at < 10; at += 1) expect((await browser.tryTo(typing, 'submit_code', { code: wrong })).body.code).toBe('code_wrong')
    expect((await browser.tryTo(typing, 'submit_code', { code })).body.code).toBe('code_exhausted')
    expect((await open(browser, link)).step.name).toBe('set_password')
  })

  it('has no more use of a recovery past its term', async () => {
    const { id, browser } = await online()
    const { link, code } = await show(id, 'plant')
    await foyer.shiftClock(15 * DAY_MS)
    expect((await browser.start({ link })).step.name).toBe('link_expired')
    expect((await browser.tryTo(await browser.start({ begin: 'enter_code' }), 'submit_code', { code })).body.code).toBe('link_expired')
  })
})

describe('going on on another device', () => {
  it('shows the typed code of the same secret, as an event, and uses nothing up', async () => {
    const { id, browser, link, code } = await given('app')
    const landed = await browser.start({ link })
    expect(landed.step.data).toMatchObject({ otherDevice: true })
    const shown = await browser.act(landed, 'other_device')
    expect(shown.step).toMatchObject({ name: 'other_device', data: { code, url: 'https://id.foyer.test/activate' } })
    expect((await browser.act(shown, 'back')).step.name).toBe('open_link')
    expect((await typeCode(foyer.browser(), code)).step.name).toBe('check_email')
    expect((await events(id, 'invitation.handed_over')).at(-1)).toMatchObject({
      actor: `holder:${id}`,
      data: { carriers: ['code'], because: 'other_device' },
    })
  })

  it('issues the code where only a picture was made', async () => {
    people += 1
    const id = await foyer.enter({ firstName: 'Mia' })
    const { text } = await foyer.manage('POST', `/api/users/${id}/invitation/qr`, { application: 'app' })
    expect(text).toContain('<svg')
    const carriers = async () =>
      ((await foyer.manage('GET', `/api/users/${id}`)).body.invitation as { carriers: { kind: string }[] }).carriers.map(({ kind }) => kind)
    expect(await carriers()).toEqual(['qr'])
    const { link } = await show(id, 'app')
    await foyer.browser().act(await foyer.browser().start({ link }), 'other_device')
    expect(await carriers()).toContain('code')
  })

  it('is not offered for what was mailed', async () => {
    await foyer.enter({ email: 'mailed@example.com', invite: { application: 'app' } })
    const browser = foyer.browser()
    const landed = await browser.start({ link: await foyer.linkTo('mailed@example.com') })
    expect(landed.step.data).toMatchObject({ otherDevice: false })
    expect((await browser.tryTo(landed, 'other_device')).body.code).toBe('action_not_open')
  })
})

describe('a hand-over that asks for something', () => {
  const born = { fields: { birthday: '1980-02-03' } }

  it('tells nothing before the answer, and goes on after it', async () => {
    const { browser, link } = await given('desk', { ...born, email: 'desk@example.com' })
    const asked = await open(browser, link)
    expect(asked.step).toEqual({
      name: 'answer_question',
      data: { label: 'Geburtsdatum', hint: null, type: 'date', contact: 'it@beispiel.example' },
    })
    expect(asked.firstName).toBeNull()
    for (const [action, input] of [
      ['keep_email', {}],
      ['give_email', { email: 'other@example.com' }],
      ['set_password', { password: PASSWORD }],
    ] as const)
      expect((await browser.tryTo(asked, action, input)).body.code).toBe('action_not_open')
    const wrong = await browser.tryTo(asked, 'answer', { answer: '1981-02-03' })
    expect(wrong.body).toMatchObject({ code: 'answer_wrong', details: { triesLeft: 4 } })
    expect((await browser.act(asked, 'answer', { answer: '3.2.1980' })).step.name).toBe('check_email')
  })

  it('is stopped by five wrong answers, however many flows share them; the trail and whoever gave it out are told', async () => {
    const boss = await foyer.join({ application: 'portal', role: 'owner', email: 'boss@example.com', origin: 'https://id.foyer.test' })
    people += 1
    const id = await foyer.enter({ firstName: 'Jan', lastName: 'Kowalski', ...born })
    const cookie = [...boss.browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, origin: 'https://id.foyer.test', 'sec-fetch-site': 'same-origin' }
    const { body, text } = await foyer.manage('POST', `/api/users/${id}/invitation/hand-over`, { application: 'desk' }, headers)
    const link = linkIn(String(body.link))
    const code = String(body.code)
    expect(link, text).not.toBe('')
    for (let at = 0; at < 5; at += 1) {
      const browser = foyer.browser({ application: 'desk' })
      const asked = at % 2 === 0 ? await open(browser, link) : await typeCode(browser, code)
      const answer = await browser.tryTo(asked, 'answer', { answer: `1970-01-0${at + 1}` })
      expect(answer.body.code).toBe(at < 4 ? 'answer_wrong' : 'handover_stopped')
    }
    const browser = foyer.browser({ application: 'desk' })
    expect((await browser.start({ link })).step.name).toBe('link_invalid')
    expect((await browser.tryTo(await browser.start({ begin: 'enter_code' }), 'submit_code', { code })).body.code).toBe('code_wrong')
    expect(await events(id, 'invitation.handover_stopped')).toHaveLength(1)
    const mail = await foyer.mailTo('boss@example.com')
    expect(mail.subject).toBe('Beispiel AG: Ein Infoblatt wurde gesperrt')
    expect(mail.text).toContain('Jan Kowalski')
    const stopped = await foyer.manage('GET', '/api/users?invitation=no_carrier')
    expect((stopped.body.items as { id: string }[]).map((user) => user.id)).toContain(id)
    const again = await show(id, 'desk')
    expect(again.link).not.toBe(link)
    const last = foyer.browser({ application: 'desk' })
    expect((await last.start({ link })).step.name).toBe('link_invalid')
    expect((await last.act(await open(last, again.link), 'answer', { answer: '1980-02-03' })).step.name).toBe('check_email')
  })

  it('asks in a recovery as well', async () => {
    const { id, browser, link } = await given('desk', born)
    const answered = await browser.act(await open(browser, link), 'answer', { answer: '1980-02-03' })
    await browser.act(await browser.act(answered, 'without_email'), 'set_password', { password: PASSWORD })
    const again = await show(id, 'desk')
    const asked = await open(foyer.browser({ application: 'desk' }), again.link)
    expect(asked.step.name).toBe('answer_question')
    const phone = foyer.browser({ application: 'desk' })
    expect((await phone.tryTo(asked, 'set_password', { password: NEW_PASSWORD })).body.code).toBe('action_not_open')
    expect((await phone.act(asked, 'answer', { answer: '1980-02-03' })).step.name).toBe('set_password')
  })

  it('asks nothing of a mailed link', async () => {
    await foyer.enter({ email: 'mailed-desk@example.com', ...born, invite: { application: 'desk' } })
    const browser = foyer.browser({ application: 'desk' })
    expect((await open(browser, await foyer.linkTo('mailed-desk@example.com'))).step.name).toBe('set_password')
  })
})
