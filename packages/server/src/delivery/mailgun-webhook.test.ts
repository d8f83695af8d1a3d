// What Mailgun tells by webhook: signed, fresh and once, it says what became of a mail and stops sending to an address that takes none.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ExampleFoyer, goOn, linkIn, openExampleFoyer } from '../../test/example-foyer.ts'
import { mailgun } from '../mail/mailgun.ts'
import {
  MAILGUN_DOMAIN,
  MAILGUN_KEY,
  type MailgunEvent,
  type MailgunStandIn,
  mailgunWebhook,
  signMailgun,
  startMailgunStandIn,
  WEBHOOK_KEY,
} from '../mail/test/mailgun-stand-in.ts'
import { type Served, serve } from '../serve.ts'

type Json = Record<string, unknown>
const HOUR_MS = 3_600_000
const bounced: MailgunEvent = {
  event: 'failed',
  severity: 'permanent',
  'delivery-status': { code: 550, message: '5.1.1 <mia@example.com>: no such user, see https://mail.example.com/x' },
}
const delayed: MailgunEvent = { event: 'failed', severity: 'temporary', 'delivery-status': { code: 451, message: '4.7.1 Try again later' } }
const delivered: MailgunEvent = { event: 'delivered', 'delivery-status': { code: 250, message: 'OK' } }
const complained: MailgunEvent = { event: 'complained' }

let provider: MailgunStandIn
let foyer: ExampleFoyer
let served: Served
beforeAll(async () => {
  provider = await startMailgunStandIn()
  const transport = mailgun({ apiKey: MAILGUN_KEY, domain: MAILGUN_DOMAIN, url: provider.url, webhookSigningKey: WEBHOOK_KEY })
  foyer = await openExampleFoyer({}, { transport })
  served = await serve(foyer, { port: 0 })
})
beforeEach(() => {
  provider.accepted.length = 0
})
afterAll(async () => {
  await served.close()
  await provider.close()
})

/** What Mailgun hears when it posts over the wire. */
const post = async (body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: Json }> => {
  const answer = await fetch(`http://127.0.0.1:${served.port}/webhooks/mailgun`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Json }
}

/** A mail as Mailgun took it. */
type Taken = Record<string, string[]>
let entered = 0
/** Somebody invited, and the mail that went out. */
const invite = async (): Promise<{ id: string; address: string; mail: Taken }> => {
  entered += 1
  const address = `mia${entered}@example.com`
  const id = await foyer.enter({ firstName: 'Mia', lastName: `Nr. ${entered}`, email: address, invite: { application: 'app' } })
  return { id, address, mail: await sentTo(address) }
}
const sentTo = async (address: string): Promise<Taken> => {
  await foyer.idle()
  const mail = provider.accepted.findLast(({ to }) => to?.[0] === address)
  if (mail === undefined) throw new Error(`Nothing was sent to ${address}`)
  return mail
}
const read = async (id: string): Promise<Json> => (await foyer.manage('GET', `/api/users/${id}`)).body
const mailsTo = async (id: string): Promise<Json[]> => (await foyer.manage('GET', `/api/mails?userId=${id}`)).body.items as Json[]
const send = (id: string) => foyer.manage('POST', `/api/users/${id}/invitation`, { application: 'app' })
const eventsOf = async (id: string): Promise<string[]> =>
  (await foyer.store.listEvents({ limit: 100, userId: id })).items.map(({ type }) => type)

