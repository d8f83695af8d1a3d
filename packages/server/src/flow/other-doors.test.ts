import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeIn, flowClient, linkIn } from '../../test/flow-client.ts'
import { createTestFoyer, type TestFoyer } from '../testing.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FIRST = 'geduldig wandern drei Berge'
const SECOND = 'sieben leise Trommeln am See'

describe('the other doors', () => {
  let foyer: TestFoyer
  let shifted = 0
  beforeAll(async () => {
    foyer = await createTestFoyer({
      applications: { app: { name: 'App', url: 'https://app.example' }, portal: { name: 'Portal', manages: true, includes: ['app'] } },
    })
  })
  afterAll(() => foyer.close())

  const later = async (ms: number) => {
    shifted += ms
    await foyer.shiftClock(shifted)
  }
  let people = 0
  const invited = async (extra: Record<string, unknown> = {}) => {
    people += 1
    const client = flowClient(foyer)
    const email = `person${people}@example.com`
    const { body } = await client.manage('POST', '/api/users', {
      email,
      firstName: 'Mia',
      externalId: `N-${people}`,
      invite: { application: 'app' },
      ...extra,
    })
    return { client, email, id: String(body.id), mail: await foyer.mailTo(email) }
  }
  const online = async () => {
    const person = await invited()
    await person.client.activate(linkIn(person.mail.text), FIRST)
    person.client.forget()
    return person
  }

  it('recovers by the code of the mail, ends every session, and signs nobody in', async () => {
    const { client, email } = await online()
    const session = await client.act(await client.start(), 'sign_in', { name: email, password: FIRST })
    expect(session.step.name).toBe('signed_in')
    const other = flowClient(foyer)
    const asked = await other.act(await other.act(await other.start(), 'forgot', { name: email }), 'request', { name: email })
    expect(asked.step.name).toBe('recover_code')
    const mail = await foyer.mailTo(email)
    const code = codeIn(mail.text, 2)
    expect((await other.attempt(asked, 'submit_code', { code: 'aaaa-aaaa' })).body.code).toBe('code_wrong')
    const password = await other.act(asked, 'submit_code', { code })
    expect(password.step).toMatchObject({ name: 'set_password', data: { purpose: 'recovery' } })
    expect((await other.act(password, 'set_password', { password: SECOND })).step.name).toBe('recovered')
    expect((await client.post('/session/current', { application: 'app' })).body.session).toBeNull()
    expect((await other.attempt(await other.start(), 'sign_in', { name: email, password: FIRST })).status).toBe(401)
    expect((await other.act(await other.start(), 'sign_in', { name: email, password: SECOND })).step.name).toBe('signed_in')
    expect((await other.attempt(asked, 'submit_code', { code })).body.code).toBe('code_wrong')
    expect((await foyer.mailTo(email)).subject).not.toBe(mail.subject)
  })

  it('takes the code of a neighbour in the alphabet for nobody’s', async () => {
    const { email } = await online()
    const client = flowClient(foyer)
    const askFor = async (name: string) => client.act(await client.act(await client.start(), 'forgot', { name }), 'request', { name })
    await askFor(email)
    const code = codeIn((await foyer.mailTo(email)).text, 2)
    for (const name of [`a${email}`, `${email}m`, email.replace('.com', '.co')])
      expect((await client.attempt(await askFor(name), 'submit_code', { code })).body.code, name).toBe('code_wrong')
    expect((await client.act(await askFor(email), 'submit_code', { code: codeIn((await foyer.mailTo(email)).text, 2) })).step.name).toBe(
      'set_password',
    )
  })

  it('recovers by the link on another device, and the link is dead afterwards', async () => {
    const { client, email } = await online()
    await client.act(await client.act(await client.start(), 'forgot'), 'request', { name: email })
    const link = linkIn((await foyer.mailTo(email)).text)
    const phone = flowClient(foyer)
    const landed = await phone.start({ link })
    expect(landed.step).toMatchObject({ name: 'open_link', data: { purpose: 'recovery' } })
    expect((await phone.act(await phone.act(landed, 'open'), 'set_password', { password: SECOND })).step.name).toBe('recovered')
    expect((await phone.start({ link })).step.name).toBe('link_invalid')
  })

  it('tells a recovery whose hour is over, and sends a new one on demand', async () => {
    const { client, email } = await online()
    await client.act(await client.act(await client.start(), 'forgot'), 'request', { name: email })
    const mail = await foyer.mailTo(email)
    await later(HOUR_MS + 1000)
    const landed = await client.start({ link: linkIn(mail.text) })
    expect(landed.step).toMatchObject({ name: 'link_expired', data: { purpose: 'recovery' } })
    expect((await client.act(landed, 'send_new')).step).toMatchObject({ name: 'mail_sent', data: { purpose: 'recovery' } })
    const fresh = await foyer.mailTo(email)
    expect(linkIn(fresh.text)).not.toBe(linkIn(mail.text))
    expect((await client.start({ link: linkIn(fresh.text) })).step).toMatchObject({ name: 'open_link', data: { purpose: 'recovery' } })
  })

  it('sends a new recovery where the hour ends before the new password', async () => {
    const { client, email } = await online()
    await client.act(await client.act(await client.start(), 'forgot'), 'request', { name: email })
    const mail = await foyer.mailTo(email)
    await later(45 * 60_000)
    const password = await client.act(await client.start({ link: linkIn(mail.text) }), 'open')
    await later(16 * 60_000)
    const expired = await client.act(password, 'resume')
    expect(expired.step).toMatchObject({ name: 'link_expired', data: { purpose: 'recovery' } })
    const sent = await client.act(expired, 'send_new')
    expect(sent.step).toMatchObject({ name: 'mail_sent', data: { purpose: 'recovery' } })
    expect(linkIn((await foyer.mailTo(email)).text)).not.toBe(linkIn(mail.text))
  })

  it('burns a recovery code after five wrong tries and leaves the link; an unknown name answers alike', async () => {
    const { client, email } = await online()
    for (const name of [email, 'nobody@example.com']) {
      const asked = await client.act(await client.act(await client.start(), 'forgot'), 'request', { name })
      const codes: unknown[] = []
      for (let index = 0; index < 6; index += 1) codes.push((await client.attempt(asked, 'submit_code', { code: 'zzzz-zzzz' })).body.code)
      expect(codes).toEqual(['code_wrong', 'code_wrong', 'code_wrong', 'code_wrong', 'code_wrong', 'code_exhausted'])
    }
    const mail = await foyer.mailTo(email)
    const asked = await client.act(await client.act(await client.start(), 'forgot'), 'request', { name: email })
    expect((await client.attempt(asked, 'submit_code', { code: codeIn(mail.text, 2) })).body.code).toBe('code_exhausted')
    expect((await client.start({ link: linkIn(mail.text) })).step.name).toBe('open_link')
  })

  it('sends an invited person their invitation with the same link, and nobody else anything', async () => {
    const { client, email, mail } = await invited()
    const before = foyer.mails.length
    await client.act(await client.act(await client.start(), 'forgot'), 'request', { name: email.toUpperCase() })
    expect(linkIn((await foyer.mailTo(email)).text)).toBe(linkIn(mail.text))
    const sent = await client.act(await client.act(await client.start({ begin: 'enter_code' }), 'send_again'), 'request', {
      name: 'stranger@example.com',
    })
    expect(sent.step.name).toBe('mail_sent')
    await foyer.idle()
    expect(foyer.mails.length).toBe(before + 1)
  })

  it('tells an expired invitation on opening, sends a new one on demand, and that one activates', async () => {
    const { client, email, mail } = await invited()
    await later(15 * DAY_MS)
    const landed = await client.start({ link: linkIn(mail.text) })
    expect(landed.step.name).toBe('link_expired')
    expect((await client.act(landed, 'send_new')).step.name).toBe('mail_sent')
    const fresh = await foyer.mailTo(email)
    expect(linkIn(fresh.text)).not.toBe(linkIn(mail.text))
    expect((await client.start({ link: linkIn(mail.text) })).step).toMatchObject({ name: 'link_invalid', data: { newer: true } })
    expect((await client.activate(linkIn(fresh.text), FIRST)).step.name).toBe('signed_in')
  })

  it('confirms an address apart from activation', async () => {
    const client = flowClient(foyer)
    await client.manage('POST', '/api/users', { externalId: 'C-1', email: 'confirm@example.com' })
    expect((await client.manage('POST', '/api/users/external:C-1/send-confirmation')).body).toMatchObject({
      status: 'offline',
      emailStatus: 'pending',
    })
    const landed = await client.start({ link: linkIn((await foyer.mailTo('confirm@example.com')).text) })
    expect(landed.step).toMatchObject({ name: 'open_link', data: { purpose: 'confirmation' } })
    expect((await client.act(landed, 'open')).step).toMatchObject({
      name: 'email_confirmed',
      data: { emailMasked: 'c•••@example.com', invited: false },
    })
    expect((await client.manage('GET', '/api/users/external:C-1')).body).toMatchObject({ status: 'offline', emailStatus: 'confirmed' })
  })

  it('stops mails to somebody who says that they are not meant, and ends what was mailed', async () => {
    const { client, id, mail } = await invited()
    const refusal = [...mail.text.matchAll(/\/l\/([a-z2-7]+)/g)].map(([, token]) => token).find((token) => token !== linkIn(mail.text))
    const landed = await client.start({ link: refusal })
    expect(landed.step).toMatchObject({ name: 'refuse' })
    expect((await client.act(landed, 'refuse')).step.name).toBe('refused')
    expect((await client.start({ link: linkIn(mail.text) })).step.name).toBe('link_invalid')
    const { body } = await client.manage('GET', `/api/users/${id}`)
    expect(body.blockedActions).toMatchObject({ send: 'email_refused' })
  })

  it('kills the old link with the address, and keeps it dead when the address comes back', async () => {
    const { client, id, email, mail } = await invited()
    await client.manage('POST', `/api/users/${id}/email`, { email: 'elsewhere@example.com', send: 'invitation' })
    expect((await client.start({ link: linkIn(mail.text) })).step.name).toBe('link_invalid')
    await client.manage('POST', `/api/users/${id}/email`, { email, send: 'invitation' })
    expect((await client.start({ link: linkIn(mail.text) })).step.name).toBe('link_invalid')
    expect((await client.activate(linkIn((await foyer.mailTo(email)).text), FIRST)).step.name).toBe('signed_in')
  })

  it('confirms no address that was entered after the landing page had been opened', async () => {
    const { client, id, mail } = await invited()
    const landed = await client.start({ link: linkIn(mail.text) })
    expect(landed.step.name).toBe('open_link')
    await client.manage('POST', `/api/users/${id}/email`, { email: 'right.one@example.com', send: 'invitation' })
    const pressed = await client.attempt(landed, 'open')
    expect(pressed.body.code).toBe('link_invalid')
    const { body } = await client.manage('GET', `/api/users/${id}`)
    expect(body).toMatchObject({ email: 'right.one@example.com', emailStatus: 'pending' })
  })

  it('opens by an initial password, again and again, until the own one stands', async () => {
    const { client, email, mail } = await invited({ invite: { application: 'app', initialPassword: 'generate' } })
    const initial = /(?<![\w-])[2-9a-z]{4}-[2-9a-z]{5}-[2-9a-z]{4}(?![\w-])/.exec(mail.text)?.[0] ?? ''
    expect(initial).not.toBe('')
    expect(linkIn(mail.text)).not.toBe('')
    expect((await client.act(await client.start(), 'sign_in', { name: email, password: initial })).step.name).toBe('set_password')
    const password = await client.act(await client.start(), 'sign_in', { name: email, password: initial.toUpperCase() })
    expect((await client.attempt(password, 'set_password', { password: initial })).body.code).toBe('password_is_initial')
    expect((await client.act(password, 'set_password', { password: FIRST })).step.name).toBe('signed_in')
    client.forget()
    expect((await client.attempt(await client.start(), 'sign_in', { name: email, password: initial })).status).toBe(401)
  })

  it('takes a chosen initial password as handed over: the mailbox is proven by a code', async () => {
    const { client, email, mail } = await invited({
      invite: { application: 'app', initialPassword: { value: 'Willkommen im Lager Nord 7' } },
    })
    expect(mail.text).not.toContain('Willkommen im Lager')
    const check = await client.act(await client.start(), 'sign_in', { name: email, password: 'Willkommen im Lager Nord 7' })
    expect(check.step.name).toBe('check_email')
    const prove = await client.act(check, 'keep_email')
    const code = codeIn((await foyer.mailTo(email)).text, 2)
    const password = await client.act(prove, 'submit_email_code', { code })
    expect((await client.attempt(password, 'set_password', { password: 'Willkommen im Lager Nord 7' })).body.code).toBe(
      'password_is_initial',
    )
    expect((await client.act(password, 'set_password', { password: FIRST })).step.name).toBe('signed_in')
  })

  it('greets whoever is signed in, and lets somebody else in instead', async () => {
    const { client, email } = await online()
    await client.act(await client.start(), 'sign_in', { name: email, password: FIRST })
    const greeted = await client.start()
    expect(greeted.step).toMatchObject({ name: 'continue_as', data: { firstName: 'Mia' } })
    expect((await client.act(greeted, 'continue')).step.name).toBe('signed_in')
    expect((await client.act(await client.start(), 'other')).step.name).toBe('sign_in')
    expect((await client.start()).step.name).toBe('sign_in')
  })

  it('asks before a link is used where somebody else is signed in', async () => {
    const { client, email } = await online()
    const other = await invited()
    await client.act(await client.start(), 'sign_in', { name: email, password: FIRST })
    const asked = await client.start({ link: linkIn(other.mail.text) })
    expect(asked.step.name).toBe('other_account')
    expect((await client.act(asked, 'leave')).step.name).toBe('signed_in')
    expect((await client.act(asked, 'sign_out')).step.name).toBe('open_link')
  })

  it('takes a code that is typed after twenty hours', async () => {
    const { client, mail } = await invited()
    await later(20 * HOUR_MS)
    expect((await client.act(await client.start({ begin: 'enter_code' }), 'submit_code', { code: codeIn(mail.text, 4) })).step.name).toBe(
      'set_password',
    )
  })
})
