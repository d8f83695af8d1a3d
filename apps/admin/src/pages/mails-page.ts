// Every mail with what became of it, by state, kind and person.

import type { Mail, Page } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { asError, Loading } from '../data/loading.ts'
import { type MailsQuery, mailsPath, readMailsQuery, toMailFilter } from '../data/mails-query.ts'
import { MAIL_KINDS, MAIL_STATES, mailKindText, mailStateText } from '../i18n/mail-words.ts'
import { sayShort } from '../i18n/words.ts'
import { mailChip, mailReason } from '../parts/mail-chip.ts'
import { errorText, problemView } from '../parts/problem.ts'

const PAGE_SIZE = 100

/** Of a further page. */
type Reading = { kind: 'idle' } | { kind: 'loading' } | { kind: 'failed'; text: string }

export class MailsPage extends LightElement {
  static override properties = { admin: { attribute: false }, query: { attribute: false } }
  declare admin: Admin
  declare query: string
  #next: string | null = null
  #reading: Reading = { kind: 'idle' }
  readonly #mails = new Loading<Mail[]>(this, async (signal) => this.#keep(await this.#read(null, signal)))

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('query')) void this.#mails.load({ afresh: true })
  }

  get #query(): MailsQuery {
    return readMailsQuery(new URLSearchParams(this.query))
  }

  #read(after: string | null, signal: AbortSignal): Promise<Page<Mail>> {
    return this.admin.foyer.mails.list(toMailFilter(this.#query)).page({ after, limit: PAGE_SIZE, signal })
  }

  #keep({ items, next }: Page<Mail>): Mail[] {
    this.#next = next
    return items
  }

  readonly #readMore = async (): Promise<void> => {
    if (this.#reading.kind === 'loading') return
    const asked = this.query
    this.#become({ kind: 'loading' })
    try {
      const page = await this.#read(this.#next, new AbortController().signal)
      if (this.query === asked) this.#mails.set([...(this.#mails.value ?? []), ...this.#keep(page)])
      this.#become({ kind: 'idle' })
    } catch (error) {
      this.#become({ kind: 'failed', text: errorText(asError(error)) })
    }
  }

  #become(reading: Reading): void {
    this.#reading = reading
    this.requestUpdate()
  }

  override render(): TemplateResult {
    const { words } = this.admin
    const { state, value } = this.#mails
    if (state.kind === 'failed') return problemView(state.error, words, { retry: () => this.#mails.load() })
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${words.mails}</h1></div>
      <p class="muted">${words.mailsLead}</p>
      ${this.#filters(value)}
      ${value === null ? html`<p class="quiet" role="status">${words.loading}</p>` : this.#table(value)}
      <p class="error" role="alert">${this.#reading.kind === 'failed' ? this.#reading.text : nothing}</p>
      ${
        this.#next === null || value === null
          ? nothing
          : html`<p><button class="secondary" type="button" aria-disabled=${this.#reading.kind === 'loading'} @click=${this.#readMore}>${words.more}</button></p>`
      }
    </div>`
  }

  #filters(mails: readonly Mail[] | null): TemplateResult {
    const { words, locale, go } = this.admin
    const query = this.#query
    const chosen = (event: Event) => (event.target as HTMLSelectElement).value as never
    const select = <T extends string>(key: 'state' | 'kind', label: string, values: readonly T[], text: (value: T) => string) =>
      html`<label for=${key}>${label}</label>
        <select id=${key} @change=${(event: Event) => go(mailsPath({ ...query, [key]: chosen(event) }))}>
          <option value="" ?selected=${query[key] === null}>${words.all}</option>
          ${values.map((value) => html`<option value=${value} ?selected=${value === query[key]}>${text(value)}</option>`)}
        </select>`
    const name = mails?.find(({ userId }) => userId === query.user)?.name ?? words.mailToOne
    return html`<div class="filters">
      ${select('state', words.delivery, MAIL_STATES, (value) => mailStateText(value, locale))}
      ${select('kind', words.mailKind, MAIL_KINDS, (value) => mailKindText(value, locale))}
      ${
        query.user === null
          ? nothing
          : html`<button class="filter" type="button" @click=${() => go(mailsPath({ ...query, user: null }))}>
              <span class="muted">${words.mailTo}</span> ${name} <span aria-hidden="true">×</span><span class="sr">${words.clearFilters}</span>
            </button>`
      }
    </div>`
  }

  #table(mails: readonly Mail[]): TemplateResult {
    const { words, locale, settings } = this.admin
    if (mails.length === 0) return html`<section class="empty"><h2>${words.mailsEmpty}</h2><p>${words.mailsEmptyText}</p></section>`
    const when = (iso: string) => sayShort(iso, locale, settings.organisation.timeZone)
    return html`<div class="scroll card" tabindex="0" role="region" aria-label=${words.mails}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.mailKind}</th>
            <th scope="col">${words.mailTo}</th>
            <th scope="col">${words.delivery}</th>
            <th scope="col">${words.mailSince}</th>
            <th scope="col">${words.mailQueued}</th>
          </tr>
        </thead>
        <tbody>
          ${mails.map(
            (mail) => html`<tr>
              <th scope="row">${mailKindText(mail.kind, locale)}</th>
              <td>${this.#whom(mail)}</td>
              <td>${mailChip(mail, this.admin)} ${mailReason(mail)}</td>
              <td>${when(mail.stateAt)}</td>
              <td>${when(mail.queuedAt)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }

  #whom({ userId, name, toFormerAddress }: Mail): TemplateResult | string {
    const { words, href } = this.admin
    if (userId === null) return '–'
    return html`<a href=${href(`/people/${userId}`)}>${name ?? words.noName}</a>
      ${toFormerAddress ? html`<span class="muted reason">${words.toFormerAddress}</span>` : nothing}`
  }
}
