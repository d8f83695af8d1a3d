import { type AddressInfo, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MailErrorKind } from './mail-error.ts'
import { outgoingMail } from './outgoing-mail.ts'
import { renderMail } from './render-mail.ts'
import { smtp } from './smtp.ts'
import { sampleContext, sampleMessages } from './test/sample-messages.ts'
import { type SmtpFault, type SmtpStandIn, startSmtpStandIn } from './test/smtp-stand-in.ts'
import type { MailTransport } from './transport.ts'

const never = new AbortController().signal
const addresses = { messageId: 'job-1.2@id.beispiel.example', from: 'Müller & Söhne <hallo@beispiel.example>', to: 'mia@beispiel.example' }
const mail = outgoingMail({ subject: 'Beispiel AG: Ihr Zugang für Köln', html: '<p>Grüße</p>', text: 'Grüße\n' }, addresses)

let server: SmtpStandIn
let transport: MailTransport

beforeAll(async () => {
  server = await startSmtpStandIn()
  transport = smtp({ host: '127.0.0.1', port: server.port, timeoutMs: 20_000 })
})
afterEach(() => {
  server.fault = null
  server.received.length = 0
})
afterAll(async () => {
  transport.close?.()
  await server.close()
})

describe('smtp', () => {
  it('delivers both parts, readable as they were written', async () => {
    await transport.send(mail, { signal: never })
    const [received] = server.received
    expect(received).toMatchObject({ sender: 'hallo@beispiel.example', recipients: ['mia@beispiel.example'] })
    expect(received?.parsed).toMatchObject({
      messageId: '<job-1.2@id.beispiel.example>',
      subject: 'Beispiel AG: Ihr Zugang für Köln',
      from: { name: 'Müller & Söhne', address: 'hallo@beispiel.example' },
    })
    expect(received?.parsed.html?.trim()).toBe('<p>Grüße</p>')
    expect(received?.parsed.text?.trim()).toBe('Grüße')
  })

  it('delivers every kind of mail in both languages with all its links', async () => {
    for (const message of sampleMessages) {
      for (const locale of ['de', 'en'] as const)
        await transport.send(outgoingMail(renderMail(message, sampleContext(locale)), addresses), { signal: never })
    }
    expect(server.received).toHaveLength(sampleMessages.length * 2)
    for (const { parsed } of server.received) {
      for (const [link] of (parsed.text ?? '').matchAll(/https:\/\/\S+/g)) expect(parsed.html).toContain(link)
    }
  })

  it('lets no line break in names become a header', async () => {
    const context = sampleContext('de')
    context.organisation.name = 'Beispiel\r\nBcc: evil@evil.example\r\nX-Evil: 1\r\n\r\n<h1>'
    const rendered = renderMail(
      { kind: 'welcome', data: { name: 'Mia\nX-Evil: 1\u2028X-Evil: 2', signInName: 'mia\r\nX-Evil: 3' } },
      context,
    )
    await transport.send(outgoingMail(rendered, addresses), { signal: never })
    const [received] = server.received
    expect(received?.recipients).toEqual(['mia@beispiel.example'])
    expect(received?.parsed.headers.map(({ key }) => key).filter((key) => /bcc|x-evil|^cc$/.test(key))).toEqual([])
    expect(received?.parsed.subject).toBe('Beispiel Bcc: evil@evil.example X-Evil: 1 <h1>: Ihr Konto ist aktiv')
  })

  it('refuses two recipients itself, whoever made the mail', async () => {
    const forged = { ...mail, to: 'a@b.example,c@d.example' as typeof mail.to }
    await expect(transport.send(forged, { signal: never })).rejects.toMatchObject({ name: 'MailError', kind: 'refused' })
    expect(server.received).toEqual([])
  })

  it.each<[SmtpFault, MailErrorKind]>([
    [{ command: 'RCPT', reply: 550, text: '5.1.1 No such user' }, 'refused'],
    [{ command: 'RCPT', reply: 554, text: '5.7.1 Relay access denied' }, 'misconfigured'],
    [{ command: 'RCPT', reply: 451, text: '4.7.1 Greylisted, try later' }, 'deferred'],
    [{ command: 'RCPT', reply: 452, text: '4.2.2 Mailbox full' }, 'deferred'],
    [{ command: 'DATA', reply: 554, text: '5.7.1 Message refused' }, 'refused'],
    [{ command: 'DATA', reply: 452, text: '4.3.1 Out of storage' }, 'deferred'],
    [{ command: 'MAIL', reply: 550, text: '5.7.1 Sender not allowed' }, 'misconfigured'],
    [{ command: 'MAIL', reply: 421, text: '4.3.0 Shutting down' }, 'deferred'],
    [{ command: 'CONNECT', reply: 554, text: 'No service here' }, 'misconfigured'],
    [{ command: 'CONNECT', reply: 421, text: 'Too many connections' }, 'deferred'],
  ])('tells apart %o', async (fault, kind) => {
    const fresh = smtp({ host: '127.0.0.1', port: server.port, timeoutMs: 20_000 })
    server.fault = fault
    await expect(fresh.send(mail, { signal: never })).rejects.toMatchObject({ name: 'MailError', kind })
    server.fault = null
    await fresh.send(mail, { signal: never })
    expect(server.received).toHaveLength(1)
    fresh.close?.()
  })

  it('calls a server that is not there a reason to try later', async () => {
    const gone = smtp({ host: '127.0.0.1', port: 1, timeoutMs: 1_000 })
    await expect(gone.send(mail, { signal: never })).rejects.toMatchObject({ kind: 'deferred' })
  })

  it('gives up on a server that says nothing', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const stuck = smtp({ host: '127.0.0.1', port: (silent.address() as AddressInfo).port, timeoutMs: 200 })
    const started = Date.now()
    await expect(stuck.send(mail, { signal: never })).rejects.toMatchObject({ kind: 'deferred' })
    expect(Date.now() - started).toBeLessThan(2_000)
    stuck.close?.()
    await new Promise((resolve) => silent.close(resolve))
  })

  it('stops when the caller stops', async () => {
    await expect(transport.send(mail, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'deferred' })
    expect(server.received).toEqual([])
  })
})

