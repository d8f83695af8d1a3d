// How long whoever waits for an import leaves it alone between two looks.

import { FoyerError } from './errors.ts'

/** Small files are done at once; whoever waits longer is asked less often. */
const FIRST_LOOK_MS = 40
const LOOK_EVERY_MS = 400
/** Of what was waited for already: nobody hears of the end later than that. */
const PATIENCE = 0.06

/** How far what is waited for was at this look. */
interface Seen {
  state: string
  done: number
  rows: number
}

/** Waits until the next look: sooner where the rest will take less, as fast as it went since the first look at this state. */
export const startPauses = (signal: AbortSignal | undefined): ((seen: Seen) => Promise<void>) => {
  const begun = Date.now()
  let first: Seen & { at: number } = { state: '', done: 0, rows: 0, at: begun }
  return ({ state, done, rows }) => {
    const now = Date.now()
    if (state !== first.state) first = { state, done, rows, at: now }
    const left = done > first.done ? ((rows - done) * (now - first.at)) / (done - first.done) : LOOK_EVERY_MS
    return pause(Math.max(FIRST_LOOK_MS, Math.min(LOOK_EVERY_MS, left, (now - begun) * PATIENCE)), signal)
  }
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
