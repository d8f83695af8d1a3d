// How many people stand where, and what needs attention.

import type { Overview } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { Loading } from '../data/loading.ts'
import { type PeopleQuery, peoplePath } from '../data/people-query.ts'
import { fill, sayNumber, sayShort } from '../i18n/words.ts'
import { chart } from '../parts/chart.ts'
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
      <div class="columns">
        ${this.#groups(words.byLocation, overview.locations, 'location', words.withoutLocation)}
        ${this.#groups(words.byDepartment, overview.departments, 'department', words.withoutDepartment)}
      </div>
    `
  }

  #attention({ attention }: Overview): TemplateResult {
    const { words } = this.admin
    const entries: [keyof Overview['attention'], string, Partial<PeopleQuery>][] = [
      ['expired', words.attentionExpired, { status: ['invited'], invitation: ['expired'] }],
      ['notBegun', words.attentionNotBegun, { status: ['invited'], invitation: ['not_begun'] }],
      ['bounced', words.attentionBounced, { invitation: ['bounced'] }],
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

  /** From entered to online: each bar is a part of those entered. */
  #way({ statuses }: Overview, total: number): TemplateResult {
    const { words, locale } = this.admin
    const bars: [string, number][] = [
      [words.wayEntered, total],
      [words.wayInvited, statuses.invited + statuses.online],
      [words.wayOnline, statuses.online],
    ]
    return html`<section class="card">
      <h2>${words.way}</h2>
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

  #groups(title: string, groups: Overview['locations'], key: 'location' | 'department', without: string): TemplateResult {
    const { words, locale } = this.admin
    if (groups.every(({ name }) => name === null)) return html``
    return html`<section class="card">
      <h2>${title}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words[key]}</th>
              ${STATUSES.map((status) => html`<th scope="col" class="number">${words[status]}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${groups.map(
              (group) => html`<tr>
                <th scope="row">
                  ${group.name === null ? html`<span class="muted">${without}</span>` : html`<a href=${this.#people({ [key]: [group.name] })}>${group.name}</a>`}
                </th>
                ${STATUSES.map((status) => html`<td class="number">${group[status] === 0 ? '–' : sayNumber(group[status], locale)}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
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
