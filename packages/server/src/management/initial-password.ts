// An initial password for an invitation: generated ones are derived by the mail sender, chosen ones are hashed here and now.

import type { InitialPassword } from '@foyer/contract'
import { checkPassword, type InitialPasswordInput } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { commonPasswords } from '../password/common-passwords.ts'
import type { Caller } from './caller.ts'

/** @throws FoyerError `password_too_short`, `password_common` and their kin for a chosen one. */
export const readInitialPassword = async (
  deps: ManagementDeps,
  caller: Caller,
  input: InitialPassword | undefined,
): Promise<InitialPasswordInput | undefined> => {
  if (input === undefined) return undefined
  if (input === 'generate') return { kind: 'generate' }
  checkPassword(input.value, {
    minLength: deps.config.minPasswordLength,
    maxLength: 256,
    personWords: [],
    isCommon: await commonPasswords(),
  })
  return { kind: 'chosen', hash: await deps.hasher.hash(input.value), from: await nameOf(deps, caller) }
}

/** From whom the person gets it, as the mail says: the manager's name, else the organisation. */
const nameOf = async (deps: ManagementDeps, caller: Caller): Promise<string> => {
  if (caller.actor.kind !== 'user') return deps.config.organisation.name
  const loaded = await deps.store.loadPerson({ id: caller.actor.userId })
  const name = [loaded?.person.profile.firstName, loaded?.person.profile.lastName].filter((part) => part != null).join(' ')
  return name === '' ? deps.config.organisation.name : name
}
