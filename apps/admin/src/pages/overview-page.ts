// How many people stand where, and what needs attention.

import type { Overview } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin, Locale } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { Loading } from '../data/loading.ts'
import { type PeopleQuery, peoplePath } from '../data/people-query.ts'
import { fill, sayDay, sayNumber, sayShort } from '../i18n/words.ts'
import { chart } from '../parts/chart.ts'
import { dataTable, type TableColumn } from '../parts/data-table.ts'
import { problemView } from '../parts/problem.ts'

const STATUSES = ['offline', 'invited', 'online', 'deactivated'] as const

export class OverviewPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  readonly #overview = new Loading<Overview>(this, (signal) => this.admin.foyer.overview.get({ signal }))

  override firstUpdated(): void {
    void this.#overview.load()
  }

  override render(): TemplateResult {
    const { words } = this.admin
    const overview = this.#overview.value
    if (this.#overview.state.kind === 'failed')
      return problemView(this.#overview.state.error, words, { retry: () => this.#overview.load() })
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${words.overview}</h1>
        <a class="button primary" href=${this.admin.href('/people/new')}>${words.newPerson}</a>
      </div>
      ${overview === null ? html`<p class="quiet" role="status">${words.loading}</p>` : this.#filled(overview)}
    </div>`
  }

  #filled(overview: Overview): TemplateResult {
    const { words, locale, settings } = this.admin
    const total = STATUSES.reduce((sum, status) => sum + overview.statuses[status], 0)
    if (total === 0)
      return html`<section class="empty">
        <h2>${words.firstSteps}</h2>
        <p>${words.firstStepsText}</p>
        <p><a class="button primary" href=${this.admin.href('/people/new')}>${words.newPerson}</a></p>
      </section>`
    return html`
      <p class="muted">
        ${fill(words.peopleInAll, { count: sayNumber(total, locale) })} ·
        ${fill(words.countedAt, { time: sayShort(overview.at, locale, settings.organisation.timeZone) })}
      </p>
      <ul class="tiles">
        ${STATUSES.map(
          (status) => html`<li>
            <a class="tile ${status}" href=${this.#people({ status: [status] })}>
              <b>${sayNumber(overview.statuses[status], locale)}</b><span>${words[status]}</span>
            </a>
          </li>`,
        )}
      </ul>
      <div class="columns">
        ${this.#attention(overview)} ${this.#way(overview, total)}
      </div>
      <section class="card">
        <h2>${words.overTime}</h2>
        ${chart(overview.days, this.admin)}
      </section>
      <div class="columns tables">
        ${this.#places('location', overview.locations)} ${this.#places('department', overview.departments)}
      </div>
      ${this.#imports(overview)}
    `
  }

  #attention({ attention }: Overview): TemplateResult {
    const { words } = this.admin
    const entries: [keyof Overview['attention'], string, Partial<PeopleQuery>][] = [
      ['expired', words.attentionExpired, { status: ['invited'], invitation: ['expired'] }],
      ['notBegun', words.attentionNotBegun, { status: ['invited'], invitation: ['not_begun'] }],
      ['bounced', words.attentionBounced, { invitation: ['bounced', 'complained'] }],
      ['refused', words.attentionRefused, { invitation: ['refused'] }],
      ['notInvited', words.attentionNotInvited, { status: ['offline'] }],
    ]
    const shown = entries.filter(([key]) => attention[key].count > 0)
    return html`<section class="card">
      <h2>${words.attention}</h2>
      ${shown.length === 0 ? html`<p class="muted">${words.attentionNone}</p>` : nothing}
      <ul class="lines">
        ${shown.map(
          ([key, label, query]) =>
            html`<li><a href=${this.#people(query)}><span>${label}</span><b>${this.#counted(attention[key])}</b></a></li>`,
        )}
      </ul>
    </section>`
  }

  /** From entered to activated: each bar is a part of those entered, also of whoever was deactivated since. */
  #way({ days }: Overview, total: number): TemplateResult {
    const { words, locale, href } = this.admin
    const today = days.at(-1) ?? { entered: total, invited: 0, online: 0 }
    const bars: [string, number][] = [
      [words.wayEntered, today.entered],
      [words.wayInvited, today.invited],
      [words.wayActivated, today.online],
    ]
    return html`<section class="card">
      <div class="head">
        <h2>${words.way}</h2>
        <a href=${href('/missing')}>${words.missingLink}</a>
      </div>
      <dl class="bars">
        ${bars.map(
          ([label, count]) => html`
            <dt>${label}</dt>
            <dd><meter min="0" max=${total} value=${count} aria-label=${label}></meter><b>${sayNumber(count, locale)}</b></dd>
          `,
        )}
      </dl>
    </section>`
  }

  #places(key: 'location' | 'department', groups: Overview['locations']): TemplateResult | typeof nothing {
    const { words } = this.admin
    const [title, without] = key === 'location' ? [words.byLocation, words.withoutLocation] : [words.byDepartment, words.withoutDepartment]
    if (groups.every(({ name }) => name === null)) return nothing
    return this.#groups(title, groups, {
      title: words[key],
      names: true,
      cell: ({ name }) =>
        name === null ? html`<span class="muted">${without}</span>` : html`<a href=${this.#people({ [key]: [name] })}>${name}</a>`,
    })
  }

  #imports({ imports }: Overview): TemplateResult | typeof nothing {
    const { words, href, locale, settings } = this.admin
    if (imports.length === 0) return nothing
    return this.#groups(
      words.byImport,
      imports,
      { title: words.importFile, names: true, cell: ({ id, name }) => html`<a href=${href(`/imports/${id}`)}>${name ?? id.slice(-8)}</a>` },
      { title: words.when, cell: ({ createdAt }) => sayDay(createdAt, locale, settings.organisation.timeZone) },
    )
  }

  /** How many of each group are in each status, with how far it is: those online of those who are not deactivated. */
  #groups<G extends Overview['statuses']>(title: string, groups: readonly G[], ...before: TableColumn<G>[]): TemplateResult {
    const { words, locale } = this.admin
    return html`<section>
      <h2>${title}</h2>
      ${dataTable(groups, {
        label: title,
        columns: [
          ...before,
          ...STATUSES.map(
            (status): TableColumn<G> => ({
              title: words[`${status}Short`],
              align: 'number',
              cell: (group) => (group[status] === 0 ? html`<span class="muted">–</span>` : sayNumber(group[status], locale)),
            }),
          ),
          { title: words.wayDone, align: 'number', cell: (group) => sayShare(group, locale) },
        ],
      })}
    </section>`
  }

  #people(query: Partial<PeopleQuery>): string {
    return this.admin.href(peoplePath(query))
  }

  #counted({ count, exact }: { count: number; exact: boolean }): string {
    const said = sayNumber(count, this.admin.locale)
    return exact ? said : `> ${said}`
  }
}

const sayShare = ({ offline, invited, online }: Overview['statuses'], locale: Locale): string => {
  const all = offline + invited + online
  return all === 0 ? '–' : new Intl.NumberFormat(locale, { style: 'percent' }).format(online / all)
}
