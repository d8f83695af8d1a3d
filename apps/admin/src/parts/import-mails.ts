// What leaves the house with an import: one own sentence, now or at a time, and how it will look to its first reader.

import type { Import, Preview } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import './mail-preview.ts'

const TYPING_PAUSE_MS = 500

export class ImportMails extends LightElement {
  static override properties = { admin: { attribute: false }, job: { attribute: false }, preview: { attribute: false } }
  declare admin: Admin
  declare job: Import
  declare preview: Preview
  #later = false
  #message = ''
  /** As the frame shows it: not with every letter. */
  #shown = ''
  #typing: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    clearTimeout(this.#typing)
    super.disconnectedCallback()
  }

  /** For `imports.run`. A time that is not filled in sends at once. */
  get chosen(): { message?: string; sendAt?: string } {
    const message = this.#message.trim()
    const at = this.querySelector<HTMLInputElement>('#send-at')?.value ?? ''
    return {
      ...(message === '' ? {} : { message }),
      ...(this.#later && at !== '' ? { sendAt: new Date(at).toISOString() } : {}),
    }
  }

  readonly #type = (event: Event): void => {
    this.#message = (event.target as HTMLTextAreaElement).value
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => {
      this.#shown = this.#message.trim()
      this.requestUpdate()
    }, TYPING_PAUSE_MS)
  }

  readonly #when = (event: Event): void => {
    this.#later = (event.target as HTMLSelectElement).value === 'later'
    this.requestUpdate()
  }

  override render(): TemplateResult | typeof nothing {
    const { admin, job, preview } = this
    const { words } = admin
    if (preview.mails + preview.sheets === 0) return nothing
    const kinds = [...(preview.mails > 0 ? ['invitation', 'reminder'] : []), ...(preview.sheets > 0 ? ['sheet'] : [])]
    const subject = {
      importId: job.id,
      ...(job.application === null ? {} : { application: job.application }),
      ...(this.#shown === '' ? {} : { message: this.#shown }),
    }
    return html`<section class="card">
        <div class="grid">
          <div class="field">
            <label for="own-sentence">${words.ownSentence} <span class="muted">${words.optional}</span></label>
            <textarea id="own-sentence" rows="3" maxlength="500" aria-describedby="own-sentence-hint" @input=${this.#type}></textarea>
            <p class="hint" id="own-sentence-hint">${words.ownSentenceHint}</p>
          </div>
          ${preview.mails === 0 ? nothing : this.#time()}
        </div>
      </section>
      <foyer-mail-preview .admin=${admin} .kinds=${kinds} .subject=${subject}></foyer-mail-preview>`
  }

  #time(): TemplateResult {
    const { words } = this.admin
    return html`<div class="field">
      <label for="send-when">${words.sendWhen}</label>
      <select id="send-when" @change=${this.#when}>
        <option value="now">${words.sendNow}</option>
        <option value="later">${words.sendLater}</option>
      </select>
      ${
        this.#later
          ? html`<label for="send-at">${words.sendAt}</label>
              <input id="send-at" type="datetime-local" aria-describedby="send-at-hint" />
              <p class="hint" id="send-at-hint">${words.sendAtHint}</p>`
          : nothing
      }
    </div>`
  }
}

if (customElements.get('foyer-import-mails') === undefined) customElements.define('foyer-import-mails', ImportMails)
