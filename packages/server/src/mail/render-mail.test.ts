import { describe, expect, it } from 'vitest'
import type { MailContext, MailLocale, MailMessage } from './messages.ts'
import { renderMail } from './render-mail.ts'
import { sampleContext, sampleMessages } from './test/sample-messages.ts'

const LOCALES: readonly MailLocale[] = ['de', 'en']
const everyMail = LOCALES.flatMap((locale) => sampleMessages.map((message) => ({ locale, message, title: `${message.kind} (${locale})` })))

const fromHtml = (html: string) =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
const linksOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => fromHtml(link))

function secretsOf(message: MailMessage): string[] {
  const found: string[] = []
  const visit = (value: unknown, key: string) => {
    if (typeof value === 'string' && /^(?:code|initialPassword|link|undoLink|refuseLink)$/.test(key)) found.push(value)
    if (value !== null && typeof value === 'object') for (const [name, inner] of Object.entries(value)) visit(inner, name)
  }
  visit(message.data, '')
  return found
}

function invitation(changed: Partial<Extract<MailMessage, { kind: 'invitation' }>['data']> = {}): MailMessage {
  const [sample] = sampleMessages
  if (sample?.kind !== 'invitation') throw new Error('The first sample is an invitation')
  return { kind: 'invitation', data: { ...sample.data, ...changed } }
}

describe('every mail', () => {
  it.each(everyMail)('says who sends it and what it is about: $title', ({ message, locale }) => {
    const { subject, html, text } = renderMail(message, sampleContext(locale))
    expect(subject).toMatch(/^Beispiel AG: ./)
    expect(html).toContain(`<html lang="${locale}" dir="ltr">`)
    expect(html).toContain('content="light dark"')
    expect(html).toContain('prefers-color-scheme:dark')
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|\[object|NaN|Invalid Date|!(?=\s|$|<\/p)/m)
  })

  it.each(everyMail)('has its secrets in both parts, and none in subject or preheader: $title', ({ message, locale }) => {
    const { subject, html, text } = renderMail(message, sampleContext(locale))
    const plain = (part: string) => part.replaceAll('-', '')
    const preheader = /<div style="display:none[^>]*>(.*?)<\/div>/.exec(html)?.[1] ?? 'none'
    for (const secret of secretsOf(message)) {
      expect(plain(html)).toContain(plain(secret))
      expect(plain(text)).toContain(plain(secret))
      expect(plain(subject + preheader)).not.toContain(plain(secret))
    }
  })

  it.each(everyMail)('holds in plain text every link that the HTML holds: $title', ({ message, locale }) => {
    const { html, text } = renderMail(message, sampleContext(locale))
    for (const link of linksOf(html)) expect(text).toContain(link)
  })

  it.each(everyMail)('loads nothing, runs nothing and tracks nothing: $title', ({ message, locale }) => {
    const { html } = renderMail(message, sampleContext(locale))
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|form|input)\b|url\(|@import|\bon[a-z]+=|utm_/i)
  })

  it.each(everyMail)('fits what Gmail shows uncut, 102 KB: $title', ({ message, locale }) => {
    expect(Buffer.byteLength(renderMail(message, sampleContext(locale)).html)).toBeLessThan(30_000)
  })

  it('is written in the language asked for, and in no other', () => {
    for (const message of sampleMessages) {
      const german = renderMail(message, sampleContext('de'))
      const english = renderMail(message, sampleContext('en'))
      expect(german.subject).not.toBe(english.subject)
      expect(english.text).not.toMatch(/\b(?:Sie|Ihr|Konto|und|Gültig)\b/)
      expect(german.text).not.toMatch(/\b(?:your|you|account|and|the)\b/)
    }
  })
})

describe('the invitation', () => {
  it('names organisation and application in its subject', () => {
    expect(renderMail(invitation(), sampleContext('de')).subject).toBe('Beispiel AG: Ihr Zugang zur Beispiel App')
    expect(renderMail(invitation(), sampleContext('en')).subject).toBe('Beispiel AG: Your access to Beispiel App')
  })

  it('says in words and with the zone until when it can be used', () => {
    const { text, html } = renderMail(invitation(), sampleContext('de'))
    for (const part of [text, html]) expect(part).toContain('Gültig bis Sonntag, 6. Dezember 2026, 23:59 Uhr (MEZ)')
  })

  it('carries a generated initial password with the sign-in name, and no activation link', () => {
    const { html, text } = renderMail(
      invitation({ entry: { by: 'generated_password', signInName: 'mia@beispiel.example', initialPassword: 'k7mw2xqfh9pdr' } }),
      sampleContext('de'),
    )
    for (const part of [html, text]) {
      expect(part).toContain('k7mw-2xqf-h9pdr')
      expect(part).toContain('mia@beispiel.example')
      expect(part).not.toContain('/l/1k7q')
    }
  })

  it('says from whom a chosen initial password comes, and shows none', () => {
    const { text } = renderMail(
      invitation({ entry: { by: 'chosen_password', signInName: 'mia@beispiel.example', from: 'Frau Sommer' } }),
      sampleContext('de'),
    )
    expect(text.replace(/\s+/g, ' ')).toContain('Ihr Initial-Passwort erhalten Sie von Frau Sommer. Es steht in keiner E-Mail.')
  })

  it('offers "Nicht für Sie?" exactly when the address is unproved', () => {
    expect(renderMail(invitation(), sampleContext('de')).html).toContain('Nicht für Sie?')
    expect(renderMail(invitation({ refuseLink: null }), sampleContext('de')).html).not.toContain('Nicht für Sie?')
  })

  it('goes without application, stores, contact and name', () => {
    const bare = sampleContext('de', { application: null })
    bare.organisation.contact = null
    const { subject, text } = renderMail(invitation({ name: null, message: null }), bare)
    expect(subject).toBe('Beispiel AG: Ihr Konto')
    expect(text).toContain('Guten Tag,\n')
    expect(text).toContain('wenden Sie sich bitte an Beispiel AG.')
  })
})

