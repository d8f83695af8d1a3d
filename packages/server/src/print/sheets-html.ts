// Sheets as one page to print from a browser: no script, nothing loaded, one sheet on each page of paper.

import { html, type Markup } from '../mail/html.ts'
import { momentInWords } from '../mail/moment-in-words.ts'
import { plainSentence } from '../mail/plain-text.ts'
import type { Locale } from '../text.ts'
import { qrModules, qrPath } from './qr-svg.ts'
import { localesOf, type SheetFrame, type SheetPerson } from './sheet-data.ts'
import type { SheetGroup } from './sheet-groups.ts'
import { stepsOf } from './sheet-steps.ts'
import { type SheetTexts, sheetTexts } from './sheet-texts.ts'

const style = `@page{size:A4;margin:0}*{box-sizing:border-box}body{margin:0;font:10.5pt/1.42 "Noto Sans",system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:#1c1d21}
.page{position:relative;width:210mm;min-height:297mm;padding:20mm 20mm 15mm 25mm;break-after:page;border-top:2.2mm solid var(--accent)}
.head{position:absolute;left:125mm;top:20mm;width:65mm}.head strong{display:block;font-size:13pt}.muted{color:#5d606b}
address{position:absolute;left:25mm;top:57mm;width:80mm;font-style:normal;font-size:11pt}.from{position:absolute;left:25mm;top:46mm;width:80mm;font-size:7pt;border-bottom:.3mm solid #d9dce2}
h1{margin:78mm 0 1mm;font-size:20pt;line-height:1.2}h2{margin:4mm 0 1mm;font-size:10pt}p{margin:0 0 1mm}.second{font-size:.87em;color:#5d606b}
.body{display:grid;grid-template-columns:1fr 50mm;gap:12mm;margin-top:6mm}ol{margin:0;padding-left:6mm}li{margin-bottom:4mm}li::marker{color:var(--accent);font-weight:600}
svg{display:block;width:50mm;height:50mm}.code{font-size:13pt;font-weight:600;letter-spacing:.04em;text-transform:uppercase}
.facts{display:grid;grid-template-columns:1fr 1fr;gap:10mm;border-top:.2mm solid #d9dce2;margin-top:5mm}table{width:100%;border-collapse:collapse}th,td{text-align:left;border-bottom:.2mm solid #d9dce2;padding:2mm 1mm}
.own{border-left:.7mm solid #d9dce2;padding-left:4mm;margin:3mm 0 0}
.list{break-after:page;padding:18mm 20mm;width:210mm}.list h1{margin:0}`

