// A question in front of the page: the platform's own dialog keeps the focus within and gives it back.

import { html, nothing, type TemplateResult } from 'lit'
import { LightElement } from '../app/light-element.ts'
import type { Words } from '../i18n/words.ts'
import { errorText } from './problem.ts'

export interface Question {
  title: string
  /** What is asked, and what comes of it. */
  body: TemplateResult | typeof nothing
  /** Words of the button that does it. */
  action: string
  danger?: boolean
  /** Reads the form and does it. The dialog closes when it succeeds, and says what is wrong when not. */
  act(form: FormData): Promise<void>
}

export class Dialog extends LightElement {
  static override properties = { words: { attribute: false }, question: { attribute: false } }
  declare words: Words
  declare question: Question | null

  #pending = false
  #error: string | null = null

  constructor() {
    super()
    this.question = null
  }

  override updated(changed: Map<string, unknown>): void {
    const dialog = this.querySelector('dialog')
    if (dialog === null || !changed.has('question')) return
    this.#error = null
    this.#pending = false
    if (this.question === null) dialog.close()
    else if (!dialog.open) dialog.showModal()
    this.requestUpdate()
  }

  readonly #close = (): void => {
    if (this.question === null) return
    this.question = null
    this.dispatchEvent(new Event('closed'))
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.#pending || this.question === null) return
    this.#pending = true
    this.#error = null
    this.requestUpdate()
    try {
      await this.question.act(new FormData(event.target as HTMLFormElement))
      this.#close()
    } catch (error) {
      this.#error = errorText(error)
    }
    this.#pending = false
    this.requestUpdate()
  }

  override render(): TemplateResult {
    const { question, words } = this
    return html`<dialog aria-labelledby="dialog-title" @close=${this.#close}>
      ${
        question === null
          ? nothing
          : html`<form method="dialog" aria-labelledby="dialog-title" @submit=${this.#submit}>
              <h2 id="dialog-title">${question.title}</h2>
              ${question.body}
              <p class="error" role="alert">${this.#error ?? nothing}</p>
              <p class="row end">
                <button class="secondary" type="button" @click=${this.#close}>${words.cancel}</button>
                <button class=${question.danger === true ? 'primary danger' : 'primary'} type="submit" aria-disabled=${this.#pending}>
                  ${question.action}
                </button>
              </p>
            </form>`
      }
    </dialog>`
  }
}

if (customElements.get('foyer-dialog') === undefined) customElements.define('foyer-dialog', Dialog)
