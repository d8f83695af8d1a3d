// Logs of servers, kept to be looked through.

import { Hono } from 'hono'

export interface Log {
  write(line: string): void
  text(): string
}

export function createLog(): Log {
  const lines: string[] = []
  return { write: (line) => void lines.push(line), text: () => lines.join('') }
}

/** One line a request, as a server in front writes it. */
export function accessLog(app: Hono, log: Log): Hono {
  return new Hono().all('*', async (c) => {
    const { pathname, search } = new URL(c.req.url)
    const response = await app.fetch(c.req.raw, c.env)
    log.write(`${c.req.method} ${pathname}${search} ${response.status} "${c.req.header('referer') ?? '-'}"\n`)
    return response
  })
}
