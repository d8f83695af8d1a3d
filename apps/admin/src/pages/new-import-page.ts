// A file is chosen, its columns are checked, and what is to happen is said. Nothing is kept before the plan is asked for.

import type { InspectedFile, NewImport } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { IGNORE } from '../data/import-fields.ts'
import { saveFile } from '../data/save-file.ts'
import { fill } from '../i18n/words.ts'
import { localeOptions, selectField, textField } from '../parts/field.ts'
import { importColumns, preferName, sharedFields } from '../parts/import-columns.ts'
import { managingKeys } from '../parts/invite-fields.ts'
import { errorText } from '../parts/problem.ts'

type Options = NewImport<{ applications: Record<string, object> }>
type Invite = NonNullable<Options['invite']>

const INVITES = ['none', 'new', 'not_online'] as const satisfies readonly Invite[]
/** Days, as the server takes them when nobody says otherwise. */
const COOL_DOWN = 3

export class NewImportPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  #file: File | null = null
  /** What each column stands for, as chosen so far. */
  #fields: string[] = []
  #seen: InspectedFile | null = null
  #invite: Invite = 'none'
  #pending = false
  #error: unknown = null

  readonly #choose = async (event: Event): Promise<void> => {
    const [file] = (event.target as HTMLInputElement).files ?? []
    if (file !== undefined) await this.#look(file)
  }

  readonly #drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault()
    const [file] = event.dataTransfer?.files ?? []
    if (file !== undefined) await this.#look(file)
  }

  readonly #paste = async (): Promise<void> => {
    const text = this.querySelector<HTMLTextAreaElement>('#pasted')?.value ?? ''
    if (text.trim() !== '') await this.#look(new File([text], `${this.admin.words.importPasted}.csv`))
  }

  async #look(file: File): Promise<void> {
    const before = this.#seen?.import ?? null
    this.#file = file
    this.#show(null)
    // A spreadsheet that was sent and is not wanted any more; it would go by itself after a day.
    if (before !== null) void this.admin.foyer.imports.cancel(before).catch(() => undefined)
    await this.#try(async () => this.#show(await this.admin.foyer.imports.inspect(file)))
  }

  readonly #chooseSheet = async (event: Event): Promise<void> => {
    const id = this.#seen?.import
    const sheet = (event.target as HTMLSelectElement).value
    if (id != null) await this.#try(async () => this.#show(await this.admin.foyer.imports.look(id, { sheet })))
  }

  #show(seen: InspectedFile | null): void {
    this.#seen = seen
    this.#fields = (seen?.columns ?? []).map(({ field }) => field ?? IGNORE)
  }

  readonly #chooseField = (index: number, field: string): void => {
    this.#fields = this.#fields.map((one, at) => (at === index ? field : one))
    this.requestUpdate()
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.#pending = true
    this.#error = null
    this.requestUpdate()
    try {
      await work()
    } catch (error) {
      this.#error = error
    }
    this.#pending = false
    this.requestUpdate()
  }

  /** What is asked further depends on who is invited. */
  readonly #ask = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement) || target.name !== 'invite') return
    this.#invite = INVITES.find((one) => one === target.value) ?? 'none'
    this.requestUpdate()
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const file = this.#file
    if (this.#pending || file === null) return
    const options = this.#read(new FormData(event.target as HTMLFormElement))
    await this.#try(async () => {
      const { imports } = this.admin.foyer
      const waiting = this.#seen?.import ?? null
      if (waiting !== null) await imports.begin(waiting, { ...options, name: file.name })
      const id = waiting ?? (await imports.create(file, { ...options, name: file.name })).id
      this.admin.go(`/imports/${id}`)
    })
  }

  #read(form: FormData): Options {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const invite = text('invite') as Invite
    const seen = this.#seen
    const columns = Object.fromEntries((seen?.columns ?? []).map(({ header }, index) => [header, this.#fields[index] ?? IGNORE]))
    const prefer = sharedFields(this.#fields).map((field) => text(preferName(field)))
    return {
      columns,
      prefer,
      ...(seen?.sheet == null ? {} : { sheet: seen.sheet }),
      invite,
      mode: form.get('complete') === null ? 'changes' : 'complete',
      matchByEmail: form.get('byEmail') !== null,
      ...(invite === 'none' ? {} : { application: text('application') }),
      ...(invite !== 'none' && form.get('initialPassword') !== null ? { initialPassword: 'generate' as const } : {}),
      ...(text('coolDown') === '' ? {} : { coolDownDays: Number(text('coolDown')) }),
      ...(text('language') === '' ? {} : { language: text('language') }),
      ...(text('clear') === '' ? {} : { clear: text('clear') }),
    }
  }

  readonly #template = (): Promise<void> =>
    this.#try(async () => saveFile(await this.admin.foyer.imports.template({ locale: this.admin.locale })))

  override render(): TemplateResult {
    const { words } = this.admin
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${words.newImport}</h1>
        <button class="secondary" type="button" @click=${this.#template}>${words.importTemplate}</button>
      </div>
      <form class="card" aria-label=${words.newImport} @submit=${this.#submit}>
        <div class="field drop" @dragover=${(event: Event) => event.preventDefault()} @drop=${this.#drop}>
          <label for="file">${words.importPick}</label>
          <input id="file" type="file" accept=".xlsx,.csv,.txt,text/csv" aria-describedby="file-hint" @change=${this.#choose} />
          <p class="hint" id="file-hint">${this.#file?.name ?? words.importDrop} · ${words.importFileHint}</p>
        </div>
        <div class="field">
          <label for="pasted">${words.importPaste}</label>
          <textarea id="pasted" rows="3" aria-describedby="pasted-hint" spellcheck="false"></textarea>
          <p class="hint" id="pasted-hint">${words.importPasteHint}</p>
          <p><button class="secondary" type="button" @click=${this.#paste}>${words.importPasteUse}</button></p>
        </div>
        <p class="error" role="alert">${this.#error === null ? nothing : errorText(this.#error)}</p>
        ${this.#seen === null ? nothing : this.#questions(this.#seen)}
        ${this.#pending ? html`<p class="muted" role="status">${this.#seen === null ? words.loading : words.importSending}</p>` : nothing}
      </form>
    </div>`
  }

  #questions(seen: InspectedFile): TemplateResult {
    const { admin } = this
    const { words, settings } = admin
    const managing = managingKeys(admin)
    const open = settings.applications.filter(({ key }) => !managing.includes(key))
    return html`
      <section>
        <h2>${words.importColumns}</h2>
        <p class="muted">${words.importColumnsHint}</p>
        ${seen.worksheets === null ? nothing : this.#sheets(seen)}
        ${importColumns({ seen, fields: this.#fields, choose: this.#chooseField }, this.admin)}
      </section>
      <section>
        <h2>${words.importOptions}</h2>
        <div class="grid" @change=${this.#ask}>
          ${selectField({
            name: 'invite',
            label: words.importInvite,
            options: INVITES.map((value) => [value, words[`importInvite_${value}`]] as const),
          })}
          ${selectField({ name: 'application', label: words.inviteTo, options: open.map(({ key, name }) => [key, name] as const) })}
          ${
            this.#invite === 'not_online'
              ? textField({
                  name: 'coolDown',
                  label: words.coolDownDays,
                  hint: words.coolDownHint,
                  type: 'number',
                  value: String(COOL_DOWN),
                })
              : nothing
          }
          ${selectField({ name: 'language', label: words.importLanguage, hint: words.importLanguageHint, options: localeOptions(words) })}
          ${textField({ name: 'clear', label: words.importClear, hint: words.importClearHint, max: 20 })}
        </div>
        <label class="check"><input type="checkbox" name="initialPassword" />${words.initialPassword}</label>
        <label class="check"><input type="checkbox" name="byEmail" />${words.importByEmail}</label>
        <label class="check"><input type="checkbox" name="complete" />${words.importComplete}</label>
      </section>
      <p class="row"><button class="primary" type="submit" aria-disabled=${this.#pending}>${words.importStart}</button></p>
    `
  }

  #sheets({ worksheets, sheet }: InspectedFile): TemplateResult {
    const { words } = this.admin
    return html`<div class="field">
      <label for="sheet">${words.importSheet}</label>
      <select id="sheet" @change=${this.#chooseSheet}>
        ${worksheets?.map(
          ({ name, hidden }) =>
            html`<option value=${name} .selected=${name === sheet}>${hidden ? fill(words.importSheetHidden, { name }) : name}</option>`,
        )}
      </select>
    </div>`
  }
}
