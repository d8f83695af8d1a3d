// The list of people as a table of which only the rows in sight are drawn.

import type { User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { isSelected, type PeopleSelection } from '../data/selection.ts'
import { fill } from '../i18n/words.ts'
import { type Column, nameColumn } from './people-columns.ts'
import { personName } from './person-name.ts'

const ROW_PX = 40
/** Rows drawn above and below what is seen. */
const SPARE = 12
const STEP = 6
/** How far before the end more is asked for. */
const AHEAD = 30

export class PeopleTable extends LightElement {
  static override properties = {
    admin: { attribute: false },
    people: { attribute: false },
    columns: { attribute: false },
    selection: { attribute: false },
    busy: { attribute: false },
    label: {},
  }
  declare admin: Admin
  declare people: readonly User[]
  declare columns: readonly Column[]
  /** `null`: nobody can be ticked. */
  declare selection: PeopleSelection | null
  declare busy: boolean
  declare label: string
  #first = 0
  #shown = 40
  #current = 0
  #observer: ResizeObserver | null = null

  override firstUpdated(): void {
    const box = this.#box
    if (box === null) return
    this.#observer = new ResizeObserver(() => this.#measure())
    this.#observer.observe(box)
  }

  override disconnectedCallback(): void {
    this.#observer?.disconnect()
    super.disconnectedCallback()
  }

  get #box(): HTMLElement | null {
    return this.querySelector('.rows')
  }

  readonly #measure = (): void => {
    const box = this.#box
    if (box === null) return
    // In steps of some rows, so that most movements draw nothing.
    const first = Math.max(0, Math.floor(box.scrollTop / ROW_PX / STEP) * STEP - SPARE)
    const shown = Math.ceil(box.clientHeight / ROW_PX) + 2 * SPARE
    if (first !== this.#first || shown !== this.#shown) {
      this.#first = first
      this.#shown = shown
      this.requestUpdate()
    }
    if (first + shown + AHEAD > this.people.length) this.dispatchEvent(new Event('near-end'))
  }

  /** Heights go through the object model: a style attribute would need a weaker content policy. */
  override updated(): void {
    const [above, below] = this.querySelectorAll<HTMLElement>('.spacer td')
    const rows = Math.min(this.#shown, Math.max(0, this.people.length - this.#first))
    if (above !== undefined) above.style.height = `${this.#first * ROW_PX}px`
    if (below !== undefined) below.style.height = `${Math.max(0, this.people.length - this.#first - rows) * ROW_PX}px`
  }

  /** Arrow keys, Home and End walk through the rows; Enter follows the link that has the focus. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key]
    if (step === undefined || !(event.target as Element).matches('.rows, tbody a, tbody input')) return
    event.preventDefault()
    this.#current = Math.min(Math.max(this.#current + step, 0), this.people.length - 1)
    const box = this.#box
    if (box === null) return
    const top = this.#current * ROW_PX
    if (top < box.scrollTop) box.scrollTop = top
    else if (top + 2 * ROW_PX > box.scrollTop + box.clientHeight) box.scrollTop = top + 2 * ROW_PX - box.clientHeight
    this.#measure()
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-row="${this.#current}"] a`)?.focus({ preventScroll: true }))
  }

  readonly #onFocus = (event: FocusEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('[data-row]')
    if (row !== null) this.#current = Number(row.dataset.row)
  }

  #tick(user: User, selection: PeopleSelection): TemplateResult {
    const { words } = this.admin
    return html`<td class="tick">
      <input
        type="checkbox"
        aria-label=${fill(words.selectOne, { name: personName(user, words) })}
        .checked=${isSelected(selection, user.id)}
        ?disabled=${selection.kind === 'all'}
        @change=${() => this.dispatchEvent(new CustomEvent('toggle-person', { detail: user }))}
      />
    </td>`
  }

  override render(): TemplateResult {
    const { admin, people, columns, selection } = this
    const shown = people.slice(this.#first, this.#first + this.#shown)
    const all = [nameColumn, ...columns]
    const span = all.length + (selection === null ? 0 : 1)
    return html`<div class="rows" tabindex="0" role="region" aria-label=${this.label} aria-busy=${this.busy} @scroll=${this.#measure} @keydown=${this.#onKey} @focusin=${this.#onFocus}>
      <table aria-rowcount=${people.length + 1}>
        <colgroup>
          ${selection === null ? nothing : html`<col class="tick" />`} ${all.map(({ key }) => html`<col class=${key} />`)}
        </colgroup>
        <thead>
          <tr>
            ${selection === null ? nothing : html`<th scope="col" class="tick"><span class="sr">${admin.words.selection}</span></th>`}
            ${all.map(({ title }) => html`<th scope="col">${admin.words[title]}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr class="spacer" aria-hidden="true"><td colspan=${span}></td></tr>
          ${repeat(
            shown,
            // By their places, so that a row that stays in sight stays as it was drawn.
            (_, index) => this.#first + index,
            (user, index) => {
              const at = this.#first + index
              return html`<tr data-row=${at} aria-rowindex=${at + 2}>
              ${selection === null ? nothing : this.#tick(user, selection)}
              ${all.map((column, place) => (place === 0 ? html`<th scope="row">${column.cell(user, admin)}</th>` : html`<td title=${column.whole?.(user, admin) ?? nothing}>${column.cell(user, admin)}</td>`))}
            </tr>`
            },
          )}
          <tr class="spacer" aria-hidden="true"><td colspan=${span}></td></tr>
        </tbody>
      </table>
    </div>`
  }
}

if (customElements.get('foyer-people-table') === undefined) customElements.define('foyer-people-table', PeopleTable)
