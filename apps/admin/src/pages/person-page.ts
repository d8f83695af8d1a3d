// One person: both statuses with what they mean, what can be done now, details, and what happened.

import { type FoyerEvent, type Handover, isFoyerError, type LegalEntry, type Mail, type User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { Loading } from '../data/loading.ts'
import { PagedList } from '../data/paged-list.ts'
import { saveFile } from '../data/save-file.ts'
import { trailPath } from '../data/trail-query.ts'
import type { Words } from '../i18n/words.ts'
import { emailChip, statusChip } from '../parts/chips.ts'
import type { Question } from '../parts/dialog.ts'
import '../parts/dialog.ts'
import { actionsPanel } from '../parts/actions-panel.ts'
import { erasureNotice } from '../parts/erasure-notice.ts'
import { handoverPanel } from '../parts/handover-panel.ts'
import { invitationPanel } from '../parts/invitation-panel.ts'
import { legalPanel } from '../parts/legal-panel.ts'
import { mailStopNotice } from '../parts/mail-stop-notice.ts'
import { differences, personFields, readFaults, readPerson } from '../parts/person-form.ts'
import { PERSON_MAILS, personMails } from '../parts/person-mails.ts'
import { personName } from '../parts/person-name.ts'
import { errorText, problemView } from '../parts/problem.ts'
import { lostSheetQuestion } from '../parts/sheet-questions.ts'
import { timeline } from '../parts/timeline.ts'

/** As many as are read at once. */
const EVENTS = 50
const ENTRIES = 200

type Patch = ReturnType<typeof readPerson>

export class PersonPage extends LightElement {
  static override properties = { admin: { attribute: false }, person: { attribute: false } }
  declare admin: Admin
  /** The person's id. */
  declare person: string
  #question: Question | null = null
  #handover: Handover | null = null
  #pending = false
  #error: unknown = null
  /** Somebody else was faster: what is stored now, and what was typed here. */
  #overtaken: { now: User; patch: Patch } | null = null
  readonly #user = new Loading<User>(this, (signal) => this.admin.foyer.users.get(this.person, { signal }))
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
    this.#error = null
    this.#overtaken = null
    this.#handover = null
    void this.#user.load({ afresh: true })
    void this.#events.open({ afresh: true })
    void this.#agreed.load({ afresh: true })
    void this.#mails.load({ afresh: true })
  }

  readonly #show = (user: User): void => {
    this.#user.set(user)
    void this.#events.open()
    void this.#mails.load()
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const user = this.#user.value
    if (user !== null && !this.#pending)
      void this.#save(readPerson(new FormData(event.target as HTMLFormElement), this.admin), user.version)
  }

  async #save(patch: Patch, ifVersion: number): Promise<void> {
    const { foyer, words, tell } = this.admin
    this.#pending = true
    this.#error = null
    this.requestUpdate()
    try {
      this.#show(await foyer.users.update(this.person, patch, { ifVersion }))
      this.#overtaken = null
      tell(words.saved)
    } catch (error) {
      if (isFoyerError(error, 'changed_meanwhile')) await this.#tellOvertaken(patch)
      else this.#error = error
    }
    this.#pending = false
    this.requestUpdate()
  }

  async #tellOvertaken(patch: Patch): Promise<void> {
    try {
      this.#overtaken = { now: await this.admin.foyer.users.get(this.person), patch }
    } catch (error) {
      this.#error = error
    }
  }

  readonly #hand = (handover: Handover | null): void => {
    this.#handover = handover
    this.requestUpdate()
    if (handover !== null) void this.updateComplete.then(() => this.querySelector<HTMLElement>('.handover h2')?.focus())
  }

  #lostSheet(user: User): Question {
    return lostSheetQuestion(user, this.admin, async () => this.#show(await this.admin.foyer.users.get(user.id)))
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

  override render(): TemplateResult {
    const { words, href } = this.admin
    const { state } = this.#user
    const user = this.#user.value
    if (state.kind === 'failed') return problemView(state.error, words, { retry: () => this.#user.load(), home: href('/people') })
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
      ${mailStopNotice(user, this.admin, this.#ask, this.#show)}
      <div class="columns wide">
        <div>
          ${this.#handover === null ? nothing : handoverPanel(this.#handover, this.admin, () => this.#hand(null))}
          ${user.status === 'invited' ? invitationPanel(user, this.#mails.value, this.admin, () => this.#ask(this.#lostSheet(user))) : nothing}
          ${this.#details(user)}
        </div>
        <div>
          ${actionsPanel(user, this.admin, this.#ask, this.#show, this.#hand)}
          ${legalPanel(this.#agreed, this.admin, this.#exportAgreed)}
          ${personMails(user, this.#mails, this.admin)}
          ${timeline({ events: this.#events, names: this.#names, admin: this.admin, trail: trailPath({ user: user.id }) })}
        </div>
      </div>
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>
    </div>`
  }

  #details(user: User): TemplateResult {
    const { words } = this.admin
    return html`<form class="card" @submit=${this.#submit} novalidate>
      <h2>${words.details}</h2>
      ${this.#overtaken === null ? nothing : this.#meanwhile(this.#overtaken)}
      ${personFields(user, this.admin, readFaults(this.#error))}
      <p class="error" role="alert">${this.#error === null ? nothing : errorText(this.#error)}</p>
      <p class="row"><button class="primary" type="submit" aria-disabled=${this.#pending}>${words.save}</button></p>
    </form>`
  }

  /** Both are shown; nothing is lost. */
  #meanwhile({ now, patch }: { now: User; patch: Patch }): TemplateResult {
    const { words } = this.admin
    return html`<section class="notice" role="alert">
      <h3>${words.meanwhileTitle}</h3>
      <p>${words.meanwhile}</p>
      <table>
        <thead><tr><th scope="col">${words.field}</th><th scope="col">${words.theirs}</th><th scope="col">${words.yours}</th></tr></thead>
        <tbody>
          ${differences(patch as Record<string, unknown>, now).map(
            ({ key, stored, typed }) =>
              html`<tr><th scope="row">${words[key as keyof Words] ?? key}</th><td>${stored}</td><td>${typed}</td></tr>`,
          )}
        </tbody>
      </table>
      <p class="row">
        <button class="primary" type="button" @click=${() => this.#save(patch, now.version)}>${words.saveAnyway}</button>
        <button class="secondary" type="button" @click=${() => this.#takeTheirs(now)}>${words.takeTheirs}</button>
      </p>
    </section>`
  }

  #takeTheirs(now: User): void {
    this.#overtaken = null
    this.#show(now)
  }
}
