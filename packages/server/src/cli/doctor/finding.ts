// What the doctor found about one thing.

/** `unknown`: it cannot be tried from here, or something stays unknown as things are. */
export interface Finding {
  readonly check: string
  readonly state: 'good' | 'wrong' | 'unknown'
  /** One line: what is, and where it is wrong, how to mend it. */
  readonly text: string
}

export const good = (check: string, text: string): Finding => ({ check, state: 'good', text })

/** Lines of a longer explanation are joined. */
export const wrong = (check: string, text: string): Finding => ({ check, state: 'wrong', text: text.replaceAll(/\s*\n\s*-?\s*/g, ' ') })

export const unknown = (check: string, text: string): Finding => ({ check, state: 'unknown', text })

/** Fails after so many milliseconds; what was begun is left to itself. */
export const orLate = <T>(work: Promise<T>, ms: number, what: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not answer within ${ms / 1000} seconds.`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
