// An import's campaign: how far its people have come, drawn and by place, and what to do next.

import type { Campaign } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { withQuery } from '../app/place.ts'
import { Loading } from '../data/loading.ts'
import { type PeopleQuery, peoplePath } from '../data/people-query.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import { chart } from './chart.ts'
import { dataTable } from './data-table.ts'
import type { Question } from './dialog.ts'
import './dialog.ts'
import { problemView } from './problem.ts'
import { sheetsQuestion } from './sheet-questions.ts'

const REACHED = ['offline', 'invited', 'begun', 'online', 'deactivated'] as const
/** In the heads of tables, where there is little room. */
const HEADS = { offline: 'offlineShort', invited: 'invited', begun: 'begun', online: 'onlineShort', deactivated: 'deactivated' } as const
const LINES = [
  { key: 'invited', word: 'wayInvited', look: 'entered' },
  { key: 'begun', word: 'campaignBegun', look: 'invited' },
  { key: 'online', word: 'wayActivated', look: 'online' },
] as const

type Next = Campaign['next']
type Group = Campaign['locations'][number]

export class ImportCampaign extends LightElement {
  static override properties = { admin: { attribute: false }, import: { attribute: false }, left: { attribute: false } }
  declare admin: Admin
  /** The import's id. */
  declare import: string
  /** Rows that had no turn, because the import was stopped. */
  declare left: number
  #question: Question | null = null
  #printing: { done: number; total: number } | null = null
  readonly #campaign = new Loading<Campaign>(this, (signal) => this.admin.foyer.imports.campaign(this.import, { signal }))

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('import')) void this.#campaign.load({ afresh: true })
  }

  /** People went or came meanwhile. */
  async reload(): Promise<void> {
    await this.#campaign.load()
  }

  #ask(question: Question | null): void {
    this.#question = question
    this.requestUpdate()
  }

  #people(query: Partial<PeopleQuery>): string {
    return this.admin.href(peoplePath({ importId: this.import, ...query }))
  }

  override render(): TemplateResult {
    const { words } = this.admin
    const { state, value } = this.#campaign
    if (state.kind === 'failed') return problemView(state.error, words, { retry: () => this.#campaign.load(), within: true })
    if (value === null) return html`<p class="quiet" role="status">${words.loading}</p>`
    return html`
      <div class="columns wide">
        <section class="card">
          <h2>${words.campaignOverTime}</h2>
          <ul class="tiles">${REACHED.map((key) => this.#tile(key, value.people[key]))}</ul>
          ${chart(value.days, this.admin, LINES, words.campaignOverTime)}
        </section>
        ${this.#next(value)}
      </div>
      <div class="columns tables">
        ${this.#groups(words.byLocation, value.locations, 'location', words.withoutLocation)}
        ${this.#groups(words.byDepartment, value.departments, 'department', words.withoutDepartment)}
      </div>
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>
    `
  }

  #tile(key: (typeof REACHED)[number], count: number): TemplateResult {
    const { words, locale } = this.admin
    const inside = html`<b>${sayNumber(count, locale)}</b><span>${words[key]}</span>`
    return key === 'begun'
      ? html`<li><div class="tile">${inside}</div></li>`
      : html`<li><a class="tile ${key}" href=${this.#people({ status: [key] })}>${inside}</a></li>`
  }

  #next({ next }: Campaign): TemplateResult {
    const { words, href, locale } = this.admin
    const line = (count: number, label: string, to: string): TemplateResult | typeof nothing =>
      count === 0 ? nothing : html`<li><a href=${to}><span>${label}</span><b>${sayNumber(count, locale)}</b></a></li>`
    const link = (key: keyof Next, label: string, to: string) => line(next[key], label, to)
    const isDone = this.left === 0 && Object.values(next).every((count) => count === 0)
    return html`<section class="card">
      <h2>${words.campaignNext}</h2>
      ${isDone ? html`<p class="muted">${words.campaignNothing}</p>` : nothing}
      <ul class="lines">
        ${line(this.left, words.campaignLeft, href('/imports/new'))}
        ${link('rows', words.campaignRows, href(withQuery(`/imports/${this.import}`, { outcome: 'error' })))}
        ${link('sheets', words.campaignSheets, this.#people({ status: ['offline', 'invited'], emailStatus: ['none'] }))}
        ${link('onPaper', words.campaignOnPaper, href(withQuery('/missing', { importId: this.import, paper: 'yes' })))}
        ${link('bounced', words.campaignBounced, this.#people({ invitation: ['bounced', 'complained'] }))}
        ${link('refused', words.campaignRefused, this.#people({ invitation: ['refused'] }))}
        ${link('expired', words.campaignExpired, this.#people({ status: ['invited'], invitation: ['expired'] }))}
        ${link('notInvited', words.campaignNotInvited, this.#people({ status: ['offline'], emailStatus: ['unconfirmed', 'pending', 'confirmed'] }))}
        ${link('waiting', words.campaignWaiting, href(withQuery('/mails', { state: 'queued' })))}
        ${link('lastDays', words.campaignLastDays, this.#people({ status: ['offline', 'invited', 'online'] }))}
        ${link('leavers', words.campaignLeavers, href(withQuery(`/imports/${this.import}`, { outcome: 'deactivate' })))}
      </ul>
      ${
        this.#printing === null
          ? nothing
          : html`<p class="notice" role="status">
              ${fill(words.sheetsProgress, { done: sayNumber(this.#printing.done, locale), total: sayNumber(this.#printing.total, locale) })}
            </p>`
      }
      <p class="row">
        ${
          next.sheets === 0
            ? nothing
            : html`<button class="primary" type="button" @click=${() => this.#ask(this.#sheets(next.sheets))}>${words.campaignSheets}</button>`
        }
        ${
          next.leavers === 0
            ? nothing
            : html`<button class="secondary" type="button" @click=${() => this.#ask(this.#undoLeavers())}>${words.campaignUndoLeavers}</button>`
        }
      </p>
    </section>`
  }

  #sheets(count: number): Question {
    const { admin } = this
    return sheetsQuestion({
      admin,
      selection: { importId: this.import, status: ['offline', 'invited'], emailStatus: 'none' },
      said: fill(admin.words.countExact, { count: sayNumber(count, admin.locale) }),
      progress: (state) => {
        this.#printing = state
        this.requestUpdate()
        if (state === null) void this.#campaign.load()
      },
    })
  }

  #undoLeavers(): Question {
    const { words, foyer, tell, locale } = this.admin
    return {
      title: words.campaignUndoLeavers,
      body: html`<p>${words.campaignUndoLeaversText}</p>`,
      action: words.campaignUndoLeavers,
      act: async () => {
        const { restored } = await foyer.imports.undoLeavers(this.import)
        tell(fill(words.campaignLeaversBack, { count: sayNumber(restored, locale) }))
        await this.#campaign.load()
      },
    }
  }

  #groups(title: string, groups: readonly Group[], key: 'location' | 'department', without: string): TemplateResult | typeof nothing {
    const { words, locale } = this.admin
    if (groups.every(({ name }) => name === null)) return nothing
    const name = ({ name: of }: Group) =>
      of === null ? html`<span class="muted">${without}</span>` : html`<a href=${this.#people({ [key]: [of] })}>${of}</a>`
    return html`<section>
      <h2>${title}</h2>
      ${dataTable(groups, {
        label: title,
        columns: [
          { title: words[key], names: true, cell: name },
          ...REACHED.map((one) => ({
            title: words[HEADS[one]],
            align: 'number' as const,
            cell: (group: Group) => (group[one] === 0 ? '–' : sayNumber(group[one], locale)),
          })),
        ],
      })}
    </section>`
  }
}

if (customElements.get('foyer-import-campaign') === undefined) customElements.define('foyer-import-campaign', ImportCampaign)
