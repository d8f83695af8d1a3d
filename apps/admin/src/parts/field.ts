// One labelled field of a form.

import { html, nothing, type TemplateResult } from 'lit'
import type { Words } from '../i18n/words.ts'

interface FieldOptions {
  name: string
  label: string
  value?: string
  type?: 'text' | 'email' | 'date' | 'number' | 'url' | 'tel'
  hint?: string | null
  required?: boolean
  readonly?: boolean
  max?: number
  /** What the server said of this field. */
  fault?: string | undefined
}

export const textField = ({
  name,
  label,
  value = '',
  type = 'text',
  hint,
  required = false,
  readonly = false,
  max,
  fault,
}: FieldOptions) => {
  const described = describedBy(name, hint, fault)
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      name=${name}
      type=${type}
      .value=${value}
      maxlength=${max ?? nothing}
      autocomplete="off"
      ?required=${required}
      ?readonly=${readonly}
      aria-invalid=${fault === undefined ? nothing : 'true'}
      aria-describedby=${described}
    />
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
    ${fault === undefined ? nothing : html`<p class="error" id="${name}-fault">${fault}</p>`}
  </div>`
}

export const selectField = ({
  name,
  label,
  value = '',
  options,
  hint,
  fault,
}: Pick<FieldOptions, 'name' | 'label' | 'value' | 'hint' | 'fault'> & {
  options: readonly (readonly [value: string, label: string])[]
}): TemplateResult => {
  const described = describedBy(name, hint, fault)
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} aria-describedby=${described}>
      ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
    </select>
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
    ${fault === undefined ? nothing : html`<p class="error" id="${name}-fault">${fault}</p>`}
  </div>`
}

export const localeOptions = (words: Words) =>
  [
    ['', words.localeDefault],
    ['de', words.german],
    ['en', words.english],
  ] as const

const describedBy = (name: string, hint: FieldOptions['hint'], fault: FieldOptions['fault']) =>
  [...(hint ? [`${name}-hint`] : []), ...(fault === undefined ? [] : [`${name}-fault`])].join(' ') || nothing
