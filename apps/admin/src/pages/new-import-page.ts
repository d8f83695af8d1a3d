// A file is chosen, its columns are checked, and what is to happen is said. Nothing is kept before the plan is asked for.

import type { InspectedFile, NewImport } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { IGNORE, importFields } from '../data/import-fields.ts'
import { saveFile } from '../data/save-file.ts'
import { selectField, textField } from '../parts/field.ts'
import { managingKeys } from '../parts/invite-fields.ts'
import { errorText } from '../parts/problem.ts'

type Options = NewImport<{ applications: Record<string, object> }>

export class NewImportPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  #file: File | null = null
  #seen: InspectedFile | null = null
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

  async #look(file: File): Promise<void> {
    this.#file = file
    this.#seen = null
    await this.#try(async () => {
      this.#seen = await this.admin.foyer.imports.inspect(file)
    })
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

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const file = this.#file
    if (this.#pending || file === null) return
    const options = this.#read(new FormData(event.target as HTMLFormElement))
    await this.#try(async () => {
      const { id } = await this.admin.foyer.imports.create(file, { ...options, name: file.name })
      this.admin.go(`/imports/${id}`)
    })
  }

  #read(form: FormData): Options {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const invite = text('invite') as NonNullable<Options['invite']>
    const columns = Object.fromEntries((this.#seen?.columns ?? []).map(({ header }, index) => [header, text(`column-${index}`) || IGNORE]))
    return {
      columns,
      invite,
      mode: form.get('complete') === null ? 'changes' : 'complete',
      matchByEmail: form.get('byEmail') !== null,
      ...(invite === 'none' ? {} : { application: text('application') }),
      ...(invite !== 'none' && form.get('initialPassword') !== null ? { initialPassword: 'generate' as const } : {}),
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
          <label for="file">${words.importFile}</label>
          <input id="file" type="file" accept=".csv,.txt,text/csv" aria-describedby="file-hint" @change=${this.#choose} />
          <p class="hint" id="file-hint">${this.#file?.name ?? words.importDrop} · ${words.importFileHint}</p>
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
        ${this.#columns(seen)}
      </section>
      <section>
        <h2>${words.importOptions}</h2>
        <div class="grid">
          ${selectField({
            name: 'invite',
            label: words.importInvite,
            options: (['none', 'new', 'not_online'] as const).map((value) => [value, words[`importInvite_${value}`]] as const),
          })}
          ${selectField({ name: 'application', label: words.inviteTo, options: open.map(({ key, name }) => [key, name] as const) })}
          ${textField({ name: 'clear', label: `${words.importClear} (${words.optional})`, max: 20 })}
        </div>
        <label class="check"><input type="checkbox" name="initialPassword" />${words.initialPassword}</label>
        <label class="check"><input type="checkbox" name="byEmail" />${words.importByEmail}</label>
        <label class="check"><input type="checkbox" name="complete" />${words.importComplete}</label>
      </section>
      <p class="row"><button class="primary" type="submit" aria-disabled=${this.#pending}>${words.importStart}</button></p>
    `
  }

  #columns({ columns, rows }: InspectedFile): TemplateResult {
    const { words } = this.admin
    const fields = importFields(this.admin)
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.importColumns}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.importColumns}</th>
            <th scope="col">${words.importField}</th>
            <th scope="col">${words.importExample}</th>
          </tr>
        </thead>
        <tbody>
          ${columns.map(
            ({ header, field }, index) => html`<tr>
              <th scope="row" id="header-${index}">${header}</th>
              <td>
                <select name="column-${index}" aria-labelledby="header-${index}">
                  ${fields.map(([value, label]) => html`<option value=${value} ?selected=${value === (field ?? IGNORE)}>${label}</option>`)}
                </select>
              </td>
              <td class="muted">${rows
                .slice(0, 3)
                .map((row) => row[index] ?? '')
                .filter(Boolean)
                .join(' · ')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }
}
