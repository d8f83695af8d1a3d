// What a decision is given besides the facts and the command: time, actor, settings and fresh random names.

import type { Actor } from '../access/actor.ts'
import type { Instant } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'

export interface Context {
  /** The database's clock. */
  now: Instant
  actor: Actor
  settings: Settings
  /** The newest of the deployment's secrets; new generations are derived with it. */
  keyId: string
  /** Random, unused: 16 hexadecimal characters, and six characters of the code alphabet. One of each serves one decision. */
  fresh: { grantId: string; locator: string }
}
