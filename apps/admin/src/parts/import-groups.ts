// Rows that something stands against, as groups: one remedy for each, and a preview made anew with it.

import type { ImportGroup, Remedy } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayNumber } from '../i18n/words.ts'

/** Those that the form says otherwise than the preview; `null` takes a remedy back. */
export const changedRemedies = (form: HTMLFormElement, groups: readonly ImportGroup[]): Record<string, Remedy | null> => {
  const data = new FormData(form)
  return Object.fromEntries(
    groups.flatMap(({ group, remedy }, index) => {
      const chosen = (data.get(nameOf(index)) ?? '') as Remedy | ''
      return chosen === (remedy ?? '') ? [] : [[group, chosen === '' ? null : chosen] as const]
    }),
  )
}

/** @param apply called with what has changed */
export const importGroups = (groups: readonly ImportGroup[], admin: Admin, apply: (form: HTMLFormElement) => void): TemplateResult => {
  const { words, locale } = admin
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    apply(event.target as HTMLFormElement)
  }
  return html`<form class="card" id="groups" aria-label=${words.importGroups} @submit=${submit}>
    <h2>${words.importGroups}</h2>
    <p class="muted">${words.importGroupsHint}</p>
    <ul class="groups">
      ${groups.map(
        (group, index) => html`<li>
          <p>
            <b>${group.value ?? group.column ?? ''}</b> ${group.message}
            <span class="muted">${fill(words.importGroupLines, { lines: linesOf(group, locale) })}</span>
          </p>
          <p class="muted">${words.rows}: ${sayNumber(group.rows, locale)}</p>
          ${remedyChoice(group, index, admin)}
        </li>`,
      )}
    </ul>
    <p class="row"><button class="secondary" type="submit">${words.importApply}</button></p>
  </form>`
}

const remedyChoice = ({ group, code, column, value, remedies, remedy }: ImportGroup, index: number, { words }: Admin) => {
  if (remedies.length === 0) return nothing
  const label = (one: Remedy): string =>
    one === 'leave_out' && code.startsWith('email_') ? words.remedy_leave_out_email : words[`remedy_${one}`]
  return html`<select name=${nameOf(index)} aria-label=${fill(words.importRemedyFor, { group: value ?? column ?? group })}>
    <option value="" .selected=${remedy === null}>${words.remedy_none}</option>
    ${remedies.map((one) => html`<option value=${one} .selected=${remedy === one}>${label(one)}</option>`)}
  </select>`
}

const linesOf = ({ lines, rows }: ImportGroup, locale: Admin['locale']): string =>
  `${lines.map((line) => sayNumber(line, locale)).join(', ')}${rows > lines.length ? ' …' : ''}`

const nameOf = (index: number): string => `remedy-${index}`
