// Above the list of people: who is ticked, and what can be done to them together.

import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { type BulkKind, bulkActions } from '../data/bulk-actions.ts'
import { mayDo } from '../data/may-do.ts'
import { isEmpty, NOBODY, type PeopleSelection } from '../data/selection.ts'
import { fill } from '../i18n/words.ts'

interface BulkBar {
  admin: Admin
  selection: PeopleSelection
  /** How many are ticked, in words. */
  said: string
  select: (selection: PeopleSelection) => void
  ask: (kind: BulkKind) => void
  askSheets: () => void
}

export const bulkBar = ({ admin, selection, said, select, ask, askSheets }: BulkBar): TemplateResult => {
  const { words } = admin
  const none = isEmpty(selection)
  const all = selection.kind === 'all'
  const button = (label: string, act: () => void, danger = false) =>
    html`<button class="secondary small ${danger ? 'danger' : ''}" type="button" @click=${act}>${label}</button>`
  return html`<div class="bulk" role="group" aria-label=${words.bulk}>
    <label class="check">
      <input type="checkbox" .checked=${all} .indeterminate=${!all && !none} @change=${() => select(none ? { kind: 'all' } : NOBODY)} />
      ${none ? words.selectAll : fill(words.selected, { said })}
    </label>
    ${
      none
        ? nothing
        : html`${bulkActions(admin).map(({ kind, title, danger }) => button(words[title], () => ask(kind), danger))}
          ${mayDo('handOver', admin) ? button(words.sheets, askSheets) : nothing}
          <button class="plain small" type="button" @click=${() => select(NOBODY)}>${words.clearSelection}</button>`
    }
  </div>`
}
