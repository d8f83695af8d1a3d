// What use cases are given: everything with an effect comes in through here.

import { randomBytes } from 'node:crypto'
import { type Actor, type Context, locatorFrom } from '@foyer/core'
import type { Logger } from 'pino'
import type { ResolvedConfig } from './config.ts'
import type { GrantSecrets } from './keys/grant-secrets.ts'
import type { KeyRing } from './keys/key-ring.ts'
import type { LegalTexts } from './legal/legal-texts.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { PasswordHasher } from './password/hash-password.ts'
import type { Store } from './store/store.ts'

export interface Deps {
  config: ResolvedConfig
  store: Store
  keys: KeyRing
  secrets: GrantSecrets
  hasher: PasswordHasher
  legalTexts: LegalTexts
  log: Logger
  /** `null` where nobody may read them: then nothing is measured. */
  metrics: Metrics | null
  version: string
  /** Whether the mail provider signed a webhook; `null` where none is configured. */
  signedByProvider: ((signature: { timestamp: string; token: string; signature: string }) => boolean) | null
  /** Tells the workers that jobs were written; cheap, and never waits. */
  wakeWorkers: () => void
  /** The same for an import that was queued. */
  wakeImports: () => void
}

/** What managing takes: by the API, and by commands. */
export type ManagementDeps = Pick<Deps, 'config' | 'store' | 'keys' | 'secrets' | 'hasher' | 'version' | 'wakeWorkers' | 'wakeImports'> & {
  /** `null` at a terminal, which shows no texts. */
  legalTexts: LegalTexts | null
}

const NOTHING_FRESH = { grantId: '', locator: '' } as const

/** For judging what may be done: nothing is made of it, so nothing random is drawn. */
export const judgingContext = (deps: Pick<Deps, 'config' | 'keys'>, actor: Actor, now: number): Context => ({
  now,
  actor,
  settings: deps.config.settings,
  keyId: deps.keys.newest,
  fresh: NOTHING_FRESH,
})

/** What a core decision is given besides person and command. `now` is the database's. */
export const decisionContext = (deps: Pick<Deps, 'config' | 'keys'>, actor: Actor, now: number): Context => ({
  now,
  actor,
  settings: deps.config.settings,
  keyId: deps.keys.newest,
  fresh: freshWhenAsked(),
})

/** Drawn when first asked for: most decisions make nothing, and an import makes very many. */
const freshWhenAsked = (): Context['fresh'] => {
  let grantId: string | null = null
  let locator: string | null = null
  return {
    get grantId() {
      grantId ??= randomBytes(8).toString('hex')
      return grantId
    },
    get locator() {
      locator ??= locatorFrom(randomBytes(8))
      return locator
    },
  }
}
