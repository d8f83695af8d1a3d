// A time limit on answers with one timer for a whole connection: setting and clearing one for each statement costs more than many a statement.

export interface AnswerDeadline {
  /** Calls `fail` once when nothing called the returned function in time. */
  begin(fail: () => void): () => void
}

interface Waiting {
  until: number
  readonly fail: () => void
}

/** A timer this late means that the process itself stood still: it was stopped for a while, or its machine slept. */
const STOOD_STILL_MS = 1_000

export function createAnswerDeadline(limitMs: number): AnswerDeadline {
  /** Oldest first: all have the same limit. */
  const waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined

  const check = () => {
    const now = performance.now()
    // Answers may be there that nobody has looked at yet.
    if (waiting[0] !== undefined && now - waiting[0].until > STOOD_STILL_MS) for (const entry of waiting) entry.until = now + limitMs
    while (waiting[0] !== undefined && waiting[0].until <= now) waiting.shift()?.fail()
    timer = waiting[0] === undefined ? undefined : setTimeout(check, Math.ceil(waiting[0].until - now))
  }

  return {
    begin(fail) {
      const entry = { until: performance.now() + limitMs, fail }
      waiting.push(entry)
      // A timer that is left from before may come too early; it sets itself again then.
      if (timer === undefined) timer = setTimeout(check, limitMs)
      else timer.ref()
      return () => {
        const at = waiting.indexOf(entry)
        if (at >= 0) waiting.splice(at, 1)
        if (waiting.length === 0) timer?.unref()
      }
    },
  }
}
