// What an SMTP server refuses for good stops sending to that address; what it puts off, or refuses because of us, does not.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ExampleFoyer, openExampleFoyer } from '../../test/example-foyer.ts'
import { smtp } from '../mail/smtp.ts'
import { type SmtpFault, type SmtpStandIn, startSmtpStandIn } from '../mail/test/smtp-stand-in.ts'

type Json = Record<string, unknown>

let server: SmtpStandIn
let foyer: ExampleFoyer
beforeAll(async () => {
  server = await startSmtpStandIn()
  foyer = await openExampleFoyer({}, { transport: smtp({ host: '127.0.0.1', port: server.port }) })
})
beforeEach(() => {
  server.fault = null
  server.received.length = 0
})
afterAll(async () => {
  await foyer.close()
  await server.close()
})

let entered = 0
const invite = async (fault: SmtpFault | null): Promise<string> => {
  entered += 1
  server.fault = fault
  const id = await foyer.enter({ email: `mia${entered}@example.com`, invite: { application: 'app' } })
  await foyer.idle()
  return id
}
const read = async (id: string): Promise<Json> => (await foyer.manage('GET', `/api/users/${id}`)).body
const mailsTo = async (id: string): Promise<Json[]> => (await foyer.manage('GET', `/api/mails?userId=${id}`)).body.items as Json[]
const eventsOf = async (id: string): Promise<string[]> =>
  (await foyer.store.listEvents({ limit: 100, userId: id })).items.map(({ type }) => type)

describe('a mail that an SMTP server refuses for good', () => {
  it.each<[string, SmtpFault, string]>([
    ['at its recipient', { command: 'RCPT', reply: 550, text: '5.1.1 <mia@example.com>: no such user' }, '550 5.1.1 …: no such user'],
    ['after its content', { command: 'DATA', reply: 554, text: '5.6.0 Not taken' }, '554 5.6.0 Not taken'],
  ])('%s stops sending there, until the address is edited', async (_, fault, reason) => {
    const id = await invite(fault)
    expect(await read(id)).toMatchObject({ invitation: { delivery: 'bounced' }, mailStop: { because: 'bounced' } })
    expect(await mailsTo(id)).toMatchObject([{ state: 'bounced', reason, sentAt: null, toOtherAddress: false }])
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['mail.bounced', 'email.bounced']))
    expect((await foyer.manage('POST', `/api/users/${id}/invitation`, { application: 'app' })).body.code).toBe('email_bounced')
    server.fault = null
    await foyer.manage('POST', `/api/users/${id}/email`, { email: `right${entered}@example.com`, send: 'invitation' })
    await foyer.idle()
    expect(server.received.map(({ recipients }) => recipients)).toEqual([[`right${entered}@example.com`]])
    expect(await mailsTo(id)).toMatchObject([{ state: 'sent' }, { state: 'bounced', toOtherAddress: true }])
    expect((await read(id)).mailStop).toBeNull()
  })

  it('goes out again once a manager cleared the mark', async () => {
    const id = await invite({ command: 'RCPT', reply: 552, text: '5.2.2 Mailbox full' })
    server.fault = null
    expect((await foyer.manage('POST', `/api/users/${id}/clear-bounce`)).body.mailStop).toBeNull()
    await foyer.manage('POST', `/api/users/${id}/invitation`, { application: 'app' })
    await foyer.idle()
    expect(server.received).toHaveLength(1)
  })
})

it.each<[string, SmtpFault]>([
  ['puts off', { command: 'RCPT', reply: 450, text: '4.2.1 Try again later' }],
  ['refuses because it does not relay for us', { command: 'RCPT', reply: 554, text: '5.7.1 Relay access denied' }],
  ['refuses because of our sender', { command: 'MAIL', reply: 550, text: '5.7.1 Sender rejected' }],
])('what an SMTP server %s marks nobody', async (_, fault) => {
  const id = await invite(fault)
  expect((await read(id)).mailStop).toBeNull()
  expect(await mailsTo(id)).toMatchObject([{ state: 'queued', reason: null }])
})
