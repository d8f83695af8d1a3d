// Lets timers and sockets run between the queries of an in-process database.

/**
 * In-process queries finish in microtasks, so an await on them never lets the event loop turn. Call it after each query: it waits for
 * one turn as soon as queries have run for sliceMs since the last turn.
 */
export function createLoopYield(sliceMs: number): () => Promise<void> | undefined {
  let sliceStart: number | null = null
  return () => {
    const now = performance.now()
    if (sliceStart === null) {
      sliceStart = now
      setImmediate(() => {
        sliceStart = null
      })
      return undefined
    }
    if (now - sliceStart < sliceMs) return undefined
    return new Promise((resolve) => setImmediate(resolve))
  }
}
