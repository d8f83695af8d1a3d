// Hashing own passwords: argon2id with bounded work, so that a storm of sign-ins leaves everything else fast.

import { availableParallelism } from 'node:os'
import { FoyerError } from '@foyer/core'
import { hashOnThread, verifyOnThread } from './hash-threads.ts'

/** OWASP's first recommendation for argon2id: 19 MiB, 2 passes, 1 lane. The parameters stand in each hash. */
export const ARGON2_PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 2 } as const

export interface Argon2Parameters {
  /** KiB. */
  memoryCost: number
  timeCost: number
  parallelism: number
}

export interface PasswordHasher {
  /** @throws FoyerError `busy` when the queue is full. */
  hash(password: string): Promise<string>
  /**
   * Always costs one hash: without a stored one it is compared with a dummy and answers false.
   * @throws FoyerError `busy` when the queue is full.
   */
  verify(stored: string | null, password: string): Promise<boolean>
  /** True when the parameters have grown since this hash was made. */
  isOutdated(stored: string): boolean
  /** Hashes made or compared so far. */
  readonly count: number
  /** At this moment. */
  readonly running: number
  readonly waiting: number
}

export interface HasherOptions {
  /** As many hashes at once as cores: more only makes each slower. */
  concurrency?: number
  /** How many may wait; beyond it callers hear `busy` at once. Default 400. */
  maxWaiting?: number
  parameters?: Argon2Parameters
}

/** NIST SP 800-63B-4 §3.1.1.2: normalise before hashing, so that one password typed on two keyboards is one. */
const normalise = (password: string): string => password.normalize('NFC')

export const createPasswordHasher = (options: HasherOptions = {}): PasswordHasher => {
  const parameters = { ...ARGON2_PARAMETERS, ...options.parameters }
  const concurrency = options.concurrency ?? availableParallelism()
  const maxWaiting = options.maxWaiting ?? 400
  const waiting: (() => void)[] = []
  let running = 0
  let count = 0
  let dummy: Promise<string> | null = null

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= concurrency) {
      if (waiting.length >= maxWaiting) throw new FoyerError('busy')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      count += 1
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }

  return {
    hash: (password) => inTurn(() => hashOnThread(normalise(password), parameters)),
    async verify(stored, password) {
      dummy ??= hashOnThread('no account has this password', parameters)
      const against = stored ?? (await dummy)
      const matches = await inTurn(() => verifyOnThread(against, normalise(password), parameters))
      return stored !== null && matches
    },
    isOutdated: (stored) => !stored.includes(`m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`),
    get count() {
      return count
    },
    get running() {
      return running
    },
    get waiting() {
      return waiting.length
    },
  }
}
