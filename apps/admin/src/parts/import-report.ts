// What became of an import: how far it got, who is there by it, and the way back.

import type { Import, ImportResult, User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { requireTyped } from '../data/bulk-actions.ts'
import { asError } from '../data/loading.ts'
import { peoplePath } from '../data/people-query.ts'
import { saveFile } from '../data/save-file.ts'
import { fill, sayMoment, sayNumber } from '../i18n/words.ts'
import type { Question } from './dialog.ts'
import './dialog.ts'
import { textField } from './field.ts'
import './import-campaign.ts'
import type { ImportCampaign } from './import-campaign.ts'
import { problemsButton } from './import-problems.ts'
import { personName } from './person-name.ts'
import { errorText } from './problem.ts'

const WRITTEN = ['create', 'update', 'reactivate', 'deactivate', 'revoke'] as const
/** From so many people on, their number is typed before they are erased. */
const TYPED_FROM = 10
/** Of those who stayed. */
const NAMED = 8

export class ImportReport extends LightElement {
  static override properties = {
    admin: { attribute: false },
    job: { attribute: false },
    result: { attribute: false },
    undone: { attribute: false },
  }
  declare admin: Admin
  declare job: Import
  declare result: ImportResult
  /** Called when people are gone: looks at the import anew. */
  declare undone: () => Promise<void>
  #stayed: readonly User[] = []
  #said: string | null = null
  #question: Question | null = null

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('result')) void this.#readStayed()
  }

  /** People of this import who are erased again, by whomever. */
  get #erased(): number {
    const { offline, invited, online, deactivated } = this.result.people
    return Math.max(0, this.result.create - offline - invited - online - deactivated)
  }

  async #readStayed(): Promise<void> {
    const { online, deactivated } = this.result.people
    if (this.#erased === 0 || online + deactivated === 0) this.#stayed = []
    else
      await this.#do(async () => {
        const list = this.admin.foyer.users.list({ importId: this.job.id, status: ['online', 'deactivated'] })
        this.#stayed = (await list.page({ limit: NAMED })).items
      })
    this.requestUpdate()
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.#said = null
    try {
      await work()
    } catch (error) {
      this.#said = errorText(asError(error))
    }
    this.requestUpdate()
  }

  #ask(question: Question | null): void {
    this.#question = question
    this.requestUpdate()
  }

  #undo(count: number): void {
    const { words, foyer, tell, locale } = this.admin
    this.#ask({
      title: words.importUndo,
      body: html`<p>${words.importUndoText}</p>
        ${count < TYPED_FROM ? nothing : textField({ name: 'typed', label: fill(words.typeToConfirm, { text: String(count) }), required: true })}`,
      action: words.importUndo,
      danger: true,
      act: async (form) => {
        if (count >= TYPED_FROM) requireTyped(form, this.admin, String(count))
        const { removed } = await foyer.imports.undo(this.job.id)
        tell(removed === 1 ? words.importUndoneOne : fill(words.importUndone, { count: sayNumber(removed, locale) }))
        await this.undone()
        await this.querySelector<ImportCampaign>('foyer-import-campaign')?.reload()
      },
    })
  }

  override render(): TemplateResult {
    const { words, locale, href, settings } = this.admin
    const { job, result } = this
    const { offline, invited, deactivated } = result.people
    const written = WRITTEN.filter((outcome) => result[outcome] > 0)
    const stopped = job.state === 'cancelled'
    return html`<section class="card said">
        <h2>${words.importResult}</h2>
        ${stopped ? html`<p>${this.#stopped()}</p>` : nothing}
        ${
          written.length === 0
            ? nothing
            : html`<p>${fill(words.importWritten, { what: written.map((one) => `${sayNumber(result[one], locale)} ${words[`outcome_${one}`]}`).join(', ') })}</p>`
        }
        ${result.mailsQueued === 0 ? nothing : html`<p>${fill(words.importMails, { count: sayNumber(result.mailsQueued, locale) })}</p>`}
        ${job.sendAt === null ? nothing : html`<p>${fill(words.importSendAt, { time: sayMoment(job.sendAt, locale, settings.organisation.timeZone) })}</p>`}
        ${this.#erased === 0 ? nothing : this.#whoStayed()}
        <p class="error" role="alert">${this.#said ?? nothing}</p>
        <p class="row">
          ${result.create === this.#erased ? nothing : html`<a class="button secondary" href=${href(peoplePath({ importId: job.id }))}>${words.importPeople}</a>`}
          ${result.sheets.length === 0 ? nothing : this.#sheetsButton()}
          ${problemsButton(this.admin, { id: job.id, counts: result }, (save) => void this.#do(save))}
          ${
            offline + invited + deactivated === 0
              ? nothing
              : html`<button class="secondary danger" type="button" @click=${() => this.#undo(offline + invited)}>${words.importUndo}</button>`
          }
        </p>
      </section>
      ${!stopped || job.done > 0 ? html`<foyer-import-campaign .admin=${this.admin} .import=${job.id} .left=${stopped ? job.rows - job.done : 0}></foyer-import-campaign>` : nothing}
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>`
  }

  #stopped(): string {
    const { words, locale } = this.admin
    const { done, rows } = this.job
    return done === 0
      ? words.importStoppedBefore
      : fill(words.importStopped, { done: sayNumber(done, locale), total: sayNumber(rows, locale) })
  }

  #whoStayed(): TemplateResult {
    const { words, locale, href } = this.admin
    const { online, deactivated } = this.result.people
    const more = online + deactivated - this.#stayed.length
    const names = this.#stayed.map(
      (user, at) => html`${at === 0 ? '' : ', '}<a href=${href(`/people/${user.id}`)}>${personName(user, words)}</a>`,
    )
    return html`<p>${fill(words.importErased, { count: sayNumber(this.#erased, locale), total: sayNumber(this.result.create, locale) })}</p>
      ${this.#stayed.length === 0 ? nothing : html`<p>${words.importStayed} ${names}${more <= 0 ? '.' : ` ${fill(words.importStayedMore, { count: sayNumber(more, locale) })}`}</p>`}`
  }

  #sheetsButton(): TemplateResult {
    const { words, locale, foyer } = this.admin
    const count = this.result.sheets.reduce((sum, batch) => sum + batch.count, 0)
    const save = async () => {
      for await (const file of foyer.imports.sheets(this.job.id)) await saveFile(file)
    }
    return html`<button class="secondary" type="button" @click=${() => this.#do(save)}>${words.sheets} (${sayNumber(count, locale)})</button>`
  }
}

if (customElements.get('foyer-import-report') === undefined) customElements.define('foyer-import-report', ImportReport)
