// One person: both statuses with what they mean, what can be done now, details, where they are signed in, and what happened.

import type { FoyerEvent, Handover, LegalEntry, Mail, User, UserAction, UserSession } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { Loading } from '../data/loading.ts'
import { PagedList } from '../data/paged-list.ts'
import { saveFile } from '../data/save-file.ts'
import { trailPath } from '../data/trail-query.ts'
import { accessPanel } from '../parts/access-panel.ts'
import { actionsPanel, dangerPanel } from '../parts/actions-panel.ts'
import { emailChip, statusChip } from '../parts/chips.ts'
import type { Question } from '../parts/dialog.ts'
import '../parts/dialog.ts'
import { erasureNotice } from '../parts/erasure-notice.ts'
import { handoverPanel } from '../parts/handover-panel.ts'
import { invitationPanel } from '../parts/invitation-panel.ts'
import { legalPanel } from '../parts/legal-panel.ts'
import { mailStopNotice } from '../parts/mail-stop-notice.ts'
import { actionLabel, isDangerous, questionFor } from '../parts/person-actions.ts'
import '../parts/person-details.ts'
import { PERSON_MAILS, personMails } from '../parts/person-mails.ts'
import { personName } from '../parts/person-name.ts'
import { errorText, problemView } from '../parts/problem.ts'
import { sessionsPanel } from '../parts/sessions-panel.ts'
import { lostSheetQuestion, sheetQuestion } from '../parts/sheet-questions.ts'
import { timeline } from '../parts/timeline.ts'

/** As many as are read at once. */
const EVENTS = 50
const ENTRIES = 200

