// Calls that meet the end of a session wait until the same person is signed in again, and then go on: nothing that was typed is lost.

import { isFoyerError } from '@foyer/sdk'

export interface SignInAgain {
  /** Whether a call waits for somebody to sign in. */
  readonly isAsked: boolean
  readonly fetch: typeof fetch
  /** @param isSame whether it is who was signed in before; nobody else goes on with their calls */
  goOn(isSame: boolean): void
}

export function startSignInAgain({ isIn, ask }: { isIn: () => boolean; ask: () => void }): SignInAgain {
  let waiting: ((isSame: boolean) => void)[] = []
  return {
    get isAsked() {
      return waiting.length > 0
    },
    async fetch(input, init) {
      const own = { ...init, credentials: 'same-origin' } as const
      const response = await fetch(input, own)
      if (response.status !== 401 || !isIn()) return response
      const isSame = await new Promise<boolean>((resolve) => {
        waiting.push(resolve)
        ask()
      })
      const signal = init?.signal
      const isLeft = signal?.aborted === true && !isFoyerError(signal.reason, 'timed_out')
      // The time that signing in took is not the server's.
      return isSame && !isLeft ? fetch(input, { ...own, signal: null }) : response
    },
    goOn(isSame) {
      const all = waiting
      waiting = []
      for (const resolve of all) resolve(isSame)
    },
  }
}
