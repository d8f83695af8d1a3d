// API keys, for owners: make one, replace it, end it.

import type { ApiKey, Scope } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { Loading } from '../data/loading.ts'
import { sayDay, sayShort } from '../i18n/words.ts'
import { copyButton } from '../parts/copy-button.ts'
import type { Question } from '../parts/dialog.ts'
import '../parts/dialog.ts'
import { selectField, textField } from '../parts/field.ts'
import { problemView } from '../parts/problem.ts'

const SCOPES: readonly Scope[] = ['users:read', 'users:write', 'invitations:write', 'events:read', 'sessions:check', 'owner']

export class KeysPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  #question: Question | null = null
  /** The secret just made: nowhere but here, until the page is left. */
  #shown: { name: string; key: string } | null = null
  readonly #keys = new Loading<ApiKey[]>(this, (signal) => this.admin.foyer.keys.list({ signal }))

  override firstUpdated(): void {
    void this.#keys.load()
  }

  #ask(question: Question | null): void {
    this.#question = question
    this.requestUpdate()
  }

  #show(name: string, key: string): void {
    this.#shown = { name, key }
    void this.#keys.load()
  }

  override render(): TemplateResult {
    const { words } = this.admin
    const { state, value } = this.#keys
    if (state.kind === 'failed') return problemView(state.error, words, { retry: () => this.#keys.load() })
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${words.keys}</h1>
        <button class="primary" type="button" @click=${() => this.#ask(this.#creation())}>${words.newKey}</button>
      </div>
      <p class="muted">${words.keysLead}</p>
      ${
        this.#shown === null
          ? nothing
          : html`<section class="notice" role="status">
              <p><b>${this.#shown.name}</b> – ${words.keyShown}</p>
              <p><code>${this.#shown.key}</code> ${copyButton(this.#shown.key, this.admin)}</p>
            </section>`
      }
      ${value === null ? html`<p class="quiet" role="status">${words.loading}</p>` : this.#table(value)}
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>
    </div>`
  }

  #table(keys: readonly ApiKey[]): TemplateResult {
    const { words } = this.admin
    if (keys.length === 0) return html`<section class="empty"><h2>${words.keysEmpty}</h2></section>`
    return html`<div class="scroll card" tabindex="0" role="region" aria-label=${words.keys}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.keyName}</th>
            <th scope="col">${words.scopes}</th>
            <th scope="col">${words.application}</th>
            <th scope="col">${words.lastUsed}</th>
            <th scope="col">${words.expiresAt}</th>
            <th scope="col">${words.action}</th>
          </tr>
        </thead>
        <tbody>${keys.map((key) => this.#row(key))}</tbody>
      </table>
    </div>`
  }

  #row(key: ApiKey): TemplateResult {
    const { words, locale, settings } = this.admin
    const { timeZone } = settings.organisation
    const application = settings.applications.find(({ key: name }) => name === key.application)?.name ?? key.application
    const ended = key.revokedAt !== null
    return html`<tr>
      <th scope="row">${key.name}</th>
      <td>${key.scopes.join(', ')}</td>
      <td>${application ?? words.allApplications}</td>
      <td>${key.lastUsedAt === null ? words.never : sayShort(key.lastUsedAt, locale, timeZone)}</td>
      <td>${ended ? words.keyRevoked : key.expiresAt === null ? words.never : sayDay(key.expiresAt, locale, timeZone)}</td>
      <td>
        ${
          ended
            ? '–'
            : html`<button class="plain" type="button" @click=${() => this.#ask(this.#rotation(key))}>${words.rotateKey}</button>
                <button class="plain" type="button" @click=${() => this.#ask(this.#revocation(key))}>${words.revokeKey}</button>`
        }
      </td>
    </tr>`
  }

  #creation(): Question {
    const { words, foyer, settings } = this.admin
    return {
      title: words.newKey,
      body: html`${textField({ name: 'keyName', label: words.keyName, required: true, max: 100 })}
        <fieldset>
          <legend>${words.scopes}</legend>
          ${SCOPES.map((scope) => html`<label class="check"><input type="checkbox" name="scope" value=${scope} />${scope}</label>`)}
        </fieldset>
        ${selectField({ name: 'application', label: words.application, options: [['', words.allApplications], ...settings.applications.map(({ key, name }) => [key, name] as const)] })}
        ${textField({ name: 'expiresAt', label: `${words.expiresAt} (${words.optional})`, type: 'date' })}`,
      action: words.newKey,
      act: async (form) => {
        const text = (name: string) => String(form.get(name) ?? '').trim()
        const made = await foyer.keys.create({
          name: text('keyName'),
          scopes: SCOPES.filter((scope) => form.getAll('scope').includes(scope)),
          application: text('application') || null,
          expiresAt: text('expiresAt') || null,
        })
        this.#show(made.name, made.key)
      },
    }
  }

  #rotation({ id, name }: ApiKey): Question {
    const { words, foyer } = this.admin
    return {
      title: `${words.rotateKey}: ${name}`,
      body: html`<p>${words.rotateKeyText}</p>`,
      action: words.rotateKey,
      act: async () => this.#show(name, (await foyer.keys.rotate(id)).key),
    }
  }

  #revocation({ id, name }: ApiKey): Question {
    const { words, foyer, tell } = this.admin
    return {
      title: `${words.revokeKey}: ${name}`,
      body: html`<p>${words.revokeKeyText}</p>`,
      action: words.revokeKey,
      danger: true,
      act: async () => {
        await foyer.keys.revoke(id)
        this.#shown = null
        tell(words.keyRevokedDone)
        await this.#keys.load()
      },
    }
  }
}
