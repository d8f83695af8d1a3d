// `handoverAsks`: one thing on file that no sheet shows, so that paper alone opens nothing.

import type { Person } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'
import { FoyerError } from '../foyer-error.ts'
import { type Carrier, channelOf, formOf } from '../grant/carriers.ts'
import { readFieldValue } from '../profile/field-values.ts'
import { foldForSearch } from '../text/fold.ts'

/** Wrong answers that stop what was handed over. */
export const HANDOVER_ANSWER_TRIES = 5

/** `externalId` or a key of `profile`; `null` where no application of this person asks for anything. */
export const handoverQuestion = ({ access }: Pick<Person, 'access'>, settings: Settings): string | null =>
  access.map(({ application }) => settings.applications[application]?.handoverAsks).find((key) => key !== undefined) ?? null

/** Without an answer on file nobody could pass, so nothing is handed over. */
export const hasHandoverAnswer = (person: Pick<Person, 'access' | 'profile'>, settings: Settings): boolean => {
  const key = handoverQuestion(person, settings)
  return key === null || valueOnFile(person, key) !== null
}

/** Whether what was typed is what stands on file. Case, accents and spaces around do not count in texts. */
export const isHandoverAnswer = (person: Pick<Person, 'access' | 'profile'>, settings: Settings, typed: string): boolean => {
  const key = handoverQuestion(person, settings)
  const onFile = key === null ? null : valueOnFile(person, key)
  if (key === null || onFile === null) return false
  const expected = foldForSearch(onFile)
  return expected !== '' && expected === foldForSearch(canonical(settings, key, typed))
}

interface AnswerProof {
  carrier: Carrier
  answered?: boolean | undefined
}

/** Asked of whoever comes with a QR code, sheet, link or typed code; a password that an admin chose is a secret of another kind. */
export const isAnswerDue = (person: Pick<Person, 'access'>, proof: AnswerProof, settings: Settings): boolean =>
  proof.answered !== true &&
  channelOf(proof.carrier) === 'handover' &&
  formOf(proof.carrier) !== 'chosen' &&
  handoverQuestion(person, settings) !== null

/** @throws FoyerError `action_not_open` while the question stands. */
export const requireAnswered = (person: Pick<Person, 'access'>, proof: AnswerProof, settings: Settings): void => {
  if (isAnswerDue(person, proof, settings)) throw new FoyerError('action_not_open')
}

const valueOnFile = ({ profile }: Pick<Person, 'profile'>, key: string): string | null => {
  const value = key === 'externalId' ? profile.externalId : profile.fields[key]
  return value == null || value === '' ? null : String(value)
}

/** In the form that is kept on file, so that a phone number or a date may be typed in any of its spellings. */
const canonical = (settings: Settings, key: string, typed: string): string => {
  const field = Object.hasOwn(settings.profile, key) ? settings.profile[key] : undefined
  const text = typed.trim()
  if (field === undefined) return text
  const given = field.type === 'number' ? Number(text.replace(',', '.')) : field.type === 'date' ? isoDay(text) : text
  return String(readFieldValue(field, given).value ?? text)
}

/** `3.2.1980` as `1980-02-03`. */
const isoDay = (text: string): string => {
  const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? []
  return day === undefined || month === undefined || year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
