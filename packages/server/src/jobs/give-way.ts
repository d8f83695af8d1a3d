// Lets others go before long work.

import { setTimeout as rest, setImmediate as turn } from 'node:timers/promises'
import type { PasswordHasher } from '../password/hash-password.ts'

const LOOK_AGAIN_MS = 3
/** However many sign in, a file comes to its end. */
const MOST_MS = 60

/**
 * One turn of the event loop. While passwords are compared, which happens behind everything else, it lasts until that is done: a file would take
 * every core there is.
 */
export const giveWay = async ({ hasher }: { hasher: Pick<PasswordHasher, 'running'> }): Promise<void> => {
  await turn()
  for (let waited = 0; hasher.running > 0 && waited < MOST_MS; waited += LOOK_AGAIN_MS) await rest(LOOK_AGAIN_MS)
}
