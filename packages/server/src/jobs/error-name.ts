// What a log may say of an error.

/** Names of errors only: a message may hold an address. */
export const errorName = (error: unknown): string =>
  error instanceof Error ? `${error.name}${'code' in error ? ` ${String(error.code)}` : ''}` : 'unknown'
