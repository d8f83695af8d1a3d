// Waits for the signal that ends the process.

import { EXIT } from './exit-codes.ts'

/** The first SIGINT or SIGTERM from now on, however early; a second one ends the process at once. */
export const untilStopped = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (asked) process.exit(EXIT.failed)
        asked = true
        resolve(signal)
      })
  })
