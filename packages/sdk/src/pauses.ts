// How long whoever waits for an import leaves it alone between two looks.

import { FoyerError } from './errors.ts'

/** Small files are done at once; whoever waits longer is asked less often. */
const FIRST_LOOK_MS = 40
const LOOK_EVERY_MS = 400
/** Of what was waited for already: nobody hears of the end later than that. */
const PATIENCE = 0.06

export const startPauses = (signal: AbortSignal | undefined): (() => Promise<void>) => {
  const begun = Date.now()
  return () => pause(Math.min(LOOK_EVERY_MS, Math.max(FIRST_LOOK_MS, (Date.now() - begun) * PATIENCE)), signal)
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new FoyerError('cancelled', {}, { cause: signal?.reason }))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted === true) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
