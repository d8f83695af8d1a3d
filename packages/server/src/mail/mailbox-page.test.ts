import { describe, expect, it } from 'vitest'
import { type CapturedMail, type MailboxView, renderMailboxFrame, renderMailboxList, renderMailboxMail } from './mailbox-page.ts'
import { mailboxLocale } from './mailbox-texts.ts'

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
const mail: CapturedMail = {
  id: '0197-a',
  at: new Date('2026-11-22T09:41:00Z'),
  to: 'mia@beispiel.example',
  subject: 'Beispiel AG: Ihr Zugang',
  html: '<!doctype html><html><head><title>x</title></head><body><a href="https://id.beispiel.example/l/abc">Los</a></body></html>',
  text: 'Los:\nhttps://id.beispiel.example/l/abc\n',
}
const view = (changed: Partial<MailboxView> = {}): MailboxView => ({
  base: '/mailbox',
  locale: 'de',
  timeZone: 'Europe/Berlin',
  mails: [mail],
  page: 1,
  total: 1,
  ...changed,
})

describe('the mailbox page', () => {
  it('lists recipient, subject and time in the organisation’s zone', () => {
    const page = renderMailboxList(view())
    expect(page).toContain('mia@beispiel.example')
    expect(page).toContain('Beispiel AG: Ihr Zugang')
    expect(page).toContain('22.11., 10:41')
    expect(page).toContain('href="/mailbox/0197-a"')
  })

  it('says calmly that nothing has come yet', () => {
    expect(renderMailboxList(view({ mails: [], total: 0 }))).toContain('Noch keine E-Mails')
    expect(renderMailboxList(view({ mails: [], total: 0, locale: 'en' }))).toContain('No emails yet')
  })

  it('turns pages of 50 and stays on its page when a mail is opened', () => {
    const page = renderMailboxMail(view({ page: 2, total: 120 }), mail)
    expect(page).toContain('Seite 2 von 3')
    expect(page).toMatch(/href="\/mailbox">Neuere/)
    expect(page).toMatch(/href="\/mailbox\?page=3">Ältere/)
    expect(page).toContain('href="/mailbox/0197-a?page=2&amp;part=text"')
  })

  it('frames the mail without scripts, forms or an origin', () => {
    const page = renderMailboxMail(view(), mail)
    const sandbox = /sandbox="([^"]*)"/.exec(page)?.[1] ?? ''
    expect(page).toContain('src="/mailbox/0197-a/html"')
    expect(sandbox.split(' ')).toContain('allow-popups')
    expect(sandbox).not.toMatch(/allow-scripts|allow-forms|allow-same-origin/)
  })

  it('lets the links of a framed mail open beside it', () => {
    expect(renderMailboxFrame(mail)).toContain('<head><base target="_blank"><title>')
    expect(renderMailboxFrame({ html: '<p>bare</p>' })).toBe('<base target="_blank"><p>bare</p>')
  })

  it('shows plain text with its links, and nothing in it as markup', () => {
    const page = renderMailboxMail(
      view(),
      { ...mail, text: `<b>x</b> https://id.beispiel.example/l/abc javascript:alert(1) https://a.example/"onclick="x` },
      'text',
    )
    expect(page).toContain('&lt;b&gt;x&lt;/b&gt; <a href="https://id.beispiel.example/l/abc" target="_blank"')
    expect(page).not.toMatch(/href="javascript|<a[^>]*\sonclick=/)
  })

  it('escapes whatever a mail holds', () => {
    const evil = { ...mail, id: hostile, to: hostile, subject: hostile, text: hostile }
    for (const part of ['html', 'text'] as const) {
      const page = renderMailboxMail(view({ mails: [evil] }), evil, part)
      expect(page.match(/<script/g)).toHaveLength(1)
      expect(page).not.toContain('<img')
    }
  })

  it('says so when the mail is gone', () => {
    expect(renderMailboxMail(view(), null)).toContain('Diese E-Mail gibt es nicht mehr')
  })
})

describe('mailboxLocale', () => {
  it.each([
    ['de-DE,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB,en;q=0.9,de;q=0.5', 'en'],
    ['fr,de;q=0.3', 'de'],
    ['fr;q=0.9, en;q=0.2, de;q=0.7', 'de'],
    ['fr', 'en'],
    ['', 'en'],
    [null, 'en'],
    ['de;q=0', 'en'],
  ])('reads %j as %s', (header, locale) => {
    expect(mailboxLocale(header)).toBe(locale)
  })
})
