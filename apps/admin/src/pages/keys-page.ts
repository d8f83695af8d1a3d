// API keys, for owners: make one, replace it, end it.

import type { ApiKey, Scope } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { PagedList } from '../data/paged-list.ts'
import { sayDay, sayShort } from '../i18n/words.ts'
import { copyButton } from '../parts/copy-button.ts'
import { listTable } from '../parts/data-table.ts'
import type { Question } from '../parts/dialog.ts'
import '../parts/dialog.ts'
import { selectField, textField } from '../parts/field.ts'

const SCOPES: readonly Scope[] = ['users:read', 'users:write', 'invitations:write', 'events:read', 'legal:read', 'sessions:check', 'owner']

export class KeysPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  #question: Question | null = null
  /** The secret just made: nowhere but here, until the page is left. */
  #shown: { name: string; key: string } | null = null
  readonly #keys = new PagedList<ApiKey>(this, async ({ signal }) => ({
    items: await this.admin.foyer.keys.list({ signal }),
    next: null,
  }))

  override firstUpdated(): void {
    void this.#keys.open()
  }

  #ask(question: Question | null): void {
    this.#question = question
    this.requestUpdate()
  }

  #show(name: string, key: string): void {
    this.#shown = { name, key }
    void this.#keys.open()
  }

  override render(): TemplateResult {
    const { words } = this.admin
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
              <p><code>${this.#shown.key}</code> ${copyButton(this.#shown.key, this.#shown.name, this.admin)}</p>
            </section>`
      }
      ${this.#table()}
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>
    </div>`
  }

  #table(): TemplateResult {
    const { words, locale, settings } = this.admin
    const { timeZone } = settings.organisation
    const nameOf = (key: string | null) =>
      key === null ? words.allApplications : (settings.applications.find((application) => application.key === key)?.name ?? key)
    return listTable(this.#keys, {
      admin: this.admin,
      label: words.keys,
      empty: { title: words.keysEmpty },
      columns: [
        { title: words.keyName, names: true, cell: ({ name }) => name },
        {
          title: words.scopes,
          cell: ({ scopes }) => html`<code title=${scopes.map((scope) => words[`scope_${scope}`]).join('; ')}>${scopes.join(', ')}</code>`,
        },
        { title: words.application, cell: ({ application }) => nameOf(application) },
        { title: words.lastUsed, cell: ({ lastUsedAt }) => (lastUsedAt === null ? words.never : sayShort(lastUsedAt, locale, timeZone)) },
        {
          title: words.expiresAt,
          cell: ({ revokedAt, expiresAt }) => {
            if (revokedAt !== null) return words.keyRevoked
            return expiresAt === null ? words.never : sayDay(expiresAt, locale, timeZone)
          },
        },
        {
          title: words.action,
          cell: (key) =>
            key.revokedAt !== null
              ? '–'
              : html`<button class="plain" type="button" aria-label="${words.rotateKey}: ${key.name}" @click=${() => this.#ask(this.#rotation(key))}>${words.rotateKey}</button>
                  <button class="plain" type="button" aria-label="${words.revokeKey}: ${key.name}" @click=${() => this.#ask(this.#revocation(key))}>${words.revokeKey}</button>`,
        },
      ],
    })
  }

  #creation(): Question {
    const { words, foyer, settings } = this.admin
    return {
      title: words.newKey,
      body: html`${textField({ name: 'keyName', label: words.keyName, required: true, max: 100 })}
        <fieldset>
          <legend>${words.scopes}</legend>
          ${SCOPES.map((scope) => html`<label class="check"><input type="checkbox" name="scope" value=${scope} /><span>${words[`scope_${scope}`]} <code class="muted">${scope}</code></span></label>`)}
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
        await this.#keys.open()
      },
    }
  }
}
