// What a managing app opens with: counts, and what the deployment is set up for.

import type { OutputOf } from '@foyer/contract'
import type { CallOptions } from './client-options.ts'
import type { Send } from './request.ts'

export type Overview = OutputOf<'overview.get'>
export type Settings = OutputOf<'settings.get'>

export interface OverviewCalls {
  /** How many people stand where, and over the last ninety days; at most 30 seconds old. Roles: viewer and above. */
  get(options?: CallOptions): Promise<Overview>
}

export interface SettingsCalls {
  /** Applications, fields, documents and roles in the client's language, and the role of whoever asks. */
  get(options?: CallOptions): Promise<Settings>
}

export const overview = (send: Send): OverviewCalls => ({ get: (options) => send({ route: 'overview.get' }, options) })

export const settings = (send: Send): SettingsCalls => ({ get: (options) => send({ route: 'settings.get' }, options) })
