// The HTML part of a mail: one card, 600 px wide at most, light and dark.

import { html, type Markup, ownMarkup, webAddress } from './html.ts'
import { paintBlock } from './mail-blocks.ts'
import type { MailContent } from './mail-content.ts'
import { FONT, LIGHT, mailColours, mailStyleSheet } from './mail-style.ts'
import type { MailContext } from './messages.ts'
import { plainLine } from './plain-text.ts'

const SMALL = `font-family:${FONT};font-size:13px;line-height:20px;color:${LIGHT.muted}`

/** Keeps mail programs from showing body text behind the preheader in their list. */
const PREHEADER_FILL = ownMarkup('&#847;&zwnj;&nbsp;'.repeat(60))

/** Outlook's engine knows neither `max-width` nor our fonts. */
const OUTLOOK_HEAD = ownMarkup(
  '<!--[if mso]><noscript><xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office"><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><style>table{border-collapse:collapse}td,p,a,h1{font-family:Arial,sans-serif!important}</style><![endif]-->',
)
const OUTLOOK_OPEN = ownMarkup(
  '<!--[if mso]><table role="presentation" align="center" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->',
)
const OUTLOOK_CLOSE = ownMarkup('<!--[if mso]></td></tr></table><![endif]-->')

export function htmlPart(content: MailContent, { organisation, locale }: MailContext): string {
  const colours = mailColours(organisation.accent)
  const { lines, refuse } = content.footer
  return html`<!doctype html>
<html lang="${locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="x-apple-disable-message-reformatting">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${content.subject}</title>
${OUTLOOK_HEAD}
${mailStyleSheet(colours)}
</head>
<body class="f-page" style="margin:0;padding:0;background-color:${LIGHT.page}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${content.preheader}${PREHEADER_FILL}</div>
<div role="article" aria-roledescription="email" aria-label="${content.subject}" lang="${locale}" dir="ltr">
<table role="presentation" class="f-page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${LIGHT.page}" style="background-color:${LIGHT.page}"><tr><td class="f-outer" align="center" style="padding:32px 16px">
${OUTLOOK_OPEN}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td class="f-card" bgcolor="${LIGHT.surface}" style="background-color:${LIGHT.surface};border:1px solid ${LIGHT.line};border-radius:12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="f-pad" style="padding:32px 32px 24px">${letterhead(organisation)}</td></tr>
<tr><td class="f-pad" style="padding:0 32px 8px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td style="padding:0 0 16px"><h1 class="f-ink" style="margin:0;font-family:${FONT};font-size:20px;line-height:28px;font-weight:600;color:${LIGHT.ink}">${content.title}</h1></td></tr>
<tr><td style="padding:0 0 16px"><p class="f-ink" style="margin:0;font-family:${FONT};font-size:16px;line-height:24px;color:${LIGHT.ink};overflow-wrap:anywhere">${content.greeting}</p></td></tr>
${content.blocks.map((block) => paintBlock(block, colours))}
</table></td></tr>
</table></td></tr>
<tr><td class="f-pad" style="padding:20px 32px 0">
${
  refuse !== null &&
  html`<p class="f-muted" style="margin:0 0 12px;${SMALL}"><a class="f-link" href="${webAddress(refuse.link)}" target="_blank" rel="noopener" style="color:${colours.light.link};text-decoration:underline">${refuse.label}</a> ${refuse.effect}</p>`
}
${lines.map((line) => html`<p class="f-muted" style="margin:0 0 4px;${SMALL};overflow-wrap:anywhere">${line}</p>`)}
</td></tr>
</table>
${OUTLOOK_CLOSE}
</td></tr></table>
</div>
</body>
</html>
`.markup
}

/** The logo with the name as its alternative text, or the name alone. */
function letterhead({ logoUrl, name }: MailContext['organisation']): Markup {
  const plain = plainLine(name)
  const style = `font-family:${FONT};font-size:16px;line-height:24px;font-weight:600;color:${LIGHT.ink}`
  if (logoUrl === null) return html`<p class="f-ink" style="margin:0;${style}">${plain}</p>`
  return html`<img class="f-ink" src="${webAddress(logoUrl)}" alt="${plain}" height="36" style="display:block;height:36px;width:auto;max-width:240px;border:0;${style}">`
}
