// A table in a scrolling card, and what stands in its place while it is read, when it is empty and when reading it failed.

import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import type { PagedList } from '../data/paged-list.ts'
import { problemView } from './problem.ts'

export type Cell = TemplateResult | string | typeof nothing

export interface TableColumn<T> {
  title: string
  cell(row: T): Cell
  /** Numbers stand at the end, marks in the middle. */
  align?: 'number' | 'middle'
  /** The cell that names its row to a screen reader. */
  names?: true
}

export interface TableOptions<T> {
  /** Names the region, which scrolls by keyboard. */
  label: string
  columns: readonly TableColumn<T>[]
  /** Long texts break instead of running on. */
  wrapping?: boolean
}

export const dataTable = <T>(rows: readonly T[], { label, columns, wrapping = false }: TableOptions<T>): TemplateResult =>
  html`<div class="scroll card" tabindex="0" role="region" aria-label=${label}>
    <table class=${wrapping ? 'wrapping' : ''}>
      <thead>
        <tr>
          ${columns.map(({ title, align }) => html`<th scope="col" class=${align ?? ''}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            ${columns.map(({ cell, align, names }) => (names === true ? html`<th scope="row" class=${align ?? ''}>${cell(row)}</th>` : html`<td class=${align ?? ''}>${cell(row)}</td>`))}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`

export interface ListOptions<T> extends TableOptions<T> {
  admin: Pick<Admin, 'words'>
  /** What an empty list says, and what can be done about it. */
  empty: { title: string; text?: string; action?: Cell }
}

/** The whole of a list: its rows as far as they are read, the way to more of them, and every other state. */
export const listTable = <T>(list: PagedList<T>, { admin: { words }, empty, ...table }: ListOptions<T>): TemplateResult => {
  const { items, state } = list
  const failed = state.kind === 'failed' ? problemView(state.error, words, { retry: list.retry, within: true }) : nothing
  if (items === null) return state.kind === 'failed' ? html`${failed}` : html`<p class="quiet" role="status">${words.loading}</p>`
  if (items.length === 0) return html`${failed === nothing ? emptyView(empty) : failed}`
  return html`<div class="list" aria-busy=${state.kind === 'loading'}>
    ${dataTable(items, table)} ${failed}
    ${
      list.hasMore && state.kind !== 'failed'
        ? html`<p><button class="secondary" type="button" aria-disabled=${state.kind === 'loading'} @click=${list.more}>${words.more}</button></p>`
        : nothing
    }
  </div>`
}

export const emptyView = ({ title, text, action }: ListOptions<never>['empty']): TemplateResult =>
  html`<section class="empty">
    <h2>${title}</h2>
    ${text === undefined ? nothing : html`<p>${text}</p>`} ${action === undefined ? nothing : html`<p>${action}</p>`}
  </section>`
