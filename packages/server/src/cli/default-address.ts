// Where Foyer listens unless it is told otherwise.

export const DEFAULT_PORT = 3000
export const DEFAULT_HOSTNAME = '127.0.0.1'