export class PersonPage extends LightElement {
  static override properties = { admin: { attribute: false }, person: { attribute: false } }
  declare admin: Admin
  /** The person's id. */
  declare person: string
  #question: Question | null = null
  #handover: Handover | null = null
  readonly #user = new Loading<User>(this, (signal) => this.admin.foyer.users.get(this.person, { signal }))
  readonly #sessions = new Loading<UserSession[]>(this, (signal) => this.admin.foyer.users.sessions(this.person, { signal }))
  readonly #names = new Map<string, string>()
  readonly #events = new PagedList<FoyerEvent>(this, async (place) => {
    const { foyer, words } = this.admin
    const page = await foyer.events.list({ user: this.person, order: 'newest' }).page({ ...place, limit: EVENTS })
    for (const person of page.people) this.#names.set(person.id, personName({ ...person, email: null, emailMasked: null }, words))
    return page
  })

  readonly #agreed = new Loading<LegalEntry[]>(this, async (signal) => {
    const page = await this.admin.foyer.legal.entries({ user: this.person }).page({ limit: ENTRIES, signal })
    return page.items.toReversed()
  })
  readonly #mails = new Loading<Mail[]>(this, async (signal) => {
    const { items } = await this.admin.foyer.mails.list({ userId: this.person }).page({ limit: PERSON_MAILS, signal })
    return items
  })

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('person')) return
    this.#handover = null
    void this.#user.load({ afresh: true })
    void this.#sessions.load({ afresh: true })
    void this.#events.open({ afresh: true })
    void this.#agreed.load({ afresh: true })
    void this.#mails.load({ afresh: true })
  }

  readonly #show = (user: User): void => {
    this.#user.set(user)
    // What was handed over is dead once its invitation is renewed or over.
    if (user.invitation?.carriers.some(({ kind }) => kind === 'qr') !== true) this.#handover = null
    void this.#sessions.load()
    void this.#events.open()
    void this.#mails.load()
  }

  readonly #again = async (): Promise<void> => this.#show(await this.admin.foyer.users.get(this.person))

  readonly #hand = (handover: Handover | null): void => {
    this.#handover = handover
    this.requestUpdate()
    if (handover !== null) void this.updateComplete.then(() => this.querySelector<HTMLElement>('.handover h2')?.focus())
  }

  readonly #exportAgreed = async (): Promise<void> => {
    const { foyer, locale, tell } = this.admin
    try {
      await saveFile(await foyer.legal.export({ user: this.person, locale }))
    } catch (error) {
      tell(errorText(error))
    }
  }

  readonly #ask = (question: Question | null): void => {
    this.#question = question
    this.requestUpdate()
  }

  #endSessions(session?: string): Question {
    const { words, foyer, tell } = this.admin
    return {
      title: session === undefined ? words.endAllSessions : words.endSession,
      body: html`<p>${session === undefined ? words.endAllSessionsText : words.endSessionText}</p>`,
      action: session === undefined ? words.endAllSessions : words.endSession,
      danger: true,
      act: async () => {
        await foyer.users.endSessions(this.person, session === undefined ? {} : { session })
        tell(words.endSessionDone)
        await this.#again()
      },
    }
  }

  #act(user: User, action: UserAction): TemplateResult | typeof nothing {
    const { admin } = this
    if (!user.allowedActions.includes(action)) return nothing
    const ask = () => this.#ask(questionFor(action, { admin, user, show: this.#show, hand: this.#hand }))
    return html`<button class=${isDangerous(action) ? 'secondary danger' : 'secondary'} type="button" @click=${ask}>
      ${actionLabel(action, user, admin.words)}
    </button>`
  }

  override render(): TemplateResult {
    const { words, href } = this.admin
    const { state } = this.#user
    const user = this.#user.value
    if (state.kind === 'failed')
      return problemView(state.error, words, { retry: () => this.#user.load(), home: href('/people'), homeName: words.people })
    if (user === null) return html`<p class="quiet" role="status">${words.loading}</p>`
    const email = user.emailStatus ?? 'none'
    return html`<div class="page">
      <p class="crumbs"><a href=${href('/people')}>${words.people}</a></p>
      <div class="head">
        <h1 tabindex="-1">${personName(user, words)}</h1>
        <span class="muted">${user.email ?? user.emailMasked ?? ''}</span>
      </div>
      <dl class="statuses">
        <div><dt>${statusChip(user, this.admin)}</dt><dd>${words[`${user.status}Means`]}</dd></div>
        <div><dt>${emailChip(user, this.admin)}</dt><dd>${words[`${email}Means`]}</dd></div>
      </dl>
      ${erasureNotice(user, this.admin)}
      ${mailStopNotice(user, this.admin, this.#ask, this.#show)} ${this.#panels(user)}
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>
    </div>`
  }

  #panels(user: User): TemplateResult {
    const { admin } = this
    const act = (action: UserAction) => this.#act(user, action)
    const sheet = (kind: 'first' | 'lost') =>
      this.#ask(kind === 'lost' ? lostSheetQuestion(user, admin, this.#again) : sheetQuestion(user, admin, this.#again))
    const open = user.status === 'offline' || user.status === 'invited'
    return html`<div class="columns wide">
      <div>
        ${this.#handover === null ? nothing : handoverPanel(this.#handover, admin, () => this.#hand(null))}
        ${open ? invitationPanel({ user, mails: this.#mails.value, admin, act, sheet }) : nothing}
        <foyer-person-details
          .admin=${admin}
          .user=${user}
          @person-changed=${({ detail }: CustomEvent<User>) => this.#show(detail)}
        ></foyer-person-details>
        ${timeline({ events: this.#events, names: this.#names, admin, trail: trailPath({ user: user.id }) })}
      </div>
      <div>
        ${actionsPanel(user, admin, act)} ${accessPanel(user, admin, act)}
        ${
          user.status === 'online'
            ? sessionsPanel({ user, sessions: this.#sessions, admin, end: (session) => this.#ask(this.#endSessions(session)) })
            : nothing
        }
        ${legalPanel(this.#agreed, admin, this.#exportAgreed)} ${personMails(user, this.#mails, admin)}
        ${dangerPanel(user, admin, act)}
      </div>
    </div>`
  }
}
