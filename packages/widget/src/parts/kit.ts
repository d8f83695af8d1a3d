// The parts that screens are made of, bound to one rendering: its ids, its words and its errors.

import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Speech } from '../i18n/speak.ts'
import type { FirstKey } from '../i18n/words.ts'
import { type FieldOptions, field } from './field.ts'
import { alertIcon } from './icons.ts'

export interface Kit {
  readonly html: typeof html
  readonly nothing: typeof nothing
  /** An id that is unique in the page. */
  id(name: string): string
  /** The error at a field. Asking takes it: what nobody asks for is said below the button. */
  error(name: string): string | undefined
  /** The line under a field that says what is wrong. */
  errorLine(name: string, error: string | undefined): TemplateResult | undefined
  field(options: FieldOptions): TemplateResult
  /** Text typed into a field. */
  typed(form: HTMLFormElement, name: string): string
}

export function createKit(prefix: string, errors: Map<string, string>, speech: Speech<FirstKey>): Kit {
  const id = (name: string): string => `${prefix}-${name}`
  const kit: Kit = {
    html,
    nothing,
    id,
    error(name) {
      const error = errors.get(name)
      errors.delete(name)
      return error
    },
    errorLine: (name, error) =>
      error === undefined
        ? error
        : html`<p class="foyer-error" id=${id(`${name}-error`)} role="alert">${alertIcon}<span class="foyer-text">${error}</span></p>`,
    field: (options) => field(kit, speech, options),
    typed: (form, name) => String(new FormData(form).get(name) ?? ''),
  }
  return kit
}
