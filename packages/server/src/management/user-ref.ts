// Whom a route means: `<id>`, `external:<number>` or `email:<address>`.

import { FoyerError, isFoyerError, parseAddress } from '@foyer/core'
import type { SelectedRef } from '../store/person-selection.port.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** @throws FoyerError `user_not_found` for what can be nobody. */
export const readUserRef = (text: string): SelectedRef => {
  if (text.startsWith('external:')) return { externalId: text.slice('external:'.length).trim() }
  if (text.startsWith('email:')) return { email: canonicalOrNobody(text) }
  if (UUID.test(text)) return { id: text.toLowerCase() }
  throw new FoyerError('user_not_found', { ref: text.slice(0, 100) })
}

const canonicalOrNobody = (text: string): string => {
  try {
    return parseAddress(text.slice('email:'.length)).canonical
  } catch (error) {
    if (isFoyerError(error)) throw new FoyerError('user_not_found', { ref: text.slice(0, 400) }, { cause: error })
    throw error
  }
}
