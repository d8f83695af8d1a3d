// How a command ends, for scripts.

/**
 * `usage` is also a configuration that cannot work. `refused`: nobody has that name, or it is not allowed as things stand. `partly`: some
 * were left out.
 */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, partly: 4 } as const

/** As the help says it. */
export const exitMeanings: Record<keyof typeof EXIT, string> = {
  done: 'done',
  failed: 'failed',
  usage: 'wrong usage or configuration',
  refused: 'refused: nobody and nothing has that name, or it is not allowed as things stand',
  partly: 'done in part: some people were left out',
}

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A sentence for whoever typed the command, and how it ends. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: ExitCode
  /** Stable, for scripts; `undefined` where there is none. */
  readonly code: string | undefined

  constructor(message: string, exitCode: ExitCode = EXIT.failed, { code, ...options }: ErrorOptions & { code?: string | undefined } = {}) {
    super(message, options)
    this.exitCode = exitCode
    this.code = code
  }
}
