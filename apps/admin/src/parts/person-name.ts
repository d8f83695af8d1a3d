// How a person is called in lists and titles.

import type { User } from '@foyer/sdk'
import type { Words } from '../i18n/words.ts'

type Named = Pick<User, 'firstName' | 'lastName' | 'email' | 'emailMasked' | 'externalId'>

/** Never empty: whoever has no name is called by what there is. */
export const personName = ({ firstName, lastName, email, emailMasked, externalId }: Named, words: Words): string => {
  const name = [firstName, lastName].filter((part) => part !== null && part !== '').join(' ')
  return name !== '' ? name : (email ?? emailMasked ?? externalId ?? words.noName)
}
