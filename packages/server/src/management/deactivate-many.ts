// Blocks the people of a selection: now, or after a last day.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { deactivatePerson, parseMoment } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import type { Caller } from './caller.ts'
import { changeMany } from './change-many.ts'

/**
 * One batch, as `changeMany` goes through them. Whoever asks is never among those blocked (`own_account`), nor is the last owner
 * (`last_owner`), nor anybody of a higher role (`role_too_low`).
 * @throws FoyerError `invalid_input` for a moment that is none, and those of `changeMany`.
 */
export const deactivateMany = async (
  deps: ManagementDeps,
  caller: Caller,
  { at: text, reason, ...many }: ParsedInputOf<'users.deactivateMany'>,
): Promise<OutputOf<'users.deactivateMany'>> => {
  const at = text === undefined ? undefined : parseMoment(text, deps.config.settings.timeZone, ['at'])
  return changeMany(deps, caller, many, {
    name: 'users.deactivateMany',
    about: [text, reason],
    decide: (person, context) => deactivatePerson(person, { at, reason }, context),
  })
}
