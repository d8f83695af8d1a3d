// A text field: label above, hint and error below, and in a password the switch that shows it.

import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Speech } from '../i18n/speak.ts'
import type { FirstKey } from '../i18n/words.ts'
import { eyeIcon } from './icons.ts'
import type { Kit } from './kit.ts'

export interface FieldOptions {
  readonly name: string
  readonly label: unknown
  /** Default: `text`. */
  readonly type?: string
  readonly value?: string | null
  readonly hint?: string | null
  readonly autocomplete?: string
  readonly inputmode?: string
  /** Default: yes. */
  readonly required?: boolean
  /** A class of its own beside `foyer-input`. */
  readonly look?: string
  onInput?(event: InputEvent): void
}

export function field(kit: Kit, speech: Speech<FirstKey>, options: FieldOptions): TemplateResult {
  const { name, label, type = 'text', value, hint, autocomplete = nothing, inputmode = nothing, required = true, look, onInput } = options
  const error = kit.error(name)
  const describedBy = [hint && kit.id(`${name}-hint`), error && kit.id(`${name}-error`)].filter(Boolean).join(' ')
  const isPassword = type === 'password'
  return html`<div class="foyer-field">
    <label class="foyer-label" for=${kit.id(name)}>${label}</label>
    <div class="foyer-control">
      <input
        class="foyer-input ${isPassword ? 'foyer-password' : look}"
        id=${kit.id(name)}
        name=${name}
        type=${type}
        .value=${value ?? ''}
        ?required=${required}
        autocomplete=${autocomplete}
        inputmode=${inputmode}
        autocapitalize=${autocomplete === nothing ? nothing : 'none'}
        spellcheck="false"
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${describedBy || nothing}
        @input=${onInput}
      />${
        isPassword
          ? html`<button class="foyer-show" type="button" aria-label=${speech.say('show')} @click=${(event: Event) => toggle(event, speech)}>${eyeIcon}</button>`
          : nothing
      }
    </div>
    ${hint ? html`<p class="foyer-hint" id=${kit.id(`${name}-hint`)}>${hint}</p>` : nothing}${kit.errorLine(name, error)}
  </div>`
}

/** Switches in place: the typed text, the caret and the focus stay. */
function toggle({ currentTarget }: Event, { say }: Speech<FirstKey>): void {
  const button = currentTarget as HTMLButtonElement
  const input = button.previousElementSibling as HTMLInputElement
  const isShown = button.classList.toggle('foyer-shown')
  input.type = isShown ? 'text' : 'password'
  button.setAttribute('aria-label', say(isShown ? 'hide' : 'show'))
}
