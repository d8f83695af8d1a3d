// Codes that people type: how often they may be wrong, what ends them, and that nobody learns from them who is there.

import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../test/browser.ts'
import { statementsOf } from '../../test/count-statements.ts'
import { codeIn, type ExampleFoyer, goOn, linkIn, openExampleFoyer, shortCodeIn } from '../../test/example-foyer.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const INITIAL = 'Willkommen im Lager Nord 7'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

let people = 0
const invited = async (invite: Record<string, unknown> = {}) => {
  people += 1
  const email = `person${people}@example.com`
  const id = await foyer.enter({ email, firstName: 'Mia', invite: { application: 'app', ...invite } })
  const mail = await foyer.mailTo(email)
  return { id, email, mail: mail.text, code: codeIn(mail.text), browser: foyer.browser() }
}
const change = async (id: string, what: string, body: unknown = {}) => {
  const { status, text } = await foyer.manage('POST', `/api/users/${id}/${what}`, body)
  expect(status, text).toBe(200)
}
const submit = async (code: string): Promise<Answer> => {
  const browser = foyer.browser()
  return browser.tryTo(await browser.start({ begin: 'enter_code' }), 'submit_code', { code })
}
/** The same six that locate, other ten that prove. */
const guess = (code: string, at: number): string => {
  const mac = createHash('sha256')
    .update(`${code}${at}`)
    .digest('hex')
    .replaceAll(/[01lio]/g, '2')
  return code.replaceAll('-', '').slice(0, 6) + mac.slice(0, 10)
}
const wrong = (code: string, at = 0) => submit(guess(code, at))

describe('the 16-character code of an invitation', () => {
  it('ends after ten wrong tries, while the link of the same mail lives on', async () => {
    const { code, mail, browser } = await invited()
    for (let at = 0; at < 10; at += 1) expect((await wrong(code, at)).body.code).toBe('code_wrong')
    expect((await submit(code)).body.code).toBe('code_exhausted')
    expect((await goOn(browser, await browser.start({ link: linkIn(mail) }))).step.name).toBe('signed_in')
  })

  it('is wrong only when it is wrong: right ones use nothing up', async () => {
    const { code } = await invited()
    for (let at = 0; at < 9; at += 1) await wrong(code, at)
    for (let at = 0; at < 12; at += 1) expect((await submit(code)).body.step?.name).toBe('accept_legal')
    expect((await wrong(code)).body.code).toBe('code_wrong')
    expect((await submit(code)).body.code).toBe('code_exhausted')
  })

  it('is new with each generation, which begins uncounted', async () => {
    const { id, email, code } = await invited()
    for (let at = 0; at < 11; at += 1) await wrong(code, at)
    await change(id, 'invitation/renew', { send: true })
    const renewed = codeIn((await foyer.mailTo(email)).text)
    expect(renewed.slice(0, 6)).not.toBe(code.slice(0, 6))
    expect((await submit(code)).body.code).toBe('code_exhausted')
    expect((await submit(renewed)).body.step?.name).toBe('accept_legal')
  })

  it.each([
    ['revoked', (id: string) => change(id, 'invitation/revoke'), 'code_wrong'],
    ['renewed without sending', (id: string) => change(id, 'invitation/renew'), 'code_wrong'],
    ['of a former address', (id: string) => change(id, 'email', { email: `other${people}@example.com`, send: 'invitation' }), 'code_wrong'],
    ['of somebody deactivated', (id: string) => change(id, 'deactivate'), 'code_wrong'],
    ['of somebody whose access went', (id: string) => change(id, 'withdraw-access', { application: 'app' }), 'code_wrong'],
    ['past its term', () => foyer.shiftClock(15 * DAY_MS), 'link_expired'],
  ])('%s opens nothing', async (_, end, answer) => {
    const { id, code } = await invited()
    await end(id)
    expect((await submit(code)).body.code).toBe(answer)
  })

  it('sent again is the same, and stays dead for an address that came back', async () => {
    const { id, email, code } = await invited()
    await change(id, 'invitation', { application: 'app' })
    expect(codeIn((await foyer.mailTo(email)).text)).toBe(code)
    await change(id, 'email', { email: 'between@example.com' })
    await change(id, 'email', { email, send: 'invitation' })
    const after = codeIn((await foyer.mailTo(email)).text)
    expect(after).not.toBe(code)
    expect((await submit(code)).body.code).toBe('code_wrong')
    expect((await submit(after)).body.step?.name).toBe('accept_legal')
    await change(id, 'email', { email: null }).catch(() => undefined)
  })

  it('of nobody answers, and costs, what a wrong one does', async () => {
    const { code } = await invited()
    const seen = async (typed: string) => {
      const browser = foyer.browser()
      const begun = await browser.start({ begin: 'enter_code' })
      await foyer.idle()
      let answer: Answer | undefined
      const statements = await statementsOf(async () => {
        answer = await browser.tryTo(begun, 'submit_code', { code: typed })
      })
      const { requestId: _, ...body } = answer?.body ?? {}
      return { status: answer?.status, body, headers: [...(answer?.headers.keys() ?? [])].sort(), statements }
    }
    const known = await seen(guess(code, 1))
    expect(known).toMatchObject({ status: 422, body: { code: 'code_wrong', details: { triesLeft: 9 } } })
    expect(await seen('zzzzzz2222222222')).toEqual(known)
    const next = await seen(guess(code, 2))
    expect(next).toMatchObject({ status: 422, body: { details: { triesLeft: 8 } } })
    expect(await seen('zzzzzz3333333333')).toEqual(next)
  })

  it('opens in the application that it invites to, when typed on Foyer’s own pages', async () => {
    const { code } = await invited({ application: 'shop' })
    expect((await submit(code)).body.application).toMatchObject({ key: 'shop' })
  })
})

