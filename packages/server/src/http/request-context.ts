// What every request carries while it is served: id, language, address block.

import type { Context } from 'hono'
import type { Locale } from '../text.ts'

export interface RequestFacts {
  requestId: string
  locale: Locale
  /** Address block for rate limits. */
  block: string
}

export interface AppEnv {
  Variables: {
    facts: RequestFacts
    /** The answer was made with every header of `securityHeaders`. */
    hasSecurityHeaders?: true
  }
}

export type AppContext = Context<AppEnv>
