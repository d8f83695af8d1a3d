// Who acted, in words.

import type { Admin } from '../app/admin.ts'
import type { Words } from '../i18n/words.ts'

const kinds: Readonly<Record<string, keyof Words>> = {
  user: 'actor_user',
  api_key: 'actor_api_key',
  holder: 'actor_holder',
  system: 'actor_system',
  terminal: 'actor_terminal',
}

export const actorText = (actor: string, { words }: Pick<Admin, 'words'>): string => {
  const kind = kinds[actor.split(':')[0] ?? '']
  return kind === undefined ? actor : words[kind]
}