describe('a mail', () => {
  it('goes out with a random name of its own, and nothing about anybody', async () => {
    const [one, other] = [await invite(), await invite()]
    const names = [one, other].map(({ mail }) => mail['v:foyer-mail']?.[0] ?? '')
    expect(names[0]).not.toBe(names[1])
    for (const name of names) expect(name).toMatch(/^\d+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(one.mail['v:foyer-address']).toEqual(['1'])
    expect(Object.keys(one.mail).filter((field) => field.startsWith('v:'))).toEqual(['v:foyer-mail', 'v:foyer-address'])
  })

  it('that was delivered says so on the person and in the list', async () => {
    const { id, mail } = await invite()
    expect(await mailsTo(id)).toMatchObject([{ kind: 'invitation', state: 'sent', name: `Mia Nr. ${entered}`, reason: null }])
    expect(await post(mailgunWebhook(mail, delivered))).toEqual({ status: 200, body: { recorded: true } })
    expect(await read(id)).toMatchObject({ invitation: { delivery: 'delivered' }, mailStop: null })
    expect(await mailsTo(id)).toMatchObject([{ state: 'delivered', reason: null, toOtherAddress: false }])
    expect(await eventsOf(id)).toContain('mail.delivered')
  })

  it('that is late is no bounce, and arrives after all', async () => {
    const { id, mail } = await invite()
    expect((await post(mailgunWebhook(mail, delayed))).body).toEqual({ recorded: true })
    expect(await read(id)).toMatchObject({ invitation: { delivery: 'delayed' }, mailStop: null })
    expect(await mailsTo(id)).toMatchObject([{ state: 'delayed', reason: '451 4.7.1 Try again later' }])
    expect((await send(id)).status).toBe(200)
    await post(mailgunWebhook(mail, delivered))
    expect((await mailsTo(id)).at(-1)).toMatchObject({ state: 'delivered', reason: null })
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['mail.delayed', 'mail.delivered']))
  })

  it.each<[string, MailgunEvent, string, string]>([
    ['came back', bounced, 'bounced', 'email_bounced'],
    ['was reported as unwanted', complained, 'complained', 'email_complained'],
  ])('that %s stops sending there, until the mark is cleared', async (_, event, state, code) => {
    const { id, mail } = await invite()
    expect((await post(mailgunWebhook(mail, event))).body).toEqual({ recorded: true })
    const person = await read(id)
    expect(person).toMatchObject({ emailStatus: 'pending', invitation: { delivery: state }, mailStop: { because: state } })
    expect(person.blockedActions).toMatchObject({ send: code, sendConfirmation: code })
    expect((await send(id)).body.code).toBe(code)
    expect((await foyer.manage('GET', `/api/users?invitation=${state}&search=${entered}`)).body.items).toMatchObject([{ id }])
    expect(await eventsOf(id)).toEqual(expect.arrayContaining([`mail.${state}`, `email.${state}`]))
    expect((await foyer.manage('POST', `/api/users/${id}/clear-bounce`)).body.mailStop).toBeNull()
    expect(await eventsOf(id)).toContain('email.bounce_cleared')
    provider.accepted.length = 0
    expect((await send(id)).status).toBe(200)
    await foyer.idle()
    expect(provider.accepted).toHaveLength(1)
  })

  it('that came back lets another one go once the address is edited', async () => {
    const { id, mail } = await invite()
    await post(mailgunWebhook(mail, bounced))
    const changed = await foyer.manage('POST', `/api/users/${id}/email`, { email: `right${entered}@example.com`, send: 'invitation' })
    expect(changed.body).toMatchObject({ emailStatus: 'pending', mailStop: null })
    const again = await sentTo(`right${entered}@example.com`)
    await post(mailgunWebhook(again, delivered))
    expect(await mailsTo(id)).toMatchObject([
      { state: 'delivered', toOtherAddress: false },
      { state: 'bounced', toOtherAddress: true },
    ])
  })

  it('keeps of the provider’s words what is short and nobody’s', async () => {
    const { id, mail } = await invite()
    await post(mailgunWebhook(mail, bounced))
    expect(await mailsTo(id)).toMatchObject([{ reason: '550 5.1.1 …: no such user, see …' }])
  })
})

