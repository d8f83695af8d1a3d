// Whether Foyer answers on its port, or could listen there.

import { createServer } from 'node:net'
import { errorCode } from '../../store/database/database-errors.ts'
import { type Finding, good, wrong } from './finding.ts'

const ANSWER_WITHIN_MS = 3_000
/** An address to listen on everywhere, and one that reaches it. */
const REACHED_BY: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }

export const checkPort = async (url: string, { port, hostname }: { port: number; hostname: string }): Promise<Finding> => {
  const place = `port ${port} of ${hostname}`
  const fault = await tryListening(port, hostname)
  if (fault === null) return good('port', `${place} is free.`)
  if (fault !== 'EADDRINUSE') return wrong('port', `${place} cannot be listened on (${fault}). Choose another with --port or --hostname.`)
  if (await foyerAnswers(url, port, hostname)) return good('port', `Foyer answers on ${place}.`)
  return wrong('port', `something else listens on ${place}. Stop it, or choose another one with --port.`)
}

/** Null when it could; else the error's code. */
const tryListening = (port: number, hostname: string): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(errorCode(error) ?? error.name))
    server.listen(port, hostname, () => server.close(() => resolve(null)))
  })

/** Below the path of `url`: the answer of `/livez`, in the words and with the header that only Foyer has together. */
const foyerAnswers = async (url: string, port: number, hostname: string): Promise<boolean> => {
  const { pathname } = new URL(url)
  const host = REACHED_BY[hostname] ?? (hostname.includes(':') ? `[${hostname}]` : hostname)
  try {
    const answer = await fetch(`http://${host}:${port}${pathname === '/' ? '' : pathname}/livez`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return answer.status === 200 && answer.headers.has('x-request-id') && (await answer.text()) === 'ok'
  } catch {
    return false
  }
}
