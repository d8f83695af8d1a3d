// Prints what a command found: sentences for people, one JSON value for scripts.

import type { ExitCode } from './exit-codes.ts'
import type { Explained } from './explain-error.ts'

export interface Output {
  readonly json: boolean
  /** On standard output: `value` as one line of JSON, or the lines. */
  show(value: unknown, lines: readonly string[]): void
  /** A remark on standard error, for people only. */
  remark(line: string): void
  /** How far long work is: one line on standard error that is written over, at a terminal only. */
  progress(line: string): void
  /** On standard error. */
  fail(explained: Explained): ExitCode
}

/** Back to the start of the line, and clear it. */
const CLEAR = '\r\u001b[K'

export const createOutput = (json: boolean): Output => {
  let inProgress = false
  const clear = () => {
    if (inProgress) process.stderr.write(CLEAR)
    inProgress = false
  }
  return {
    json,
    show(value, lines) {
      clear()
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''))
    },
    remark(line) {
      clear()
      if (!json) process.stderr.write(`${line}\n`)
    },
    progress(line) {
      if (json || !process.stderr.isTTY) return
      process.stderr.write(`${CLEAR}${line}`)
      inProgress = true
    },
    fail({ text, exitCode, code }) {
      clear()
      process.stderr.write(json ? `${JSON.stringify({ error: text, code })}\n` : `${text}\n`)
      return exitCode
    },
  }
}