describe('news that come late or twice', () => {
  it('take nothing back: what bounced was not delivered', async () => {
    const { id, mail } = await invite()
    await post(mailgunWebhook(mail, bounced))
    const before = await read(id)
    for (const event of [delivered, delayed, bounced]) expect((await post(mailgunWebhook(mail, event))).body).toEqual({ recorded: false })
    expect(await read(id)).toEqual(before)
    expect((await eventsOf(id)).filter((type) => type.endsWith('.bounced')).sort()).toEqual(['email.bounced', 'mail.bounced'])
    expect((await eventsOf(id)).filter((type) => ['mail.delivered', 'mail.delayed'].includes(type))).toEqual([])
  })

  it('tell of a delivery before its bounce, and of a complaint after it', async () => {
    const { id, mail } = await invite()
    await post(mailgunWebhook(mail, delivered))
    await post(mailgunWebhook(mail, bounced))
    expect(await mailsTo(id)).toMatchObject([{ state: 'bounced' }])
    await post(mailgunWebhook(mail, complained))
    expect(await mailsTo(id)).toMatchObject([{ state: 'complained' }])
  })

  it('do not mark again what a manager cleared', async () => {
    const { id, mail } = await invite()
    await post(mailgunWebhook(mail, bounced))
    await foyer.manage('POST', `/api/users/${id}/clear-bounce`)
    await post(mailgunWebhook(mail, bounced))
    expect((await read(id)).mailStop).toBeNull()
  })

  it('about an address that was changed mark the mail, and not the new address, even when it reads the same', async () => {
    const { id, address, mail } = await invite()
    for (const email of ['elsewhere@example.com', address]) await foyer.manage('POST', `/api/users/${id}/email`, { email })
    expect((await post(mailgunWebhook(mail, bounced))).body).toEqual({ recorded: true })
    expect(await mailsTo(id)).toMatchObject([{ state: 'bounced', toOtherAddress: true }])
    expect((await read(id)).mailStop).toBeNull()
    expect((await send(id)).status).toBe(200)
    expect(await eventsOf(id)).not.toContain('email.bounced')
  })

  it('about a mail to an address that is on no file mark nobody', async () => {
    const { id, address, mail } = await invite()
    const browser = foyer.browser()
    await goOn(browser, await browser.start({ link: linkIn(mail.text?.[0] ?? '') }))
    await foyer.manage('POST', `/api/users/${id}/reset-access`, { reason: 'Lost mailbox', email: `new${entered}@example.com` })
    await foyer.idle()
    const notice = provider.accepted.findLast(({ to, 'v:foyer-address': revision }) => to?.[0] === address && revision?.[0] === '0') ?? {}
    await post(mailgunWebhook(notice, bounced))
    expect((await mailsTo(id)).find(({ kind }) => kind === 'access_reset')).toMatchObject({ state: 'bounced', toOtherAddress: true })
    expect((await read(id)).mailStop).toBeNull()
  })

  it('at the same moment are one', async () => {
    const { id, mail } = await invite()
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(mailgunWebhook(mail, bounced))))
    expect(answers.filter(({ body }) => body.recorded === true)).toHaveLength(1)
    expect((await eventsOf(id)).filter((type) => type === 'email.bounced')).toHaveLength(1)
  })

  it('about somebody erased leave nothing about them', async () => {
    const { id, mail } = await invite()
    expect((await foyer.manage('DELETE', `/api/users/${id}`)).status).toBe(200)
    expect((await post(mailgunWebhook(mail, bounced))).body).toEqual({ recorded: true })
    expect(await mailsTo(id)).toMatchObject([{ state: 'bounced', name: null, reason: null }])
    expect(await eventsOf(id)).not.toContain('email.bounced')
  })
})

