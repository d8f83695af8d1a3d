// Looks for work again and again: at once when somebody says that there is some, else after a while.

export interface WakefulLoop {
  /** There is work: look at once. Cheap, and never waits. */
  wake(): void
  isStopped(): boolean
  /** No round begins after this. Resolves when the present one has ended. */
  stop(): Promise<void>
}

/** Whoever comes first after a start is answered before old work is looked for. */
const FIRST_AFTER_MS = 500

/** @param round one look, which never rejects. @returns ms until the next one; 0: at once */
export const startWakefulLoop = (round: () => Promise<number>): WakefulLoop => {
  let stopped = false
  let asked = false
  let waker: (() => void) | null = null

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (asked || stopped) return resolve()
      const timer = setTimeout(resolve, Math.max(ms, 5))
      waker = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const rounds = async (): Promise<void> => {
    await pause(FIRST_AFTER_MS)
    while (!stopped) {
      asked = false
      const wait = await round()
      if (wait > 0) await pause(wait)
    }
  }

  const ended = Promise.resolve().then(rounds)
  return {
    wake() {
      asked = true
      waker?.()
    },
    isStopped: () => stopped,
    stop() {
      stopped = true
      waker?.()
      return ended
    },
  }
}
