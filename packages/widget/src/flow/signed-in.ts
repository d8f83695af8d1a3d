// What a page is told when somebody has signed in.

import type { SessionUser } from '@foyer/contract'

export interface SignedIn {
  /** `null` where neither the host's exchange nor a cookie of Foyer's tells it. */
  readonly user: SessionUser | null
  readonly flow: 'sign_in' | 'activation'
  /** The sign-in was complete before this page was loaded. */
  readonly resumed: boolean
}
