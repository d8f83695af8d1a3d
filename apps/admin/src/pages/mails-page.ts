// Every mail with what became of it, newest first: by state, kind and person.

import type { Mail } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { type MailsQuery, mailsPath, readMailsQuery, toMailFilter } from '../data/mails-query.ts'
import { PagedList } from '../data/paged-list.ts'
import { MAIL_KINDS, MAIL_STATES, mailKindText, mailStateText } from '../i18n/mail-words.ts'
import { fill, sayShort } from '../i18n/words.ts'
import { listTable } from '../parts/data-table.ts'
import { mailChip, mailReason } from '../parts/mail-chip.ts'

const PAGE_SIZE = 100

export class MailsPage extends LightElement {
  static override properties = { admin: { attribute: false }, query: { attribute: false } }
  declare admin: Admin
  declare query: string
  readonly #mails = new PagedList<Mail>(this, (place) =>
    this.admin.foyer.mails.list(toMailFilter(this.#asked)).page({ ...place, limit: PAGE_SIZE }),
  )

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('query')) void this.#mails.open({ afresh: true })
  }

  get #asked(): MailsQuery {
    return readMailsQuery(new URLSearchParams(this.query))
  }

  #change(change: Partial<MailsQuery>): void {
    this.admin.go(mailsPath({ ...this.#asked, ...change }))
  }

  override render(): TemplateResult {
    const { words, locale, settings } = this.admin
    const when = (iso: string) => sayShort(iso, locale, settings.organisation.timeZone)
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${words.mails}</h1></div>
      <p class="muted">${words.mailsLead}</p>
      ${this.#filters()}
      ${listTable(this.#mails, {
        admin: this.admin,
        label: words.mails,
        empty: { title: words.mailsEmpty, text: words.mailsEmptyText },
        columns: [
          { title: words.mailTo, names: true, cell: (mail) => this.#whom(mail) },
          { title: words.delivery, cell: (mail) => html`<div class="told">${mailChip(mail, this.admin)} ${mailReason(mail)}</div>` },
          { title: words.mailKind, cell: ({ kind }) => mailKindText(kind, locale) },
          { title: words.mailSince, cell: ({ stateAt }) => when(stateAt) },
          { title: words.mailQueued, cell: ({ queuedAt }) => when(queuedAt) },
        ],
      })}
    </div>`
  }

  #whom({ userId, name, toOtherAddress }: Mail): TemplateResult | string {
    const { words, href } = this.admin
    if (userId === null) return '–'
    return html`<div class="told">
      <a href=${href(`/people/${userId}`)}>${name ?? words.noName}</a>
      ${toOtherAddress ? html`<span class="muted reason">${words.toOtherAddress}</span>` : nothing}
    </div>`
  }

  #filters(): TemplateResult {
    const { words, locale } = this.admin
    const { state, kind, user } = this.#asked
    const name = this.#mails.items?.find(({ userId }) => userId === user)?.name ?? words.mailToOne
    return html`<div class="filters">
      ${this.#select('state', words.delivery, state, MAIL_STATES, (one) => mailStateText(one, locale))}
      ${this.#select('kind', words.mailKind, kind, MAIL_KINDS, (one) => mailKindText(one, locale))}
      ${
        user === null
          ? nothing
          : html`<button class="filter" type="button" @click=${() => this.#change({ user: null })} aria-label=${fill(words.removeFilter, { name: `${words.mailTo}: ${name}` })}>
              <span class="muted">${words.mailTo}</span> ${name} <span aria-hidden="true">×</span>
            </button>`
      }
    </div>`
  }

  #select<T extends string>(
    key: 'state' | 'kind',
    label: string,
    chosen: T | null,
    values: readonly T[],
    text: (value: T) => string,
  ): TemplateResult {
    return html`<label class="inline" for=${key}>
      <span>${label}</span>
      <select id=${key} @change=${(event: Event) => this.#change({ [key]: (event.target as HTMLSelectElement).value || null })}>
        <option value="" .selected=${chosen === null}>${this.admin.words.all}</option>
        ${values.map((value) => html`<option value=${value} .selected=${value === chosen}>${text(value)}</option>`)}
      </select>
    </label>`
  }
}