export async function* sheetsHtml(frame: SheetFrame, groups: AsyncIterable<SheetGroup>, locale: Locale): AsyncGenerator<Uint8Array> {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  const title = sheetTexts[locale].documentTitle(frame.application.name[locale])
  yield bytes(
    `${html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title>`.markup}<style>:root{--accent:${accentOf(frame)}}${style}</style></head><body>`,
  )
  let sheets = 0
  for await (const { location, people } of groups) {
    yield bytes(listPage(frame, location, people, locale).markup)
    for (const person of people) yield bytes(sheetPage(frame, person).markup)
    sheets += people.length
  }
  if (sheets === 0) yield bytes(html`<p>${sheetTexts[locale].empty}</p>`.markup)
  yield bytes('</body></html>')
}

/** One sheet to look at, marked as such; what is on it opens nothing. */
export const sampleSheetPage = (frame: SheetFrame, person: SheetPerson): string => {
  const texts = sheetTexts[person.locale]
  const title = texts.documentTitle(frame.application.name[person.locale])
  return `${html`<!doctype html><html lang="${person.locale}"><head><meta charset="utf-8"><title>${title}</title>`.markup}<style>:root{--accent:${accentOf(frame)}}${style}${sampleStyle}</style></head><body><p class="sample">${html`${texts.sample}`.markup}</p>${sheetPage(frame, person).markup}</body></html>`
}

const sampleStyle = '.sample{padding:3mm 20mm;background:#fff6d6;font-weight:600}.page{margin:0 auto;background:#fff}'

/** Nothing but a colour ever stands in the style sheet. */
const accentOf = ({ organisation }: SheetFrame): string => (/^#[0-9a-f]{3,6}$/i.test(organisation.accent) ? organisation.accent : '#1f5fae')

const sheetPage = (frame: SheetFrame, person: SheetPerson): Markup => {
  const [first = 'de', second] = localesOf(frame, person)
  const texts = sheetTexts[first]
  const other = second === undefined || second === first ? null : sheetTexts[second]
  const both = (say: (words: SheetTexts) => string): Markup =>
    html`${say(texts)}${other === null ? null : html`<br><span class="second">${say(other)}</span>`}`
  const recovers = person.purpose === 'recovery'
  const needs: ((words: SheetTexts) => string)[] = [
    (words) => words.haveDevice,
    ...(recovers ? [] : [(words: SheetTexts) => (frame.withoutEmail ? words.haveEmailOrNot : words.haveEmail)]),
    ...(frame.asks === null ? [] : [(words: SheetTexts) => words.haveAnswer(frame.asks?.[words === sheetTexts.de ? 'de' : 'en'] ?? '')]),
  ]
  return html`<section class="page" lang="${first}">
<div class="from muted">${frame.organisation.postalLine ?? frame.organisation.name}</div>
<address>${[person.name, ...person.address].map((line) => html`${line}<br>`)}</address>
<div class="head"><strong>${frame.organisation.name}</strong><span class="muted">${frame.application.name[first]}</span></div>
<h1>${recovers ? texts.recoveryTitle : texts.title(frame.application.name[first])}</h1>
<p>${both((words) => (recovers ? words.recoveryLead : words.lead)(frame.organisation.name))}</p>${frame.message === null ? null : html`<p class="own">${plainSentence(frame.message)}</p>`}
<div class="body"><ol>${stepsOf(frame, person).map((step) => html`<li><strong>${step.title(texts)}</strong><p>${both(step.how)}</p></li>`)}</ol>
<div>${qr(person.link, texts)}<p class="muted">${both((words) => words.orType)}</p><p class="code">${person.code}</p><p>${texts.codeAt} <strong>${frame.activateUrl.replace(/^https?:\/\//, '')}</strong></p></div></div>
<div class="facts"><div><h2>${texts.have}</h2><ul>${needs.map((need) => html`<li>${both(need)}</li>`)}</ul></div>
<div>${appOf(frame, texts)}<h2>${texts.until}</h2><p>${momentInWords(new Date(person.expiresAt), frame.organisation.timeZone, first)}</p>
${frame.organisation.contact === null ? null : html`<h2>${texts.help}</h2><p>${frame.organisation.contact}</p>`}</div></div>
<p><strong>${both((words) => words.personal)}</strong></p>${person.replaces ? html`<p>${both((words) => words.replaces)}</p>` : null}
</section>`
}

const appOf = ({ application }: SheetFrame, texts: SheetTexts): Markup | null => {
  const ways = [application.stores.apple, application.stores.google].filter((link): link is string => link !== null)
  const shown = ways.length > 0 ? ways : application.url === null ? [] : [application.url]
  return shown.length === 0
    ? null
    : html`<h2>${ways.length > 0 ? texts.app : texts.appWeb}</h2>${shown.map((link) => html`<p>${link}</p>`)}`
}

const qr = (link: string, texts: SheetTexts): Markup => {
  const modules = qrModules(link)
  return html`<svg role="img" aria-label="${texts.qrAlt}" viewBox="0 0 ${modules.length} ${modules.length}" shape-rendering="crispEdges"><path d="${qrPath(modules)}"/></svg>`
}

const listPage = (frame: SheetFrame, location: string | null, people: readonly SheetPerson[], locale: Locale): Markup => {
  const texts = sheetTexts[locale]
  return html`<section class="list"><h1>${texts.listTitle}: ${location === null ? texts.listNoPlace : texts.listPlace(location)}</h1><p class="muted">${frame.organisation.name} · ${texts.listLead(frame.application.name[locale])}</p>
<table><thead><tr><th>${texts.listName}</th><th>${texts.listNumber}</th><th>${texts.listDepartment}</th><th>${texts.listSigned}</th></tr></thead>
<tbody>${people.map(({ name, number, department }) => html`<tr><td>${name}</td><td>${number ?? ''}</td><td>${department ?? ''}</td><td></td></tr>`)}</tbody></table></section>`
}
