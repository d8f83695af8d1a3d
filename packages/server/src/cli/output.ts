// Prints what a command found: sentences for people, one JSON value for scripts.

import type { ExitCode } from './exit-codes.ts'
import type { Explained } from './explain-error.ts'

export interface Output {
  readonly json: boolean
  /** On standard output: `value` as one line of JSON, or the lines. */
  show(value: unknown, lines: readonly string[]): void
  /** A remark on standard error, for people only. */
  remark(line: string): void
  /** On standard error. */
  fail(explained: Explained): ExitCode
}

export const createOutput = (json: boolean): Output => ({
  json,
  show(value, lines) {
    process.stdout.write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''))
  },
  remark(line) {
    if (!json) process.stderr.write(`${line}\n`)
  },
  fail({ text, exitCode, code }) {
    process.stderr.write(json ? `${JSON.stringify({ error: text, code })}\n` : `${text}\n`)
    return exitCode
  },
})