describe('the code that proves an address', () => {
  const handedOver = async () => {
    const person = await invited({ initialPassword: { value: INITIAL } })
    const { browser, email } = person
    return { ...person, check: await browser.act(await browser.start(), 'sign_in', { name: email, password: INITIAL }) }
  }
  const sentTo = async (address: string) => shortCodeIn((await foyer.mailTo(address)).text)

  it('ends after five wrong tries; the next one is another', async () => {
    const { browser, email, check } = await handedOver()
    const prove = await browser.act(check, 'keep_email')
    const code = await sentTo(email)
    for (let left = 4; left >= 0; left -= 1) {
      const { status, body } = await browser.tryTo(prove, 'submit_email_code', { code: `2222-222${left + 2}` })
      expect([status, body.code, body.details]).toEqual([422, 'code_wrong', { triesLeft: left }])
    }
    expect((await browser.tryTo(prove, 'submit_email_code', { code })).body.code).toBe('code_exhausted')
    const again = await browser.act(prove, 'resend')
    const second = await sentTo(email)
    expect(second).not.toBe(code)
    expect((await browser.tryTo(again, 'submit_email_code', { code })).body.code).toBe('code_wrong')
    expect((await browser.act(again, 'submit_email_code', { code: second })).step.name).toBe('accept_legal')
  })

  it('is right at the fifth try as well', async () => {
    const { browser, email, check } = await handedOver()
    const prove = await browser.act(check, 'keep_email')
    const code = await sentTo(email)
    for (let at = 0; at < 4; at += 1) await browser.tryTo(prove, 'submit_email_code', { code: '2222-2222' })
    expect((await browser.act(prove, 'submit_email_code', { code })).step.name).toBe('accept_legal')
  })

  it('goes to five addresses and no more', async () => {
    const { browser, check } = await handedOver()
    let view = check
    for (let at = 0; at < 5; at += 1)
      view = await browser.act(await browser.act(view, 'give_email', { email: `try${people}.${at}@example.com` }), 'back')
    const { status, body } = await browser.tryTo(view, 'give_email', { email: `try${people}.5@example.com` })
    expect([status, body.code]).toEqual([429, 'too_many_addresses'])
    expect((await browser.act(view, 'give_email', { email: `try${people}.0@example.com` })).step.name).toBe('prove_email')
  })

  it('typed for somebody else’s address shows the same screen, and tells that mailbox instead', async () => {
    const owner = await foyer.join()
    const { id, browser, check } = await handedOver()
    const free = await browser.act(check, 'give_email', { email: 'free.address@example.com' })
    const taken = await browser.act(await browser.act(free, 'back'), 'give_email', { email: owner.email.toUpperCase() })
    expect({ ...taken.step.data, email: '', expiresAt: '' }).toEqual({ ...free.step.data, email: '', expiresAt: '' })
    expect(taken.step.data.email).toBe(owner.email.toUpperCase())
    const told = await foyer.mailTo(owner.email)
    expect(told.subject).not.toMatch(/Code/)
    expect(shortCodeIn(told.text)).toBe('')
    expect((await browser.tryTo(taken, 'submit_email_code', { code: '2222-2222' })).body.code).toBe('code_wrong')
    expect((await foyer.manage('GET', `/api/users/${id}`)).body).toMatchObject({ status: 'invited', emailStatus: 'pending' })
  })

  it('is worth nothing in another flow: whoever opens later proves the mailbox again', async () => {
    const { browser, email, check } = await handedOver()
    const prove = await browser.act(check, 'keep_email')
    await browser.act(prove, 'submit_email_code', { code: await sentTo(email) })
    const finder = foyer.browser()
    const later = await finder.act(await finder.start(), 'sign_in', { name: email, password: INITIAL })
    expect(later.step).toMatchObject({ name: 'check_email', data: { correctable: false } })
    expect((await finder.tryTo(later, 'give_email', { email: 'finder@example.com' })).body.code).toBe('email_confirmed')
    expect((await finder.tryTo(later, 'set_password', { password: 'ein gefundener Zettel im Regen' })).body.code).toBe('action_not_open')
  })

  it('is mailed to one address at most three times an hour', async () => {
    const { browser, check } = await handedOver()
    const prove = await browser.act(check, 'give_email', { email: 'often@example.com' })
    await browser.act(prove, 'resend')
    await browser.act(prove, 'resend')
    expect((await browser.tryTo(prove, 'resend')).body.code).toBe('rate_limited')
    await foyer.idle()
    expect(foyer.mails.filter(({ to }) => to === 'often@example.com')).toHaveLength(3)
  })

  it('shows managers an address that the holder typed masked alone', async () => {
    const { id, browser, check } = await handedOver()
    const prove = await browser.act(check, 'give_email', { email: 'my.private.one@example.net' })
    await browser.act(prove, 'submit_email_code', { code: await sentTo('my.private.one@example.net') })
    const person = await foyer.manage('GET', `/api/users/${id}`)
    expect(person.body).toMatchObject({ email: null, emailMasked: 'm•••@example.net', emailStatus: 'confirmed' })
    const trail = await foyer.manage('GET', `/api/events?user=${id}&limit=500`)
    expect(trail.text).toContain('email.changed')
    expect(trail.text).not.toContain('my.private.one')
  })
})
