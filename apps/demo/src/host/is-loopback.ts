// Whether a request comes from this very machine.

import type { Context } from 'hono'

/** False where the other end is not known. */
export function isLoopback(c: Context): boolean {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  const address = (env?.incoming?.socket?.remoteAddress ?? '').replace(/^::ffff:/i, '')
  return address === '::1' || address.startsWith('127.')
}
