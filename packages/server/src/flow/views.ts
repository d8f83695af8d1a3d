// Legal documents and profile fields as a screen needs them, in its language.

import type { ProfileFieldView, StepData } from '@foyer/contract'
import type { Person } from '@foyer/core'
import type { ResolvedConfig } from '../config.ts'
import type { ProfileFieldConfig } from '../config-types.ts'
import type { LegalTexts } from '../legal/legal-texts.ts'
import { localText } from '../text.ts'

export const legalViews = (
  deps: { legalTexts: LegalTexts },
  documents: readonly string[],
  locale: string,
  { config, acceptances }: { config: ResolvedConfig; acceptances: Person['acceptances'] },
): StepData['accept_legal']['documents'] =>
  documents.flatMap((key) => {
    const document = deps.legalTexts.get(key)
    if (document === undefined) return []
    const { version, type } = document
    const optional = config.legal[key]?.optional === true
    const earlier = acceptances.findLast((acceptance) => acceptance.document === key)?.version ?? null
    return [{ key, version, type, title: localText(document.title, locale), url: document.url(locale), optional, earlier }]
  })

/** Fields that left the configuration are not shown; their values stay. */
export const profileViews = (
  config: ResolvedConfig,
  keys: readonly string[],
  values: Readonly<Record<string, unknown>>,
  locale: string,
): { fields: ProfileFieldView[]; values: Record<string, unknown> } => {
  const schema = config.settings.profile as Readonly<Record<string, ProfileFieldConfig>>
  const fields = keys.flatMap((key) => {
    const field = schema[key]
    return field === undefined ? [] : [fieldView(key, field, locale)]
  })
  const shown = Object.fromEntries(fields.map(({ key }) => [key, values[key] ?? null]))
  return { fields, values: shown }
}

const fieldView = (key: string, field: ProfileFieldConfig, locale: string): ProfileFieldView => {
  const options = 'options' in field ? field.options : []
  const labels = 'optionLabels' in field ? field.optionLabels : undefined
  return {
    key,
    type: field.type,
    label: localText(field.label, locale),
    hint: field.hint === undefined ? null : localText(field.hint, locale),
    required: field.required === true,
    options: options.map((value) => ({ value, label: localText(labels?.[value] ?? value, locale) })),
  }
}

const NUMBER: Readonly<Record<string, string>> = { de: 'Personalnummer oder Identifikation', en: 'Staff number or ID' }

/** What `handoverAsks` names, as a question. */
export const questionView = (config: ResolvedConfig, key: string, locale: string): Omit<StepData['answer_question'], 'contact'> => {
  const schema = config.settings.profile as Readonly<Record<string, ProfileFieldConfig>>
  const field = Object.hasOwn(schema, key) ? schema[key] : undefined
  if (field === undefined) return { label: localText(NUMBER, locale), hint: null, type: 'text' }
  const { label, hint, type } = fieldView(key, field, locale)
  return { label, hint, type: type === 'number' || type === 'date' || type === 'phone' ? type : 'text' }
}
