// One question of the profile, drawn and read by its type.

import type { ProfileFieldView } from '@foyer/contract'
import type { Speech } from '../i18n/speak.ts'
import type { FieldOptions } from './field.ts'
import type { Kit } from './kit.ts'
import { tick } from './tick.ts'

const MOST_RADIOS = 4
/** Options up to this many characters stand side by side. */
const SHORT_OPTION = 12

type TextType = Exclude<ProfileFieldView['type'], 'choice' | 'choices' | 'yes-no'>
type Question = Omit<ProfileFieldView, 'type'>

const textFields: Record<TextType, Pick<FieldOptions, 'type' | 'inputmode' | 'autocomplete'>> = {
  text: {},
  number: { type: 'number', inputmode: 'decimal' },
  date: { type: 'date' },
  phone: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
  url: { type: 'url', inputmode: 'url', autocomplete: 'url' },
  email: { type: 'email', inputmode: 'email', autocomplete: 'email' },
}

/** `null` where nothing was answered. */
export function readProfileField({ key, type }: ProfileFieldView, answers: FormData): unknown {
  if (type === 'choices') return answers.getAll(key)
  const text = String(answers.get(key) ?? '').trim()
  if (text === '') return null
  if (type === 'number') return Number(text)
  return type === 'yes-no' ? text === 'true' : text
}

export function profileField(kit: Kit, speech: Speech, field: ProfileFieldView, value: unknown) {
  const { key: name, type, label, hint, required, options } = field
  const text = String(value ?? '')
  if (type === 'yes-no') {
    const answers = [
      { value: 'true', label: speech.say('yes') },
      { value: 'false', label: speech.say('no') },
    ]
    return ticks(kit, speech, 'radio', { ...field, options: answers }, [text])
  }
  if (type === 'choices') return ticks(kit, speech, 'checkbox', field, Array.isArray(value) ? value : [])
  if (type === 'choice') return options.length > MOST_RADIOS ? select(kit, speech, field, text) : ticks(kit, speech, 'radio', field, [text])
  return kit.field({ name, label: marked(kit, label, required), hint, required, value: text, ...textFields[type] })
}

/** The mark is for the eye; the ear hears `required` of the field itself. */
const marked = ({ html, nothing }: Kit, label: string, required: boolean) =>
  html`${label}${required ? html`<span class="foyer-mark" aria-hidden="true"> *</span>` : nothing}`

function notes(kit: Kit, { key, hint }: Question) {
  const error = kit.error(key)
  const [hintId, errorId] = [kit.id(`${key}-hint`), kit.id(`${key}-error`)]
  return {
    error,
    describedBy: [hint && hintId, error && errorId].filter(Boolean).join(' ') || kit.nothing,
    hintLine: hint ? kit.html`<p class="foyer-hint" id=${hintId}>${hint}</p>` : kit.nothing,
    errorLine: kit.errorLine(key, error),
  }
}

function ticks(kit: Kit, { say }: Speech, type: 'radio' | 'checkbox', question: Question, chosen: readonly unknown[]) {
  const { key, label, required, options } = question
  const { error, describedBy, hintLine, errorLine } = notes(kit, question)
  const isShort = options.every(({ label }) => label.length <= SHORT_OPTION)
  const missing = required && type === 'radio' ? say('missingChoice') : undefined
  return kit.html`<fieldset class="foyer-group" aria-describedby=${describedBy}>
    <legend class="foyer-label">${marked(kit, label, required)}</legend>
    ${hintLine}
    <div class=${isShort ? 'foyer-row' : 'foyer-column'}>
      ${options.map(({ value, label }, index) =>
        tick(kit, {
          id: `${key}-${index}`,
          name: key,
          value,
          type,
          label,
          checked: chosen.includes(value),
          required: missing,
          isInvalid: error !== undefined,
        }),
      )}
    </div>
    ${errorLine}
  </fieldset>`
}

function select(kit: Kit, { say }: Speech, question: Question, chosen: string) {
  const { html, nothing, id } = kit
  const { key, label, required, options } = question
  const { error, describedBy, hintLine, errorLine } = notes(kit, question)
  return html`<div class="foyer-field">
    <label class="foyer-label" for=${id(key)}>${marked(kit, label, required)}</label>
    <div class="foyer-control">
      <select
        class="foyer-input foyer-select"
        id=${id(key)}
        name=${key}
        ?required=${required}
        data-missing=${say('missingChoice')}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${describedBy}
      >
        <option value="">${say('choose')}</option>
        ${options.map(({ value, label }) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`)}
      </select>
      <svg class="foyer-icon foyer-chevron" viewBox="0 0 20 20" aria-hidden="true"><path d="m5 8 5 5 5-5" /></svg>
    </div>
    ${hintLine}${errorLine}
  </div>`
}
