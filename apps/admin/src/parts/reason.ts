// Why something may not be done: the server's own sentence for a code, in the language of the app.

import type { Admin } from '../app/admin.ts'

export const reasonText = (code: string, { settings }: Pick<Admin, 'settings'>): string =>
  Object.hasOwn(settings.reasons, code) ? (settings.reasons[code] ?? code) : code
