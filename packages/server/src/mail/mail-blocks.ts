// The HTML of each block of a mail: table rows that Outlook, Gmail and Apple Mail lay out alike.

import type { AccentColours } from './accent-colours.ts'
import { groupedCode } from './grouped-code.ts'
import { html, type Markup, webAddress } from './html.ts'
import type { MailBlock } from './mail-content.ts'
import { FONT, LIGHT, MONO } from './mail-style.ts'

type Painters = { [K in MailBlock['kind']]: (block: Extract<MailBlock, { kind: K }>, colours: AccentColours) => Markup }

const BODY = `font-family:${FONT};font-size:16px;line-height:24px;color:${LIGHT.ink}`
const SMALL = `font-family:${FONT};font-size:14px;line-height:21px;color:${LIGHT.muted}`
const LONG = 'word-break:break-all;overflow-wrap:anywhere'

const painters: Painters = {
  paragraph: ({ text }) => row(24, html`<p class="f-ink" style="margin:0;${BODY}">${text}</p>`),

  aside: ({ text }) => row(24, html`<p class="f-muted" style="margin:0;${SMALL}">${text}</p>`),

  term: ({ text }) => row(24, html`<p class="f-ink" style="margin:0;${SMALL};color:${LIGHT.ink};font-weight:600">${text}</p>`),

  button: ({ label, link }, { light }) =>
    row(
      16,
      html`<table role="presentation" class="f-wide" cellpadding="0" cellspacing="0" border="0"><tr><td class="f-button" align="center" bgcolor="${light.button}" style="border-radius:8px;background-color:${light.button};border:1px solid ${light.edge};mso-padding-alt:13px 28px"><a class="f-button" href="${webAddress(link)}" target="_blank" rel="noopener" style="display:block;padding:13px 28px;border-radius:7px;background-color:${light.button};font-family:${FONT};font-size:16px;line-height:20px;font-weight:600;color:${light.buttonText};text-decoration:none">${label}</a></td></tr></table>`,
    ),

  fallback: ({ text, link }, { light }) =>
    row(
      24,
      html`<p class="f-muted" style="margin:0;${SMALL}">${text}<br><a class="f-link" href="${webAddress(link)}" target="_blank" rel="noopener" style="color:${light.link};text-decoration:underline;${LONG}">${link}</a></p>`,
    ),

  code: ({ label, code, hint }) =>
    row(
      hint === null ? 16 : 24,
      html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="f-soft" align="center" bgcolor="${LIGHT.soft}" style="border:1px solid ${LIGHT.line};border-radius:8px;background-color:${LIGHT.soft};padding:16px 8px"><p class="f-muted" style="margin:0 0 6px;${SMALL}">${label}</p><p class="f-ink f-code" style="margin:0;font-family:${MONO};font-size:24px;line-height:32px;font-weight:600;letter-spacing:1px;white-space:nowrap;color:${LIGHT.ink}">${groupedCode(code)}</p></td></tr>${
        hint !== null && html`<tr><td style="padding-top:8px"><p class="f-muted" style="margin:0;${SMALL}">${hint}</p></td></tr>`
      }</table>`,
    ),

  facts: ({ rows }) =>
    row(
      24,
      html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows.map(
        ({ label, value }) =>
          html`<tr><td class="f-line" style="border-top:1px solid ${LIGHT.line};padding:10px 0"><p class="f-muted" style="margin:0;${SMALL}">${label}</p><p class="f-ink" style="margin:0;${BODY};font-weight:600;overflow-wrap:anywhere">${value}</p></td></tr>`,
      )}<tr><td class="f-line" style="border-top:1px solid ${LIGHT.line};font-size:0;line-height:0">&nbsp;</td></tr></table>`,
    ),

  quote: ({ label, text }) =>
    row(
      24,
      html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="f-line" style="border-left:3px solid ${LIGHT.line};padding:2px 0 2px 16px"><p class="f-muted" style="margin:0 0 4px;${SMALL}">${label}</p><p class="f-ink" style="margin:0;${BODY};overflow-wrap:anywhere">${lines(text)}</p></td></tr></table>`,
    ),

  links: ({ label, links }, { light }) =>
    row(
      24,
      html`<p class="f-muted" style="margin:0;${SMALL}">${label} ${links.map(
        (link, index) =>
          html`${index > 0 && ' · '}<a class="f-link" href="${webAddress(link.link)}" target="_blank" rel="noopener" style="color:${light.link};text-decoration:underline">${link.label}</a>`,
      )}</p>`,
    ),
}

export function paintBlock<K extends MailBlock['kind']>(block: Extract<MailBlock, { kind: K }>, colours: AccentColours): Markup {
  const paint = painters[block.kind] as (block: MailBlock, colours: AccentColours) => Markup
  return paint(block, colours)
}

function row(spaceBelow: number, content: Markup): Markup {
  return html`<tr><td style="padding:0 0 ${spaceBelow}px">${content}</td></tr>`
}

function lines(text: string): readonly Markup[] {
  return text.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)
}
