import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MailErrorKind } from './mail-error.ts'
import { mailgun } from './mailgun.ts'
import { outgoingMail } from './outgoing-mail.ts'
import { renderMail } from './render-mail.ts'
import { MAILGUN_DOMAIN, MAILGUN_KEY, type MailgunFault, type MailgunStandIn, startMailgunStandIn } from './test/mailgun-stand-in.ts'
import { sampleContext } from './test/sample-messages.ts'

const never = new AbortController().signal
const mail = outgoingMail(
  { subject: 'Beispiel AG: Ihr Zugang', html: '<p>Grüße</p>', text: 'Grüße' },
  {
    messageId: 'job-1.2@id.beispiel.example',
    from: 'Beispiel AG <hallo@beispiel.example>',
    to: 'mia@beispiel.example',
    replyTo: 'it@beispiel.example',
  },
)

let provider: MailgunStandIn
/** Impatient only with a provider that never answers: a busy machine may take its time with the others. */
const transport = (apiKey = MAILGUN_KEY, domain = MAILGUN_DOMAIN) =>
  mailgun({ apiKey, domain, url: provider.url, timeoutMs: provider.fault === 'silence' || provider.fault === 'broken_off' ? 300 : 20_000 })

beforeAll(async () => {
  provider = await startMailgunStandIn()
})
afterEach(() => {
  provider.fault = null
  provider.accepted.length = 0
  provider.strayed.length = 0
})
afterAll(() => provider.close())

describe('mailgun', () => {
  it('hands over both parts, the Message-Id it was given and one recipient', async () => {
    expect(await transport().send(mail, { signal: never })).toEqual({ providerId: 'job-1.2@id.beispiel.example' })
    expect(provider.accepted).toHaveLength(1)
    expect(provider.accepted[0]).toMatchObject({
      from: ['"Beispiel AG" <hallo@beispiel.example>'],
      to: ['mia@beispiel.example'],
      subject: ['Beispiel AG: Ihr Zugang'],
      html: ['<p>Grüße</p>'],
      text: ['Grüße'],
      'h:Message-Id': ['<job-1.2@id.beispiel.example>'],
      'h:Reply-To': ['it@beispiel.example'],
      'h:Auto-Submitted': ['auto-generated'],
    })
  })

  it('switches every kind of tracking off and sets no tag and no template', async () => {
    await transport().send(mail, { signal: never })
    const form = provider.accepted[0] ?? {}
    expect(form).toMatchObject({ 'o:tracking': ['no'], 'o:tracking-clicks': ['no'], 'o:tracking-opens': ['no'] })
    expect(Object.keys(form).filter((field) => /tag|template|t:|v:|recipient-variables|cc$/.test(field))).toEqual([])
  })

  it('sends the same Message-Id when the same mail is tried again', async () => {
    await transport().send(mail, { signal: never })
    await transport().send(mail, { signal: never })
    expect(new Set(provider.accepted.map((form) => form['h:Message-Id']?.[0])).size).toBe(1)
  })

  it('lets no line break in a name become a header or a field', async () => {
    const context = sampleContext('de')
    context.organisation.name = 'Beispiel\r\nBcc: evil@evil.example'
    const rendered = renderMail({ kind: 'welcome', data: { name: 'Mia\r\nX-Evil: 1', signInName: 'mia' } }, context)
    await transport().send(outgoingMail(rendered, { messageId: 'm@b.example', from: 'a@b.example', to: 'c@d.example' }), { signal: never })
    const form = provider.accepted[0] ?? {}
    expect(form.subject?.[0]).toBe('Beispiel Bcc: evil@evil.example: Ihr Konto ist aktiv')
    for (const [field, values] of Object.entries(form)) if (!/^(?:html|text)$/.test(field)) expect(values.join()).not.toMatch(/[\r\n]/)
  })

  it('refuses two recipients itself, whoever made the mail', async () => {
    const forged = { ...mail, to: 'a@b.example, c@d.example' as typeof mail.to }
    await expect(transport().send(forged, { signal: never })).rejects.toMatchObject({ name: 'MailError', kind: 'refused' })
    expect(provider.accepted).toEqual([])
  })

  it.each<[MailgunFault, MailErrorKind]>([
    ['too_many', 'deferred'],
    ['server_error', 'deferred'],
    ['silence', 'deferred'],
    ['reset', 'deferred'],
    ['broken_off', 'deferred'],
    ['garbage', 'deferred'],
    ['redirect', 'deferred'],
    ['unauthorized', 'misconfigured'],
    ['forbidden', 'misconfigured'],
    ['bad_request', 'misconfigured'],
    ['bad_recipient', 'refused'],
  ])('answers the fault "%s" with "%s"', async (fault, kind) => {
    provider.fault = fault
    await expect(transport().send(mail, { signal: never })).rejects.toMatchObject({ name: 'MailError', kind })
    provider.fault = null
    await expect(transport().send(mail, { signal: never })).resolves.toMatchObject({ providerId: mail.messageId })
  })

  it('never posts a mail to the target of a redirect', async () => {
    provider.fault = 'redirect'
    await expect(transport().send(mail, { signal: never })).rejects.toThrow()
    expect(provider.strayed).toEqual([])
  })

  it('says how long Mailgun asked to wait', async () => {
    provider.fault = 'too_many'
    await expect(transport().send(mail, { signal: never })).rejects.toMatchObject({ retryAfterMs: 7000 })
  })

  it('gives up after its time limit and when the caller stops', async () => {
    provider.fault = 'silence'
    const started = Date.now()
    await expect(transport().send(mail, { signal: never })).rejects.toMatchObject({ kind: 'deferred' })
    expect(Date.now() - started).toBeLessThan(15_000)
    await expect(transport().send(mail, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'deferred' })
  })

  it('calls a server that is not there a reason to try later', async () => {
    const gone = mailgun({ apiKey: MAILGUN_KEY, domain: MAILGUN_DOMAIN, url: 'http://127.0.0.1:1' })
    await expect(gone.send(mail, { signal: never })).rejects.toMatchObject({ kind: 'deferred' })
  })

  it('names neither key nor content in its errors', async () => {
    for (const fault of ['unauthorized', 'server_error', 'reset', 'garbage'] as const) {
      provider.fault = fault
      const error: unknown = await transport()
        .send(mail, { signal: never })
        .catch((reason: unknown) => reason)
      const told = inspectWhole(error)
      expect(told).not.toContain(MAILGUN_KEY)
      expect(told).not.toContain(Buffer.from(`api:${MAILGUN_KEY}`).toString('base64'))
      expect(told).not.toContain('Grüße')
    }
  })

  it('verifies key and domain without sending a mail', async () => {
    await expect(transport().verify?.()).resolves.toBeUndefined()
    await expect(transport('wrong').verify?.()).rejects.toMatchObject({ kind: 'misconfigured' })
    await expect(transport(MAILGUN_KEY, 'other.example').verify?.()).rejects.toMatchObject({ kind: 'misconfigured' })
    expect(provider.accepted).toEqual([])
  })
})

function inspectWhole(error: unknown): string {
  return inspect(error, { depth: 20, showHidden: true, maxStringLength: null })
}
