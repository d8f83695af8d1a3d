// An address as managers and the trail see it.

import { maskAddress } from '../email/mask-address.ts'
import type { EmailFacts, Person } from './person.ts'
import type { Settings } from './settings.ts'

/** Masked where the holder typed it, unless an application of theirs says otherwise. `null` without an address. */
export const shownAddress = (
  person: Pick<Person, 'access'>,
  address: Pick<EmailFacts, 'canonical' | 'entered' | 'setBy'> | null,
  settings: Settings,
): string | null => {
  if (address === null) return null
  const isShown = person.access.some(({ application }) => settings.applications[application]?.showsTypedAddresses === true)
  return address.setBy === 'manager' || isShown ? address.entered : maskAddress(address.canonical)
}
