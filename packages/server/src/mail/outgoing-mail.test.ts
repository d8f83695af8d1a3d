import { describe, expect, it } from 'vitest'
import { MailError } from './mail-error.ts'
import { type MailEnvelope, outgoingMail } from './outgoing-mail.ts'

const mail = { subject: 'Beispiel AG: Ihr Zugang', html: '<p>Hallo</p>', text: 'Hallo' }
const envelope: MailEnvelope = {
  messageId: '<job-1.1@id.beispiel.example>',
  from: 'Beispiel AG <hallo@beispiel.example>',
  to: 'mia@beispiel.example',
}

const kindOf = (changed: Partial<MailEnvelope>) => {
  try {
    outgoingMail(mail, { ...envelope, ...changed })
  } catch (error) {
    return error instanceof MailError ? error.kind : error
  }
  return null
}

describe('outgoingMail', () => {
  it('keeps the Message-Id it is given, without angle brackets', () => {
    expect(outgoingMail(mail, envelope).messageId).toBe('job-1.1@id.beispiel.example')
  })

  it('keeps auto-replies away and names no list', () => {
    const { headers = {} } = outgoingMail(mail, envelope)
    expect(headers['Auto-Submitted']).toBe('auto-generated')
    expect(Object.keys(headers).filter((name) => /^list-/i.test(name))).toEqual([])
  })

  it('folds line breaks out of the subject and bounds it', () => {
    const { subject } = outgoingMail({ ...mail, subject: `A\r\nBcc: b@evil.example\u2029${'x'.repeat(500)}` }, envelope)
    expect(subject).toMatch(/^A Bcc: b@evil\.example x+…$/)
    expect(subject.length).toBe(150)
  })

  it.each([
    'a@b.example,c@d.example',
    'a@b.example c@d.example',
    'Mia <a@b.example>',
    'a@b.example\r\nBcc: c@d.example',
    'ä@b.example',
    '',
  ])('refuses the recipient %j', (to) => {
    expect(kindOf({ to })).toBe('refused')
  })

  it.each<[string, Partial<MailEnvelope>]>([
    ['a sender of two addresses', { from: 'a@b.example, c@d.example' }],
    ['a reply address with a line break', { replyTo: 'a@b.example\r\nBcc: c@d.example' }],
    ['a Message-Id with a line break', { messageId: 'a@b\r\nBcc: c' }],
    ['a header that is the mail’s own', { headers: { bcc: 'c@d.example' } }],
    ['a header name that is none', { headers: { 'X\r\nBcc': 'c@d.example' } }],
  ])('calls %s a mistake in the settings', (_what, changed) => {
    expect(kindOf(changed)).toBe('misconfigured')
  })
})
