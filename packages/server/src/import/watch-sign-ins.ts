// Whether people sign in at present: then the work on a file goes in small steps, so that none of them waits for a long one.

import type { PasswordHasher } from '../password/hash-password.ts'

/** After the last password that was compared. */
const LATELY_MS = 2_000

/** @returns whether a password was compared lately */
export const watchSignIns = (hasher: Pick<PasswordHasher, 'count' | 'running'>, clock: () => number = () => performance.now()) => {
  let seen = hasher.count
  let last = Number.NEGATIVE_INFINITY
  return (): boolean => {
    if (hasher.count !== seen || hasher.running > 0) last = clock()
    seen = hasher.count
    return clock() - last < LATELY_MS
  }
}

const watches = new WeakMap<object, () => boolean>()

/** The same for everybody who asks about the same passwords. */
export const peopleSignIn = (hasher: Pick<PasswordHasher, 'count' | 'running'>): boolean => {
  const watch = watches.get(hasher) ?? watchSignIns(hasher)
  watches.set(hasher, watch)
  return watch()
}
