// The page of the embedded mailbox: captured mails on the left, one of them on the right. Pure functions from data to HTML.

import { html, type Markup, ownMarkup } from './html.ts'
import { mailboxTexts } from './mailbox-texts.ts'
import type { MailLocale } from './messages.ts'

/** A mail as the mailbox keeps it. */
export interface CapturedMail {
  id: string
  at: Date
  to: string
  subject: string
  html: string
  text: string
}

export type CapturedMailSummary = Pick<CapturedMail, 'id' | 'at' | 'to' | 'subject'>

/**
 * What both pages need. `base` is the path that the mailbox is mounted at, without a slash at its end; below it live
 * `/<id>` (page, `?part=text` for plain text), `/<id>/html` (the mail alone), `/mailbox.css` and `/mailbox.js`.
 */
export interface MailboxView {
  base: string
  locale: MailLocale
  /** IANA name. */
  timeZone: string
  /** One page of mails, newest first: at most `MAILBOX_PAGE_SIZE`. */
  mails: readonly CapturedMailSummary[]
  /** From 1. */
  page: number
  /** Of all pages together. */
  total: number
}

export const MAILBOX_PAGE_SIZE = 50

/** `Content-Security-Policy` of both pages: own files only. */
export const MAILBOX_PAGE_CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** `Content-Security-Policy` of a mail alone: no script, no form, no origin; its links open by a click, in a new tab. */
export const MAILBOX_MAIL_CSP =
  "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

const FRAME_SANDBOX = 'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'

/** The list with no mail opened. */
export function renderMailboxList(view: MailboxView): string {
  const texts = mailboxTexts[view.locale]
  const note = view.total === 0 ? html`<strong>${texts.empty}</strong>${texts.emptyHint}` : html`${texts.choose}`
  return page(view, texts.title, null, html`<div class="note" role="status">${note}</div>`)
}

/** The list with one mail opened, as HTML or as plain text. `null` says that the mail is gone. */
export function renderMailboxMail(view: MailboxView, mail: CapturedMail | null, part: 'html' | 'text' = 'html'): string {
  const texts = mailboxTexts[view.locale]
  if (mail === null) {
    const note = html`<div class="note" role="status"><strong>${texts.missing}</strong>${texts.missingHint} <a href="${view.base}">${texts.back}</a></div>`
    return page(view, texts.missing, '', note)
  }
  const subject = mail.subject === '' ? texts.noSubject : mail.subject
  const path = pathOf(view, mail.id)
  const query = pageQuery(view.page)
  const tab = (name: 'html' | 'text', label: string) =>
    html`<a href="${path}${query}${name === 'text' && html`${query === '' ? '?' : '&'}part=text`}"${name === part && ownMarkup(' aria-current="page"')}>${label}</a>`
  const content =
    part === 'html'
      ? html`<iframe title="${subject}" src="${path}/html" sandbox="${FRAME_SANDBOX}" referrerpolicy="no-referrer"></iframe>`
      : html`<pre tabindex="0">${linked(mail.text)}</pre>`
  return page(
    view,
    subject,
    mail.id,
    html`<div class="head"><a class="back" href="${view.base}${query}">← ${texts.back}</a><h2>${subject}</h2>
<p>${texts.to} ${mail.to} · ${time(mail.at, view, true)}</p>
<nav class="tabs">${tab('html', texts.asHtml)}${tab('text', texts.asText)}</nav></div>
${content}`,
  )
}

/** The mail alone, as the frame shows it. Serve it with `MAILBOX_MAIL_CSP`. */
export function renderMailboxFrame(mail: Pick<CapturedMail, 'html'>): string {
  const target = '<base target="_blank">'
  return /<head[^>]*>/i.test(mail.html) ? mail.html.replace(/<head[^>]*>/i, (head) => head + target) : target + mail.html
}

function page(view: MailboxView, title: string, opened: string | null, content: Markup): string {
  const { base, locale } = view
  const texts = mailboxTexts[locale]
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title === texts.title ? title : `${title} – ${texts.title}`}</title>
<link rel="stylesheet" href="${base}/mailbox.css">
<script type="module" src="${base}/mailbox.js"></script>
</head>
<body>
<header><h1>${texts.title}</h1><p>${texts.hint}</p></header>
<main${opened !== null && ownMarkup(' class="open"')}>
${list(view, opened)}
<section class="mail">${content}</section>
</main>
</body>
</html>
`.markup
}

/** `data-list` changes when the list does: the script compares it. */
function list(view: MailboxView, opened: string | null): Markup {
  const { mails, locale, total } = view
  const texts = mailboxTexts[locale]
  const query = pageQuery(view.page)
  return html`<nav class="list" aria-label="${texts.list}" data-list="${total}:${mails[0]?.id ?? ''}:${mails.length}">
<ol>${
    mails.length === 0
      ? html`<li class="none"><div class="note"><strong>${texts.empty}</strong>${texts.emptyHint}</div></li>`
      : mails.map(
          (mail) =>
            html`<li><a href="${pathOf(view, mail.id)}${query}"${mail.id === opened && ownMarkup(' aria-current="true"')}><span class="who"><span>${mail.to}</span>${time(mail.at, view, false)}</span><span class="subject">${mail.subject === '' ? texts.noSubject : mail.subject}</span></a></li>`,
        )
  }</ol>
${pager(view)}</nav>`
}

function pager({ base, locale, page: current, total }: MailboxView): Markup | null {
  const pages = Math.max(1, Math.ceil(total / MAILBOX_PAGE_SIZE))
  if (pages === 1) return null
  const texts = mailboxTexts[locale]
  const to = (target: number, label: string) =>
    target < 1 || target > pages ? html`<span></span>` : html`<a href="${base}${pageQuery(target)}">${label}</a>`
  return html`<div class="pages">${to(current - 1, texts.newer)}<span>${texts.page(current, pages)}</span>${to(current + 1, texts.older)}</div>`
}

function time(at: Date, { locale, timeZone }: MailboxView, long: boolean): Markup {
  const options: Intl.DateTimeFormatOptions = long
    ? { dateStyle: 'full', timeStyle: 'medium' }
    : { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' }
  const words = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', { ...options, timeZone }).format(at)
  return html`<time datetime="${at.toISOString()}">${words}</time>`
}

/** Plain text with its http(s) addresses as links. */
function linked(text: string): readonly Markup[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, index) =>
      index % 2 === 0 ? html`${piece}` : html`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`,
    )
}

function pathOf({ base }: MailboxView, id: string): string {
  return `${base}/${encodeURIComponent(id)}`
}

function pageQuery(page: number): string {
  return page > 1 ? `?page=${page}` : ''
}