describe('what is not Mailgun’s word', () => {
  it.each<[string, (mail: Taken) => unknown, number, string]>([
    ['signed with another key', (mail) => mailgunWebhook(mail, bounced, signMailgun({ key: 'guessed' })), 403, 'signature_invalid'],
    ['signed with the API key', (mail) => mailgunWebhook(mail, bounced, signMailgun({ key: MAILGUN_KEY })), 403, 'signature_invalid'],
    [
      'with a signature of another token',
      (mail) => mailgunWebhook(mail, bounced, { ...signMailgun(), token: 'x'.repeat(50) }),
      403,
      'signature_invalid',
    ],
    [
      'with a cut signature',
      (mail) => mailgunWebhook(mail, bounced, { ...signMailgun(), signature: signMailgun().signature.slice(0, 32) }),
      403,
      'signature_invalid',
    ],
    ['with the border between timestamp and token moved', (mail) => mailgunWebhook(mail, bounced, shifted()), 403, 'signature_invalid'],
    ['signed ten hours ago', (mail) => mailgunWebhook(mail, bounced, signMailgun({ timestamp: secondsFrom(-10) })), 406, 'webhook_spent'],
    ['signed an hour ahead', (mail) => mailgunWebhook(mail, bounced, signMailgun({ timestamp: secondsFrom(1) })), 406, 'webhook_spent'],
    ['without a signature', (mail) => ({ ...mailgunWebhook(mail, bounced), signature: {} }), 422, 'invalid_input'],
    ['larger than any of ours', (mail) => mailgunWebhook(mail, { ...bounced, reason: 'x'.repeat(65_536) }), 413, 'body_too_large'],
    ['that is no JSON', () => '{"signature":', 400, 'malformed_body'],
  ])('%s is refused and changes nothing', async (_, make, status, code) => {
    const { id, mail } = await invite()
    const before = await read(id)
    const answer = await post(make(mail))
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await read(id)).toEqual(before)
    expect(await mailsTo(id)).toMatchObject([{ state: 'sent' }])
  })

  it('a second time is refused, on whatever mail: a token counts once', async () => {
    const [one, other] = [await invite(), await invite()]
    const signature = signMailgun()
    expect((await post(mailgunWebhook(one.mail, delivered, signature))).status).toBe(200)
    for (const body of [mailgunWebhook(one.mail, delivered, signature), mailgunWebhook(other.mail, bounced, signature)])
      expect(await post(body)).toMatchObject({ status: 406, body: { code: 'webhook_spent' } })
    expect((await read(other.id)).mailStop).toBeNull()
  })

  it('a second time is refused also when nine hours have passed and the token was swept up', async () => {
    const { id, mail } = await invite()
    const signature = signMailgun()
    await post(mailgunWebhook(mail, delivered, signature))
    await foyer.shiftClock(20 * HOUR_MS)
    await foyer.store.cleanUp()
    expect(await post(mailgunWebhook(mail, bounced, signature))).toMatchObject({ status: 406, body: { code: 'webhook_spent' } })
    await foyer.shiftClock(0)
    expect((await read(id)).mailStop).toBeNull()
  })

  it('but the page of a browser is refused for its origin', async () => {
    const { mail } = await invite()
    for (const origin of [foyer.url, 'https://evil.test', 'null'])
      expect((await post(mailgunWebhook(mail, bounced), { origin })).body.code).toBe('origin_not_allowed')
  })

  it('with a right signature about somebody’s address alone concerns nobody', async () => {
    const { id, address } = await invite()
    const stranger = { to: [address], 'h:Message-Id': ['<elsewhere@mg.example.com>'] }
    for (const event of [bounced, complained]) expect((await post(mailgunWebhook(stranger, event))).body).toEqual({ recorded: false })
    const guessed = { ...stranger, 'v:foyer-mail': ['1.01900000-0000-4000-8000-000000000000'], 'v:foyer-address': ['1'] }
    expect((await post(mailgunWebhook(guessed, bounced))).body).toEqual({ recorded: false })
    expect((await read(id)).mailStop).toBeNull()
  })

  it('is not even heard where no signing key is configured', async () => {
    const transport = mailgun({ apiKey: MAILGUN_KEY, domain: MAILGUN_DOMAIN, url: provider.url })
    const without = await openExampleFoyer({}, { transport, worker: false })
    const answer = await without.manage('POST', '/webhooks/mailgun', mailgunWebhook({}, bounced), {})
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    await without.close()
  })
})

it('a mail is found by its Message-Id where its variables were lost', async () => {
  const { id, mail } = await invite()
  const { 'v:foyer-mail': _, 'v:foyer-address': __, ...bare } = mail
  expect((await post(mailgunWebhook(bare, bounced))).body).toEqual({ recorded: true })
  expect((await read(id)).mailStop).toMatchObject({ because: 'bounced' })
})

it('events about opens, clicks and others of the same domain are taken and left alone', async () => {
  const { id, mail } = await invite()
  for (const event of ['opened', 'clicked', 'accepted', 'unsubscribed'])
    expect(await post(mailgunWebhook(mail, { event }))).toEqual({ status: 200, body: { recorded: false } })
  expect(await mailsTo(id)).toMatchObject([{ state: 'sent' }])
})

const secondsFrom = (hours: number): string => String(Math.floor((Date.now() + hours * HOUR_MS) / 1000))

/** The same signed characters, parted elsewhere. */
const shifted = () => {
  const { timestamp, token, signature } = signMailgun({ token: '7'.repeat(50) })
  return { timestamp: `${timestamp}7`, token: token.slice(1), signature }
}
