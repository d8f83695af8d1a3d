// Something done to many people, from the question over a look at whom it concerns and its progress to the report.

import type { BulkProgress, BulkResult, User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { type BulkKind, bulkAction, requireTyped } from '../data/bulk-actions.ts'
import { asError } from '../data/loading.ts'
import type { toSdk } from '../data/selection.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import { bulkReport } from './bulk-report.ts'
import { textField } from './field.ts'
import { personName } from './person-name.ts'
import { errorText } from './problem.ts'

/** What is asked of whom. */
export interface BulkQuestion {
  kind: BulkKind
  selection: ReturnType<typeof toSdk>
  /** How many there are, in words. */
  said: string
  /** Those on the screen: some of them are named in the preview. */
  inSight: readonly User[]
}

type Stage =
  | { kind: 'asking' }
  | { kind: 'looking'; progress: BulkProgress }
  | { kind: 'preview'; found: BulkResult }
  | { kind: 'running'; found: BulkResult; progress: BulkProgress }
  | { kind: 'stopped'; found: BulkResult; progress: BulkProgress }
  | { kind: 'done'; result: BulkResult }

/** People named in a preview. */
const NAMED = 8
const NONE: BulkProgress = { done: 0, skipped: 0 }

export class BulkDialog extends LightElement {
  static override properties = { admin: { attribute: false }, question: { attribute: false } }
  declare admin: Admin
  declare question: BulkQuestion | null
  #stage: Stage = { kind: 'asking' }
  #form = new FormData()
  #error: string | null = null
  #abort = new AbortController()
  /** One run has one key: begun again after a stop, it does nothing twice. */
  #key = ''

  constructor() {
    super()
    this.question = null
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('question') || this.question === null) return
    this.#stage = { kind: 'asking' }
    this.#error = null
    this.#form = new FormData()
    this.#key = crypto.randomUUID()
  }

  override updated(changed: Map<string, unknown>): void {
    const dialog = this.querySelector('dialog')
    if (dialog === null || !changed.has('question')) return
    if (this.question === null) dialog.close()
    else if (!dialog.open) dialog.showModal()
  }

  override disconnectedCallback(): void {
    this.#abort.abort()
    super.disconnectedCallback()
  }

  readonly #close = (): void => {
    if (this.question === null) return
    this.#abort.abort()
    const changed = this.#stage.kind === 'running' || this.#stage.kind === 'stopped' || this.#stage.kind === 'done'
    this.question = null
    this.dispatchEvent(new CustomEvent('closed', { detail: { changed } }))
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const stage = this.#stage
    if (stage.kind === 'asking') {
      this.#form = form
      void this.#look()
    } else if (stage.kind === 'preview') this.#confirm(stage.found, form)
    else if (stage.kind === 'stopped') void this.#run(stage.found)
    else if (stage.kind === 'done') this.#close()
  }

  #confirm(found: BulkResult, form: FormData): void {
    if (this.question === null || found.done === 0) return
    try {
      if (found.done >= (bulkAction(this.question.kind)?.typedFrom ?? 0)) requireTyped(form, this.admin, String(found.done))
    } catch (error) {
      this.#become(this.#stage, errorText(error))
      return
    }
    void this.#run(found)
  }

  async #look(): Promise<void> {
    await this.#go(
      { preview: true },
      (progress) => ({ kind: 'looking', progress }),
      (found) => ({ kind: 'preview', found }),
      { kind: 'asking' },
    )
  }

  async #run(found: BulkResult): Promise<void> {
    let reached = NONE
    await this.#go(
      { idempotencyKey: this.#key },
      (progress) => {
        reached = progress
        return { kind: 'running', found, progress }
      },
      (result) => ({ kind: 'done', result }),
      () => ({ kind: 'stopped', found, progress: reached }),
    )
  }

  async #go(
    options: { preview?: boolean; idempotencyKey?: string },
    during: (progress: BulkProgress) => Stage,
    after: (result: BulkResult) => Stage,
    failed: Stage | (() => Stage),
  ): Promise<void> {
    const { question } = this
    if (question === null) return
    this.#abort = new AbortController()
    const { signal } = this.#abort
    this.#become(during(NONE))
    try {
      const result = await bulkAction(question.kind)?.run(this.admin, question.selection, this.#form, {
        ...options,
        signal,
        onProgress: (progress) => {
          if (!signal.aborted) this.#become(during(progress))
        },
      })
      if (result !== undefined) this.#become(after(result))
    } catch (error) {
      this.#become(typeof failed === 'function' ? failed() : failed, signal.aborted ? null : errorText(asError(error)))
    }
  }

  #become(stage: Stage, error: string | null = null): void {
    const moved = stage.kind !== this.#stage.kind
    this.#stage = stage
    this.#error = error
    this.requestUpdate()
    if (moved) void this.updateComplete.then(() => this.querySelector<HTMLElement>('h2')?.focus())
  }

  override render(): TemplateResult {
    const { question, admin } = this
    return html`<dialog aria-labelledby="bulk-title" @close=${this.#close}>
      ${question === null ? nothing : this.#asked(question, admin)}
    </dialog>`
  }

  #asked(question: BulkQuestion, admin: Admin): TemplateResult {
    const { words } = admin
    const action = bulkAction(question.kind)
    if (action === undefined) return html``
    const stage = this.#stage
    const busy = stage.kind === 'looking' || stage.kind === 'running'
    const next = {
      asking: words.bulkLook,
      preview: words[action.title],
      stopped: words.bulkGoOn,
      done: words.close,
      looking: '',
      running: '',
    }
    const offers = !busy && !(stage.kind === 'preview' && stage.found.done === 0)
    return html`<form method="dialog" aria-labelledby="bulk-title" @submit=${this.#submit} novalidate>
      <h2 id="bulk-title" tabindex="-1">${words[action.title]}: ${question.said}</h2>
      ${this.#body(question, stage)}
      <p class="error" role="alert">${this.#error ?? nothing}</p>
      <p class="row end">
        ${
          busy
            ? html`<button class="secondary" type="button" @click=${() => this.#abort.abort()}>${words.bulkStop}</button>`
            : stage.kind === 'done'
              ? nothing
              : html`<button class="secondary" type="button" @click=${this.#close}>${words.cancel}</button>`
        }
        ${
          offers
            ? html`<button class=${action.danger && stage.kind === 'preview' ? 'primary danger' : 'primary'} type="submit">${next[stage.kind]}</button>`
            : nothing
        }
      </p>
    </form>`
  }

  #body(question: BulkQuestion, stage: Stage): TemplateResult {
    const { words, locale } = this.admin
    const action = bulkAction(question.kind)
    if (action === undefined) return html``
    switch (stage.kind) {
      case 'asking':
        return html`<p>${words[action.text]}</p>
          ${action.fields(this.admin)}`
      case 'looking':
        return html`<p role="status">${fill(words.bulkLooking, { count: sayNumber(stage.progress.done + stage.progress.skipped, locale) })}</p>
          <progress aria-label=${words.bulkLook}></progress>`
      case 'preview':
        return this.#preview(question, stage.found, action.typedFrom)
      case 'running':
      case 'stopped':
        return html`<p role="status">
            ${fill(stage.kind === 'running' ? words.bulkRunning : words.bulkStopped, {
              done: sayNumber(stage.progress.done, locale),
              skipped: sayNumber(stage.progress.skipped, locale),
            })}
          </p>
          <progress
            aria-label=${words[action.title]}
            max=${stage.found.done + stage.found.skipped.length + stage.found.skippedMore}
            value=${stage.progress.done + stage.progress.skipped}
          ></progress>`
      case 'done':
        return bulkReport(stage.result, this.admin)
    }
  }

  #preview({ inSight, selection }: BulkQuestion, found: BulkResult, typedFrom: number): TemplateResult {
    const { words, locale } = this.admin
    const left = new Set(found.skipped.map(({ userId }) => userId))
    const chosen = Array.isArray(selection) ? new Set(selection) : null
    const named = inSight.filter(({ id }) => !left.has(id) && (chosen === null || chosen.has(id))).slice(0, NAMED)
    return html`<div class="sentence">
        <p role="status"><b>${fill(found.done === 1 ? words.bulkConcernsOne : words.bulkConcerns, { count: sayNumber(found.done, locale) })}</b></p>
        ${named.length === 0 ? nothing : html`<p class="muted">${named.map((user) => personName(user, words)).join(', ')}${found.done > named.length ? ' …' : ''}</p>`}
      </div>
      ${found.skipped.length === 0 ? nothing : bulkReport(found, this.admin, { title: words.bulkLeftOut })}
      ${found.done < typedFrom ? nothing : textField({ name: 'typed', label: fill(words.typeToConfirm, { text: String(found.done) }), required: true })}`
  }
}

if (customElements.get('foyer-bulk-dialog') === undefined) customElements.define('foyer-bulk-dialog', BulkDialog)
