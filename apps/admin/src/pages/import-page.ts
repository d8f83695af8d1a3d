// One import: its progress, what it would do, and what became of it. It goes on whether somebody looks or not.

import { type Import, type ImportResult, type ImportRow, isFoyerError, type Preview, type Remedy } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { withQuery } from '../app/place.ts'
import { asError } from '../data/loading.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import type { Question } from '../parts/dialog.ts'
import '../parts/dialog.ts'
import { changedRemedies, importGroups } from '../parts/import-groups.ts'
import '../parts/import-mails.ts'
import type { ImportMails } from '../parts/import-mails.ts'
import { problemsButton } from '../parts/import-problems.ts'
import '../parts/import-report.ts'
import { importRows, OUTCOMES, type Outcome } from '../parts/import-rows.ts'
import { errorText, problemView } from '../parts/problem.ts'

const LOOK_EVERY_MS = 700
const ROWS = 100
const moving: readonly Import['state'][] = ['reading', 'planning', 'writing']

interface Shown {
  job: Import
  preview: Preview | null
  result: ImportResult | null
}

export class ImportPage extends LightElement {
  static override properties = { admin: { attribute: false }, import: { attribute: false }, query: { attribute: false } }
  declare admin: Admin
  /** The import's id. */
  declare import: string
  declare query: string
  #shown: Shown | null = null
  #rows: { items: ImportRow[]; next: string | null } | null = null
  #failed: unknown = null
  #said: string | null = null
  #question: Question | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('import')) void this.#look()
    else if (changed.has('query')) void this.#readRows()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  get #outcome(): Outcome | null {
    const wanted = new URLSearchParams(this.query).get('outcome')
    return OUTCOMES.find((outcome) => outcome === wanted) ?? null
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer)
    const { foyer } = this.admin
    try {
      const before = this.#shown
      const job = await foyer.imports.get(this.import)
      const preview = job.state === 'planned' ? await foyer.imports.preview(this.import) : null
      const result = job.state === 'done' || job.state === 'cancelled' ? await this.#result() : null
      this.#shown = { job, preview, result }
      this.#failed = null
      if (moving.includes(job.state)) this.#timer = setTimeout(() => this.#look(), LOOK_EVERY_MS)
      // A plan that is made anew may be there before anybody saw it being made.
      else if (before?.job.state !== job.state || before.preview?.planHash !== preview?.planHash) await this.#readRows()
    } catch (error) {
      this.#failed = error
    }
    this.requestUpdate()
  }

  /** One that was stopped before it wrote has none. */
  async #result(): Promise<ImportResult | null> {
    try {
      return await this.admin.foyer.imports.result(this.import)
    } catch (error) {
      if (isFoyerError(error, 'import_not_open')) return null
      throw error
    }
  }

  async #readRows(after: string | null = null): Promise<void> {
    const outcome = this.#outcome
    try {
      const page = await this.admin.foyer.imports.rows(this.import, outcome === null ? {} : { outcome }).page({ after, limit: ROWS })
      this.#rows = { items: after === null ? page.items : [...(this.#rows?.items ?? []), ...page.items], next: page.next }
    } catch (error) {
      this.#said = errorText(asError(error))
    }
    this.requestUpdate()
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.#said = null
    try {
      await work()
      await this.#look()
    } catch (error) {
      this.#said = errorText(asError(error))
      this.requestUpdate()
    }
  }

  /** The rows too: who is gone has no page any more. */
  readonly #again = async (): Promise<void> => {
    await this.#look()
    await this.#readRows()
  }

  #ask(question: Question | null): void {
    this.#question = question
    this.requestUpdate()
  }

  /** The form itself is asked: what somebody chose in it stands nowhere else. */
  get #chosen(): Record<string, Remedy | null> {
    const form = this.querySelector<HTMLFormElement>('#groups')
    return form === null ? {} : changedRemedies(form, this.#shown?.preview?.groups ?? [])
  }

  #applyRemedies(): void {
    void this.#do(() => this.admin.foyer.imports.remedy(this.import, this.#chosen))
  }

  #run(preview: Preview): void {
    const { words, foyer } = this.admin
    if (Object.keys(this.#chosen).length > 0) {
      this.#said = words.importApplyFirst
      this.requestUpdate()
      return
    }
    const sheets = this.querySelector<HTMLInputElement>('#sheets-now')?.checked === true ? ('now' as const) : ('later' as const)
    const mails = this.querySelector<ImportMails>('foyer-import-mails')?.chosen ?? {}
    const run = (more: object = {}) => foyer.imports.run(this.import, { planHash: preview.planHash, sheets, ...mails, ...more })
    if (preview.confirm === null) return void this.#do(() => run())
    const count = preview.confirm
    this.#ask({
      title: words.importRun,
      body: html`<p>${preview.sentence}</p>
        <div class="field">
          <label for="leavers">${fill(words.importConfirm, { count })}</label>
          <input id="leavers" name="leavers" inputmode="numeric" autocomplete="off" required />
        </div>`,
      action: words.importRun,
      danger: true,
      act: async (form) => {
        await run({ deactivate: Number(form.get('leavers')) })
        await this.#look()
      },
    })
  }

  override render(): TemplateResult {
    const { words, href } = this.admin
    if (this.#failed !== null)
      return problemView(this.#failed, words, { retry: () => this.#look(), home: href('/imports'), homeName: words.imports })
    if (this.#shown === null) return html`<p class="quiet" role="status">${words.loading}</p>`
    const { job, preview, result } = this.#shown
    return html`<div class="page">
      <p class="crumbs"><a href=${href('/imports')}>${words.imports}</a></p>
      <div class="head">
        <h1 tabindex="-1">${job.name ?? words.imports}</h1>
        <span class="chip" role="status">${words[`importState_${job.state}`]}</span>
      </div>
      <p class="error" role="alert">${this.#said ?? nothing}</p>
      ${moving.includes(job.state) ? this.#progress(job) : nothing}
      ${job.failure === null ? nothing : html`<p class="notice">${job.failure.message}</p>`}
      ${preview === null ? nothing : html`${this.#plan(job, preview)}<foyer-import-mails .admin=${this.admin} .job=${job} .preview=${preview}></foyer-import-mails>`}
      ${
        result === null
          ? nothing
          : html`<foyer-import-report .admin=${this.admin} .job=${job} .result=${result} .undone=${this.#again}></foyer-import-report>`
      }
      ${this.#rows === null || moving.includes(job.state) ? nothing : this.#lines(preview?.counts ?? result)}
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>
    </div>`
  }

  #progress({ state, done, rows }: Import): TemplateResult {
    const { words, locale } = this.admin
    const reads = state === 'reading'
    // How long a file is shows at its end.
    return html`<section class="card progress">
      <progress max=${Math.max(rows, 1)} value=${reads ? nothing : done} aria-label=${words[`importState_${state}`]}></progress>
      <p>${
        reads
          ? fill(words.importRead, { count: sayNumber(rows, locale) })
          : fill(words.importProgress, { done: sayNumber(done, locale), total: sayNumber(rows, locale) })
      }</p>
      <p class="muted">${words.importLeave}</p>
      <p><button class="secondary" type="button" @click=${() => this.#do(() => this.admin.foyer.imports.cancel(this.import))}>${words.importCancel}</button></p>
    </section>`
  }

  #plan(job: Import, preview: Preview): TemplateResult {
    const { words, foyer, locale } = this.admin
    return html`<section class="card">
      <p class="sentence"><b>${preview.sentence}</b></p>
      ${
        preview.sheets === 0 || job.invite === 'none'
          ? nothing
          : html`<label class="check"><input type="checkbox" id="sheets-now" checked />${fill(words.importSheetsNow, {
              count: sayNumber(preview.sheets, locale),
            })}</label>`
      }
      <p class="row">
        <button class="primary" type="button" @click=${() => this.#run(preview)}>${words.importRun}</button>
        <button class="secondary" type="button" @click=${() => this.#do(() => this.admin.foyer.imports.cancel(this.import))}>${words.cancel}</button>
        <button class="secondary" type="button" @click=${() => this.#do(() => foyer.imports.replan(this.import))}>${words.importReplan}</button>
        ${problemsButton(this.admin, { id: job.id, counts: preview.counts }, (save) => void this.#do(save))}
      </p>
    </section>
    ${preview.groups.length === 0 ? nothing : importGroups(preview.groups, this.admin, () => this.#applyRemedies())}`
  }

  #lines(counts: Preview['counts'] | ImportResult | null): TemplateResult {
    const { words, locale, href } = this.admin
    const here = `/imports/${this.import}`
    return html`
      <ul class="chips" aria-label=${words.outcome}>
        <li><a class="filter-link" href=${href(here)} aria-current=${this.#outcome === null ? 'true' : nothing}>${words.all}</a></li>
        ${OUTCOMES.flatMap((outcome) => {
          const count = counts?.[outcome] ?? 0
          if (count === 0) return []
          return [
            html`<li>
              <a class="filter-link" href=${href(withQuery(here, { outcome }))} aria-current=${this.#outcome === outcome ? 'true' : nothing}>
                ${words[`outcome_${outcome}`]} ${sayNumber(count, locale)}
              </a>
            </li>`,
          ]
        })}
      </ul>
      ${importRows(this.#rows?.items ?? [], this.admin)}
      ${
        this.#rows?.next
          ? html`<p><button class="secondary" type="button" @click=${() => this.#readRows(this.#rows?.next ?? null)}>${words.more}</button></p>`
          : nothing
      }
    `
  }
}
