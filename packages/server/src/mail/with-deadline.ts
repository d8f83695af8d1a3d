// Runs something that takes an abort signal, with a time limit of its own beside the caller's signal.

/** Aborts what runs when the caller's signal does, or after `timeoutMs`. Timer and listener are gone when it returns. */
export async function withDeadline<T>(signal: AbortSignal, timeoutMs: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own = new AbortController()
  const follow = () => own.abort(signal.reason)
  const timer = setTimeout(() => own.abort(new DOMException(`No answer within ${timeoutMs} ms`, 'TimeoutError')), timeoutMs)
  signal.addEventListener('abort', follow, { once: true })
  if (signal.aborted) follow()
  try {
    return await run(own.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', follow)
  }
}
