// The deployment as the server has it: read, not changed here.

import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { MAIL_KINDS } from '../i18n/mail-words.ts'
import { fill } from '../i18n/words.ts'
import '../parts/mail-preview.ts'

const PREVIEWED = [...MAIL_KINDS.filter((kind) => kind !== 'sample'), 'sheet'] as const

export class SettingsPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin

  override render(): TemplateResult {
    const { words, settings } = this.admin
    const { organisation, mail } = settings
    const nameOf = (key: string) => settings.applications.find((application) => application.key === key)?.name ?? key
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${words.settings}</h1></div>
      <p class="muted">${words.settingsLead}</p>
      <div class="columns">
        ${section(words.organisation, [
          [words.name, organisation.name],
          [words.timeZone, organisation.timeZone],
          [words.contact, organisation.contact ?? words.none],
          [words.language, organisation.locale === 'de' ? words.german : words.english],
        ])}
        ${section(words.terms, [
          [words.invitationDays, fill(words.days, { count: settings.invitationDays })],
          [words.printedDays, fill(words.days, { count: settings.printedInvitationDays })],
          [
            words.reminderDays,
            settings.reminderDays === 0 ? words.reminderOff : fill(words.reminderBefore, { count: settings.reminderDays }),
          ],
          [words.passwordLength, fill(words.characters, { count: settings.minPasswordLength })],
          [words.mailFrom, mail.from],
          [words.transport, mail.transport === 'capture' ? words.transport_capture : mail.transport],
          [words.serverVersion, settings.version],
        ])}
      </div>
      <div class="columns">
        ${section(
          words.applications,
          settings.applications.map(({ name, url, manages, includes }) => {
            const more = [
              ...(manages ? [words.managesPeople] : []),
              ...(includes.length > 0 ? [fill(words.comesWith, { names: includes.map(nameOf).join(', ') })] : []),
            ]
            return [
              name,
              told(url === null ? null : html`<a href=${url} target="_blank" rel="noopener">${url}</a>`, more.join(' · ')),
            ] as const
          }),
        )}
        ${section(
          words.legal,
          settings.legal.map(({ title, version, substantial }) => [
            title,
            told(`${words.version} ${version}`, substantial ? words.substantial : ''),
          ]),
        )}
      </div>
      <foyer-mail-preview .admin=${this.admin} .kinds=${PREVIEWED} .lead=${words.previewLead}></foyer-mail-preview>
    </div>`
  }
}

const section = (title: string, rows: readonly (readonly [string, string | TemplateResult])[]): TemplateResult =>
  html`<section class="card">
    <h2>${title}</h2>
    <dl class="facts">${rows.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
  </section>`

/** What there is to know about one, and smaller below it what is only sometimes so. */
const told = (first: string | TemplateResult | null, more: string): TemplateResult =>
  html`${first ?? nothing}${more === '' ? nothing : html`<span class="below muted">${more}</span>`}`
