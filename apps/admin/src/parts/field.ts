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
  const described = [...(hint ? [`${name}-hint`] : []), ...(fault === undefined ? [] : [`${name}-fault`])].join(' ')
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
      aria-describedby=${described === '' ? nothing : described}
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
  fault,
}: Pick<FieldOptions, 'name' | 'label' | 'value' | 'fault'> & {
  options: readonly (readonly [value: string, label: string])[]
}): TemplateResult =>
  html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} aria-describedby=${fault === undefined ? nothing : `${name}-fault`}>
      ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
    </select>
    ${fault === undefined ? nothing : html`<p class="error" id="${name}-fault">${fault}</p>`}
  </div>`

export const localeOptions = (words: Words) =>
  [
    ['', words.localeDefault],
    ['de', words.german],
    ['en', words.english],
  ] as const
