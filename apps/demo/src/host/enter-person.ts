// The form's work: enters a person and invites them in the same step, through the SDK.

import { type Foyer, isFoyerError } from '@foyer/sdk'
import type { DemoConfig } from '../demo-config.ts'
import type { EntryForm } from './first-page.ts'
import type { Language } from './language.ts'
import { words } from './words.ts'

export type Entered = { kind: 'entered'; userId: string } | { kind: 'refused'; form: EntryForm }

/** People of the tour have numbers that begin so: only they are shown on the first page. */
export const TOUR_PREFIX = 'DEMO-'

export async function enterPerson(foyer: Foyer<DemoConfig>, language: Language, given: Record<string, unknown>): Promise<Entered> {
  const form = readForm(given)
  const faults: EntryForm['faults'] = {}
  for (const name of ['firstName', 'lastName', 'email'] as const) if (form[name] === '') faults[name] = words[language].required
  if (Object.keys(faults).length > 0) return { kind: 'refused', form: { ...form, faults } }
  try {
    const { firstName, lastName, email } = form
    const externalId = TOUR_PREFIX + crypto.randomUUID().slice(0, 8)
    const { id } = await foyer.users.create({
      firstName,
      lastName,
      email,
      externalId,
      locale: language,
      location: 'Köln',
      invite: { application: 'app' },
    })
    return { kind: 'entered', userId: id }
  } catch (error) {
    if (isFoyerError(error, 'email_taken', 'email_unsupported'))
      return { kind: 'refused', form: { ...form, faults: { email: error.message } } }
    if (isFoyerError(error, 'invalid_input')) {
      for (const { path, message } of error.details.issues) faults[fieldOf(path[0])] ??= message
      return { kind: 'refused', form: { ...form, faults } }
    }
    throw error
  }
}

const fieldOf = (name: unknown): keyof EntryForm['faults'] =>
  name === 'firstName' || name === 'lastName' || name === 'email' ? name : 'form'

function readForm(given: Record<string, unknown>): EntryForm {
  const text = (name: string) => {
    const value = given[name]
    return typeof value === 'string' ? value.trim().slice(0, 200) : ''
  }
  return { firstName: text('firstName'), lastName: text('lastName'), email: text('email'), faults: {} }
}