describe('smtp with TLS', () => {
  it('sends nothing over a connection that cannot be encrypted when TLS is required', async () => {
    const strict = smtp({ host: '127.0.0.1', port: server.port, requireTls: true, timeoutMs: 20_000 })
    await expect(strict.send(mail, { signal: never })).rejects.toMatchObject({ kind: 'misconfigured' })
    expect(server.received).toEqual([])
    strict.close?.()
  })

  it('trusts no certificate that nobody vouches for', async () => {
    const selfSigned = await startSmtpStandIn({ tls: true })
    const strict = smtp({ host: '127.0.0.1', port: selfSigned.port, requireTls: true, timeoutMs: 20_000 })
    await expect(strict.send(mail, { signal: never })).rejects.toMatchObject({ kind: 'misconfigured' })
    expect(selfSigned.received).toEqual([])
    strict.close?.()
    await selfSigned.close()
  })
})

describe('smtp with a login', () => {
  const login = { user: 'foyer', pass: 'right' }

  it('signs in, and calls a wrong password a mistake in the settings', async () => {
    const guarded = await startSmtpStandIn({ login })
    const right = smtp({ host: '127.0.0.1', port: guarded.port, auth: login, timeoutMs: 20_000 })
    const wrong = smtp({ host: '127.0.0.1', port: guarded.port, auth: { user: 'foyer', pass: 'wrong' }, timeoutMs: 20_000 })
    await right.send(mail, { signal: never })
    await expect(right.verify?.()).resolves.toBeUndefined()
    await expect(wrong.send(mail, { signal: never })).rejects.toMatchObject({ kind: 'misconfigured' })
    await expect(wrong.verify?.()).rejects.toMatchObject({ kind: 'misconfigured' })
    expect(guarded.received).toHaveLength(1)
    guarded.fault = { command: 'AUTH', reply: 454, text: '4.7.0 Temporary failure' }
    await expect(wrong.send(mail, { signal: never })).rejects.toMatchObject({ kind: 'deferred' })
    right.close?.()
    wrong.close?.()
    await guarded.close()
  })
})
