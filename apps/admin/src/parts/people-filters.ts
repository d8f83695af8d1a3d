// Search, filters and order of the list of people: chips for what is set, a menu for what can be.

import type { Overview } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { EMAIL_STATUSES, INVITATIONS, type PeopleQuery, SORTS, STATUSES } from '../data/people-query.ts'
import { fill, type Words } from '../i18n/words.ts'

type ListKey = 'status' | 'emailStatus' | 'invitation' | 'location' | 'department'

const invitationWords: Record<(typeof INVITATIONS)[number], keyof Words> = {
  expired: 'expired',
  not_begun: 'notBegun',
  bounced: 'bounced',
  complained: 'complained',
  refused: 'refused',
  no_carrier: 'noCarrier',
}
const sortWords: Record<(typeof SORTS)[number], keyof Words> = {
  lastName: 'sortName',
  '-createdAt': 'sortCreated',
  '-changedAt': 'sortChanged',
}

interface Options {
  admin: Admin
  query: PeopleQuery
  /** For the names of locations and departments; `null` until they are there. */
  overview: Overview | null
  change: (query: PeopleQuery) => void
}

export const peopleFilters = (options: Options): TemplateResult => {
  const { admin, query, change } = options
  const { words } = admin
  return html`
    <div class="filters">
      <select aria-label=${words.sort} @change=${(event: Event) => change({ ...query, sort: chosenIn(event) as PeopleQuery['sort'] })}>
        ${SORTS.map((sort) => html`<option value=${sort} .selected=${sort === query.sort}>${words[sortWords[sort]]}</option>`)}
      </select>
      <details class="menu" aria-label=${words.filters}>
        <summary class="button secondary">${words.filters}</summary>
        <div class="sheet">${groups(options).map(group)}</div>
      </details>
    </div>
    ${chips(options)}
  `
}

interface Group {
  title: string
  choices: { value: string; label: string; chosen: boolean; toggle: () => void }[]
}

const groups = (options: Options): Group[] => {
  const { admin, query, overview, change } = options
  const { words, settings } = admin
  const list = <K extends ListKey>(key: K, title: string, values: readonly string[], label: (value: string) => string): Group => ({
    title,
    choices: values.map((value) => ({
      value,
      label: label(value),
      chosen: (query[key] as readonly string[]).includes(value),
      toggle: () => change({ ...query, [key]: toggled(query[key] as readonly string[], value) }),
    })),
  })
  const named = (groupsOf: Overview['locations'] | undefined, set: readonly string[]) => [
    ...new Set([...set, ...(groupsOf ?? []).flatMap(({ name }) => (name === null ? [] : [name]))]),
  ]
  return [
    list('status', words.status, STATUSES, (value) => words[value as 'offline']),
    list('emailStatus', words.emailStatus, EMAIL_STATUSES, (value) => (value === 'none' ? words.noEmail : words[value as 'pending'])),
    list('invitation', words.invitation, INVITATIONS, (value) => words[invitationWords[value as 'expired']]),
    {
      title: words.application,
      choices: settings.applications.map(({ key, name }) => ({
        value: key,
        label: name,
        chosen: query.application === key,
        toggle: () => change({ ...query, application: query.application === key ? null : key }),
      })),
    },
    {
      title: words.importShort,
      choices: importChoices(query.importId, overview).map(([id, name]) => ({
        value: id,
        label: name,
        chosen: query.importId === id,
        toggle: () => change({ ...query, importId: query.importId === id ? null : id }),
      })),
    },
    list('location', words.location, named(overview?.locations, query.location), (value) => value),
    list('department', words.department, named(overview?.departments, query.department), (value) => value),
  ].filter(({ choices }) => choices.length > 0)
}

/** The one in the address stands there also when the overview does not list it. */
const importChoices = (chosen: string | null, overview: Overview | null): [id: string, name: string][] => {
  const known = (overview?.imports ?? []).map(({ id, name }): [string, string] => [id, name ?? id.slice(-8)])
  return chosen === null || known.some(([id]) => id === chosen) ? known : [[chosen, chosen.slice(-8)], ...known]
}

const group = ({ title, choices }: Group): TemplateResult =>
  html`<fieldset>
    <legend>${title}</legend>
    ${choices.map(
      ({ value, label, chosen, toggle }) =>
        html`<label class="check"><input type="checkbox" value=${value} .checked=${chosen} @change=${toggle} />${label}</label>`,
    )}
  </fieldset>`

const chips = (options: Options): TemplateResult | typeof nothing => {
  const { admin, query, change } = options
  const set = groups(options).flatMap(({ title, choices }) => choices.flatMap((choice) => (choice.chosen ? [{ title, ...choice }] : [])))
  if (set.length === 0) return nothing
  const { words } = admin
  const cleared: PeopleQuery = {
    ...query,
    status: [],
    emailStatus: [],
    invitation: [],
    application: null,
    importId: null,
    location: [],
    department: [],
  }
  return html`<ul class="chips">
    ${set.map(
      ({ title, label, toggle }) => html`<li>
        <button class="filter" type="button" @click=${toggle} aria-label=${fill(words.removeFilter, { name: `${title}: ${label}` })}>
          <span class="muted">${title}</span> ${label} <span aria-hidden="true">×</span>
        </button>
      </li>`,
    )}
    <li><button class="plain" type="button" @click=${() => change(cleared)}>${words.clearFilters}</button></li>
  </ul>`
}

const toggled = (values: readonly string[], value: string): string[] =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value]

const chosenIn = (event: Event): string => (event.target as HTMLSelectElement).value
