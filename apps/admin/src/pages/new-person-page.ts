// One form to enter a person, and to invite in the same step.

import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { fill } from '../i18n/words.ts'
import { textField } from '../parts/field.ts'
import { inviteFields, managingKeys, readInvite } from '../parts/invite-fields.ts'
import { personFields, readFaults, readPerson } from '../parts/person-form.ts'
import { personName } from '../parts/person-name.ts'
import { errorText } from '../parts/problem.ts'

export class NewPersonPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  #invites = true
  #pending = false
  #error: unknown = null

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.#pending) return
    const { foyer, words, go, tell } = this.admin
    const form = new FormData(event.target as HTMLFormElement)
    this.#pending = true
    this.#error = null
    this.requestUpdate()
    try {
      const email = String(form.get('email') ?? '').trim() || null
      const user = await foyer.users.create({
        ...readPerson(form, this.admin),
        email,
        ...(this.#invites ? { invite: readInvite(form, managingKeys(this.admin)) } : {}),
      })
      tell(fill(this.#invites ? words.enteredInvited : words.entered, { name: personName(user, words) }))
      go(`/people/${user.id}`)
    } catch (error) {
      this.#error = error
      this.#pending = false
      this.requestUpdate()
      await this.updateComplete
      this.querySelector<HTMLElement>('[aria-invalid], .error[role=alert]')?.focus()
    }
  }

  readonly #toggle = (): void => {
    this.#invites = !this.#invites
    this.requestUpdate()
  }

  override render(): TemplateResult {
    const { words } = this.admin
    const faults = readFaults(this.#error)
    return html`<div class="page narrow">
      <div class="head"><h1 tabindex="-1">${words.newPerson}</h1></div>
      <form class="card" @submit=${this.#submit} novalidate>
        ${textField({ name: 'email', label: words.email, type: 'email', max: 320, fault: faults.email })}
        ${personFields(null, this.admin, faults)}
        <fieldset>
          <legend>${words.invitation}</legend>
          <label class="check"><input type="checkbox" .checked=${this.#invites} @change=${this.#toggle} />${words.inviteNow}</label>
          ${this.#invites ? inviteFields(this.admin) : nothing}
        </fieldset>
        <p class="error" role="alert" tabindex="-1">${this.#error === null ? nothing : errorText(this.#error)}</p>
        <p class="row">
          <button class="primary" type="submit" aria-disabled=${this.#pending}>${this.#invites ? words.enterInvite : words.enter}</button>
          <a class="button secondary" href=${this.admin.href('/people')}>${words.cancel}</a>
        </p>
      </form>
    </div>`
  }
}
