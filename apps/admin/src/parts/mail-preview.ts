// Mails and sheets as people would get them, in each language, and a test to oneself. The frame runs nothing and can reach nothing.

import type { PreviewFor, PreviewKind, PreviewOptions } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin, Locale } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { mailKindText } from '../i18n/mail-words.ts'
import { fill } from '../i18n/words.ts'
import { errorText } from './problem.ts'

type Previewed = PreviewKind | 'sheet'

/** Whose preview it is, and what stands in it. */
export interface PreviewSubject extends PreviewFor {
  application?: string
  with?: PreviewOptions<never>['with']
  message?: string
}

export class MailPreviewPart extends LightElement {
  static override properties = {
    admin: { attribute: false },
    kinds: { attribute: false },
    subject: { attribute: false },
    lead: { attribute: false },
  }
  declare admin: Admin
  /** What may be looked at; the first one is shown. */
  declare kinds: readonly Previewed[]
  declare subject: PreviewSubject
  declare lead: string | null
  #kind: Previewed | null = null
  #locale: Locale | null = null
  #said: string | null = null
  #failed: string | null = null
  #pending = false
  /** Subject and reader of what is shown, by what was asked. */
  #head: { asked: string; subject: string; name: string | null } | null = null

  constructor() {
    super()
    this.subject = {}
    this.lead = null
  }

  get #shown(): { kind: Previewed; locale: Locale } {
    const [first = 'invitation'] = this.kinds
    const kind = this.#kind !== null && this.kinds.includes(this.#kind) ? this.#kind : first
    return { kind, locale: this.#locale ?? this.admin.settings.organisation.locale }
  }

  override updated(): void {
    void this.#readHead()
  }

  async #readHead(): Promise<void> {
    const { kind, locale } = this.#shown
    if (kind === 'sheet') return
    const asked = JSON.stringify([kind, locale, this.subject])
    if (this.#head?.asked === asked) return
    this.#head = { asked, subject: '', name: null }
    try {
      const { subject, name } = await this.admin.foyer.previews.mail(kind, { ...this.subject, locale })
      if (this.#head.asked !== asked) return
      this.#head = { asked, subject, name }
      this.#failed = null
    } catch (error) {
      this.#failed = errorText(error)
    }
    this.requestUpdate()
  }

  async #test(kind: PreviewKind, locale: Locale): Promise<void> {
    if (this.#pending) return
    this.#pending = true
    this.#said = this.#failed = null
    this.requestUpdate()
    const { application, with: way, message } = this.subject
    try {
      const { to } = await this.admin.foyer.previews.sendTest(kind, { locale, application, with: way, message })
      this.#said = fill(this.admin.words.previewTestSent, { address: to })
    } catch (error) {
      this.#failed = errorText(error)
    }
    this.#pending = false
    this.requestUpdate()
  }

  override render(): TemplateResult {
    const { admin } = this
    const { words } = admin
    const { kind, locale } = this.#shown
    const title = this.#title(kind)
    return html`<section class="card preview">
      <h2>${words.preview}</h2>
      ${this.lead === null ? nothing : html`<p class="muted">${this.lead}</p>`}
      <div class="filters">
        ${
          this.kinds.length < 2
            ? nothing
            : html`<label class="inline" for="preview-kind">
                <span>${words.previewWhat}</span>
                <select id="preview-kind" @change=${(event: Event) => this.#show({ kind: (event.target as HTMLSelectElement).value as Previewed })}>
                  ${this.kinds.map((one) => html`<option value=${one} .selected=${one === kind}>${this.#title(one)}</option>`)}
                </select>
              </label>`
        }
        <label class="inline" for="preview-locale">
          <span>${words.language}</span>
          <select id="preview-locale" @change=${(event: Event) => this.#show({ locale: (event.target as HTMLSelectElement).value as Locale })}>
            <option value="de" .selected=${locale === 'de'}>${words.german}</option>
            <option value="en" .selected=${locale === 'en'}>${words.english}</option>
          </select>
        </label>
        ${
          kind === 'sheet' || admin.settings.caller.userId === null
            ? nothing
            : html`<button class="secondary" type="button" aria-disabled=${this.#pending} @click=${() => this.#test(kind, locale)}>${words.previewTest}</button>`
        }
      </div>
      <p class="error" role="alert">${this.#failed ?? nothing}</p>
      <p role="status">${this.#said ?? nothing}</p>
      ${kind === 'sheet' ? nothing : this.#line()}
      <iframe
        class=${kind === 'sheet' ? 'sheet-frame' : ''}
        title=${title}
        sandbox=""
        referrerpolicy="no-referrer"
        src=${admin.foyer.previews.pageUrl(kind, { ...this.subject, locale })}
      ></iframe>
    </section>`
  }

  #line(): TemplateResult {
    const { words } = this.admin
    return html`<dl class="facts">
      <dt>${words.previewSubject}</dt>
      <dd>${this.#head?.subject ?? ''}</dd>
      ${this.#head?.name == null ? nothing : html`<dt>${words.previewFor}</dt><dd>${this.#head.name}</dd>`}
    </dl>`
  }

  #title(kind: Previewed): string {
    return kind === 'sheet' ? this.admin.words.previewSheet : mailKindText(kind, this.admin.locale)
  }

  #show({ kind, locale }: { kind?: Previewed; locale?: Locale }): void {
    this.#kind = kind ?? this.#kind
    this.#locale = locale ?? this.#locale
    this.#said = this.#failed = null
    this.requestUpdate()
  }
}

if (customElements.get('foyer-mail-preview') === undefined) customElements.define('foyer-mail-preview', MailPreviewPart)
