// Who acted, in words: by name where it is known.

import type { Admin } from '../app/admin.ts'
import type { Words } from '../i18n/words.ts'

const kinds: Readonly<Record<string, keyof Words>> = {
  user: 'actor_user',
  api_key: 'actor_api_key',
  holder: 'actor_holder',
  system: 'actor_system',
  terminal: 'actor_terminal',
}

interface Known {
  names: ReadonlyMap<string, string>
  /** Whom the event concerns: whoever acts on themselves needs no name. */
  concerns: string | null
}

export const actorText = (actor: string, { words }: Pick<Admin, 'words'>, { names, concerns }: Known): string => {
  const [kind = '', id = ''] = actor.split(':')
  const word = kinds[kind]
  if (word === undefined) return actor
  const name = names.get(id)
  return name === undefined || (kind === 'holder' && id === concerns) ? words[word] : name
}