describe('the mail to an address that belongs to another account', () => {
  it('names the contact and no person', () => {
    const { text } = renderMail({ kind: 'email_in_use', data: { refuseLink: null } }, sampleContext('de'))
    expect(text).toContain('it@beispiel.example')
    expect(text).toContain('Guten Tag,\n')
  })
})

describe('untrusted words', () => {
  const hostile = '<img src=x onerror="alert(1)"><a href="https://evil.example/">Mia</a>'

  it('stay text wherever they are put, in both languages', () => {
    const tagsOf = (html: string) => html.match(/<\/?[a-z!][a-z0-9]*/gi)
    for (const locale of LOCALES) {
      for (const sample of sampleMessages) {
        const [benign, attacked] = ['Mia', hostile].map((word) => renderMail(withWords(sample, word), contextOf(locale, word)).html)
        expect(tagsOf(attacked ?? '')).toEqual(tagsOf(benign ?? ''))
        expect(linksOf(attacked ?? '').join(' ')).not.toContain('evil')
      }
    }
  })

  function withWords(sample: MailMessage, word: string): MailMessage {
    return JSON.parse(JSON.stringify(sample), (key, value) => {
      if (/^(?:name|message|signInName|from|device|newAddress)$/.test(key)) return word
      return /^(?:at|expiresAt)$/.test(key) ? new Date(value) : value
    }) as MailMessage
  }

  function contextOf(locale: MailLocale, word: string): MailContext {
    const context = sampleContext(locale, { application: { name: word, url: null, stores: {} } })
    return { ...context, organisation: { ...context.organisation, name: word, contact: word } }
  }

  it('keep template syntax as it was written', () => {
    const literal = `{{7*7}} ${'$'}{name} <%= 1 %> %recipient.code% {% raw %}`
    const { text, html } = renderMail(invitation({ name: literal }), sampleContext('de'))
    expect(text.replace(/\s+/g, ' ')).toContain(literal)
    expect(html).toContain(literal.replace('<', '&lt;').replace('1 %>', '1 %&gt;'))
  })

  it('cannot begin a line of their own in subject or text', () => {
    const context = sampleContext('de')
    context.organisation.name = 'Beispiel\r\nBcc: evil@evil.example\u2028X: y\u0000'
    const { subject, text } = renderMail(invitation({ name: 'Mia\r\n\r\nKonto aktivieren:\r\nhttps://evil.example' }), context)
    expect(subject).toBe('Beispiel Bcc: evil@evil.example X: y: Ihr Zugang zur Beispiel App')
    expect(text).not.toMatch(/^Bcc|^https:\/\/evil/m)
  })

  it('are not turned into links by mail programs', () => {
    const { text, html } = renderMail(invitation({ name: 'Gewinn auf www.evil.de und https://evil.com' }), sampleContext('de'))
    for (const part of [text, html]) expect(part).not.toMatch(/www\.evil|evil\.(?:de|com)|https:\/\/evil/)
  })

  it('never make a subject longer than 150 characters or a mail without bound', () => {
    const context = sampleContext('de')
    context.organisation.name = 'B'.repeat(100_000)
    const { subject, html } = renderMail(invitation({ name: 'M'.repeat(100_000), message: 'N'.repeat(100_000) }), context)
    expect(Array.from(subject).length).toBeLessThanOrEqual(150)
    expect(html.length).toBeLessThan(30_000)
  })

  it('put no scheme but http and https behind a link', () => {
    expect(() => renderMail(invitation({ refuseLink: 'javascript:alert(1)' }), sampleContext('de'))).toThrow(TypeError)
  })
})

describe('the logo', () => {
  it('is the only thing loaded, and falls back to the name', () => {
    const context = sampleContext('de')
    context.organisation.logoUrl = 'https://id.beispiel.example/logo.png?v="2"'
    const { html } = renderMail(invitation(), context)
    expect(html.match(/<img/g)).toHaveLength(1)
    expect(html).toContain('src="https://id.beispiel.example/logo.png?v=&quot;2&quot;" alt="Beispiel AG"')
  })
})
