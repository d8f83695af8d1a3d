// Lends one thing to one borrower at a time, first come, first served, with a limit on the wait.
import { DatabaseError } from './database-errors.ts'

const MAX_WAITING = 1_000

export interface Lease {
  /** Gives it to the next in line. Calling it again does nothing. */
  release(): void
}

export interface SingleLease {
  /** @throws DatabaseError FOYER_DATABASE_BUSY after the limit, or at once when 1000 are waiting */
  acquire(): Promise<Lease>
  /** Refuses new borrowers and those in line; resolves when the present one has given it back, or after the limit. */
  close(): Promise<void>
  isLent(): boolean
  /** How many are in line. */
  waiting(): number
}

interface Waiter {
  readonly grant: () => void
  readonly refuse: (error: DatabaseError) => void
}

export function createSingleLease(timeoutMs: number): SingleLease {
  const waiting = new Set<Waiter>()
  let lent: { readonly since: number } | null = null
  let closed = false
  let onIdle: (() => void) | null = null

  const next = () => {
    lent = null
    const [first] = waiting
    if (first) first.grant()
    else onIdle?.()
  }
  const lend = (): Lease => {
    const mine = { since: performance.now() }
    lent = mine
    return { release: () => (lent === mine ? next() : undefined) }
  }
  const closedError = () => new DatabaseError('FOYER_DATABASE_FAILED', 'The embedded database is closed')

  return {
    isLent: () => lent !== null,
    waiting: () => waiting.size,
    acquire() {
      if (closed) return Promise.reject(closedError())
      if (!lent) return Promise.resolve(lend())
      if (waiting.size >= MAX_WAITING)
        return Promise.reject(new DatabaseError('FOYER_DATABASE_BUSY', 'Too many are waiting for the database'))
      return new Promise((resolve, reject) => {
        const refuse = (error: DatabaseError) => {
          clearTimeout(timer)
          waiting.delete(waiter)
          reject(error)
        }
        const grant = () => {
          clearTimeout(timer)
          waiting.delete(waiter)
          resolve(lend())
        }
        const waiter: Waiter = { grant, refuse }
        const timer = setTimeout(() => refuse(tooLong(timeoutMs, lent?.since)), timeoutMs)
        waiting.add(waiter)
      })
    },
    async close() {
      if (closed) return
      closed = true
      for (const waiter of [...waiting]) waiter.refuse(closedError())
      if (!lent) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs)
        onIdle = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
  }
}

function tooLong(timeoutMs: number, since: number | undefined): DatabaseError {
  const heldMs = since === undefined ? 0 : Math.round(performance.now() - since)
  return new DatabaseError(
    'FOYER_DATABASE_BUSY',
    `The embedded database was not free within ${timeoutMs} ms; its one connection has been held for ${heldMs} ms. A query outside the transaction that is still open waits for itself: use the transaction's own handle`,
  )
}
