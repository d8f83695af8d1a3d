// A call's end: its time limit or the caller's signal, whichever comes first.

import { FoyerError } from './errors.ts'

export interface Deadline {
  readonly signal: AbortSignal
  /** Why the call is over, or `null` while it is not. */
  error(): FoyerError | null
  remainingMs(): number
  /** Ends early when the call is over. */
  wait(ms: number): Promise<void>
  stop(): void
}

export function startDeadline(timeoutMs: number, signal: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  const endsAt = Date.now() + timeoutMs
  let ended: FoyerError | null = null
  const end = (error: FoyerError) => {
    ended ??= error
    controller.abort(ended)
  }
  const cancel = () => end(new FoyerError('cancelled', {}, { message: 'The call was cancelled.', cause: signal?.reason }))
  const timer = setTimeout(
    () => end(new FoyerError('timed_out', {}, { message: `No answer within ${timeoutMs} ms.`, retryable: true })),
    timeoutMs,
  )
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  return {
    signal: controller.signal,
    error: () => ended,
    remainingMs: () => endsAt - Date.now(),
    wait: (ms) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(waiting)
          controller.signal.removeEventListener('abort', done)
          resolve()
        }
        const waiting = setTimeout(done, ms)
        controller.signal.addEventListener('abort', done, { once: true })
        if (controller.signal.aborted) done()
      }),
    stop() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    },
  }
}
