// One form to enter a person, and in the same step to invite them by mail or to print their info sheet.

import { isFoyerError, type User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { fill, type Words } from '../i18n/words.ts'
import { selectField, textField } from '../parts/field.ts'
import { inviteFields, managingKeys, readInvite } from '../parts/invite-fields.ts'
import { personFields, readFaults, readPerson } from '../parts/person-form.ts'
import { personName } from '../parts/person-name.ts'
import { errorText } from '../parts/problem.ts'
import { printSheetOf } from '../parts/sheet-questions.ts'

const WAYS = ['mail', 'sheet', 'later'] as const
type Way = (typeof WAYS)[number]

const wayWords: Record<Way, { choice: keyof Words; action: keyof Words; done: keyof Words }> = {
  mail: { choice: 'inviteNow', action: 'enterInvite', done: 'enteredInvited' },
  sheet: { choice: 'printNow', action: 'enterPrint', done: 'enteredPrinted' },
  later: { choice: 'inviteLater', action: 'enter', done: 'entered' },
}

export class NewPersonPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  #way: Way = 'mail'
  #pending = false
  #error: unknown = null
  /** Entered already, though what should come with it failed: trying again enters nobody twice. */
  #entered: User | null = null

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.#pending) return
    const { words, go, tell } = this.admin
    const form = new FormData(event.target as HTMLFormElement)
    this.#pending = true
    this.#error = null
    this.requestUpdate()
    try {
      this.#entered ??= await this.#enter(form)
      if (this.#way === 'sheet') await printSheetOf(this.#entered, String(form.get('application') ?? ''), this.admin)
      tell(fill(words[wayWords[this.#way].done], { name: personName(this.#entered, words) }))
      go(`/people/${this.#entered.id}`)
    } catch (error) {
      this.#error = error
      this.#pending = false
      this.requestUpdate()
      await this.updateComplete
      this.querySelector<HTMLElement>('[aria-invalid], .error[role=alert]')?.focus()
    }
  }

  #enter(form: FormData): Promise<User> {
    const { admin } = this
    const email = String(form.get('email') ?? '').trim() || null
    return admin.foyer.users.create({
      ...readPerson(form, admin),
      email,
      ...(this.#way === 'mail' ? { invite: readInvite(form, managingKeys(admin)) } : {}),
    })
  }

  #choose(way: Way): void {
    this.#way = way
    this.requestUpdate()
  }

  override render(): TemplateResult {
    const { words, href } = this.admin
    const faults = readFaults(this.#error)
    return html`<div class="page narrow">
      <div class="head"><h1 tabindex="-1">${words.newPerson}</h1></div>
      <form class="card" aria-label=${words.newPerson} @submit=${this.#submit} novalidate>
        ${textField({ name: 'email', label: words.email, type: 'email', max: 320, fault: faults.email ?? (isFoyerError(this.#error, 'email_missing') ? words.emailNeeded : undefined) })}
        ${personFields(null, this.admin, faults)}
        <fieldset class="ways">
          <legend>${words.invitation}</legend>
          ${WAYS.map(
            (way) =>
              html`<label class="check"><input type="radio" name="way" value=${way} .checked=${way === this.#way} @change=${() => this.#choose(way)} />${words[wayWords[way].choice]}</label>`,
          )}
          ${this.#questions()}
        </fieldset>
        <p class="error" role="alert" tabindex="-1">${this.#error === null ? nothing : errorText(this.#error)}</p>
        <p class="row">
          <button class="primary" type="submit" aria-disabled=${this.#pending}>${words[wayWords[this.#way].action]}</button>
          <a class="button secondary" href=${href('/people')}>${words.cancel}</a>
        </p>
      </form>
    </div>`
  }

  #questions(): TemplateResult | typeof nothing {
    const { admin } = this
    if (this.#way === 'mail') return inviteFields(admin)
    if (this.#way === 'later') return nothing
    const options = admin.settings.applications.map(({ key, name }) => [key, name] as const)
    return selectField({ name: 'application', label: admin.words.inviteTo, options })
  }
}
