// A person's details as a form. Whoever is overtaken sees both versions; only what was typed here is ever written.

import { isFoyerError, type User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { mayEdit } from '../data/may-do.ts'
import { changedOnly, differences, type PersonPatch } from '../data/person-patch.ts'
import type { Words } from '../i18n/words.ts'
import { dataTable } from './data-table.ts'
import { personFacts } from './person-facts.ts'
import { personFields, readFaults, readPerson } from './person-form.ts'
import { errorText } from './problem.ts'

interface Overtaken {
  /** What stood on the screen when typing began. */
  before: User
  now: User
  patch: PersonPatch
}

export class PersonDetails extends LightElement {
  static override properties = { admin: { attribute: false }, user: { attribute: false } }
  declare admin: Admin
  declare user: User
  #pending = false
  #error: unknown = null
  #overtaken: Overtaken | null = null
  /** Another one makes the fields anew, without what was typed. */
  #round = 0

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('user') as User | undefined
    if (before === undefined || before.id === this.user.id) return
    this.#error = null
    this.#overtaken = null
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (this.#pending) return
    const patch = changedOnly(readPerson(new FormData(event.target as HTMLFormElement), this.admin), this.user, this.admin)
    void this.#save(patch, this.user)
  }

  async #save(patch: PersonPatch, seen: User): Promise<void> {
    const { foyer, words, tell } = this.admin
    this.#pending = true
    this.#error = null
    this.requestUpdate()
    try {
      const saved = await foyer.users.update(this.user.id, patch, { ifVersion: seen.version })
      this.#overtaken = null
      this.#tellChanged(saved)
      tell(words.saved)
    } catch (error) {
      if (isFoyerError(error, 'changed_meanwhile')) await this.#overtake(patch)
      else this.#error = error
    }
    this.#pending = false
    this.requestUpdate()
    await this.updateComplete
    this.querySelector<HTMLElement>('.notice h3, [aria-invalid], .error[role=alert]:not(:empty)')?.focus()
  }

  async #overtake(patch: PersonPatch): Promise<void> {
    try {
      this.#overtaken = { before: this.#overtaken?.before ?? this.user, now: await this.admin.foyer.users.get(this.user.id), patch }
    } catch (error) {
      this.#error = error
    }
  }

  #takeTheirs(now: User): void {
    this.#overtaken = null
    this.#round += 1
    this.#tellChanged(now)
  }

  #tellChanged(user: User): void {
    this.dispatchEvent(new CustomEvent('person-changed', { detail: user }))
  }

  override render(): TemplateResult {
    const { words } = this.admin
    if (!mayEdit(this.user, this.admin))
      return html`<section class="card">
        <h2>${words.details}</h2>
        ${personFacts(this.user, this.admin)}
      </section>`
    return html`<form class="card" aria-label=${words.details} @submit=${this.#submit} novalidate>
      <h2>${words.details}</h2>
      ${this.#overtaken === null ? nothing : this.#meanwhile(this.#overtaken)}
      ${keyed(this.#round, personFields(this.user, this.admin, readFaults(this.#error)))}
      <p class="error" role="alert" tabindex="-1">${this.#error === null ? nothing : errorText(this.#error)}</p>
      ${
        this.#overtaken === null
          ? html`<p class="row"><button class="primary" type="submit" aria-disabled=${this.#pending}>${words.save}</button></p>`
          : nothing
      }
    </form>`
  }

  #meanwhile({ before, now, patch }: Overtaken): TemplateResult {
    const { words } = this.admin
    return html`<section class="notice meanwhile" role="alert">
      <h3 tabindex="-1">${words.meanwhileTitle}</h3>
      <p>${words.meanwhile}</p>
      ${dataTable(differences({ before, now, patch }, this.admin), {
        label: words.meanwhileTitle,
        wrapping: true,
        columns: [
          { title: words.field, names: true, cell: ({ key, label }) => label ?? words[key as keyof Words] ?? key },
          { title: words.theirs, cell: ({ stored }) => stored },
          { title: words.yours, cell: ({ typed }) => typed ?? html`<span class="muted">${words.unchangedHere}</span>` },
        ],
      })}
      <p class="row">
        <button class="primary" type="button" @click=${() => this.#save(patch, now)}>${words.saveAnyway}</button>
        <button class="secondary" type="button" @click=${() => this.#takeTheirs(now)}>${words.takeTheirs}</button>
      </p>
    </section>`
  }
}

if (customElements.get('foyer-person-details') === undefined) customElements.define('foyer-person-details', PersonDetails)
