// A Foyer in a process of its own, with what its people need: the SDK for those who manage, a mailbox for those who are invited.
import { randomBytes } from 'node:crypto'
import { Foyer } from '@foyer/sdk'
import { forkProcess } from './fork-process.mjs'

/** Foyer's own origin, as browsers would name it in production; the requests go to a port of this machine. */
export const ORIGIN = 'https://id.bench.example'

const MAIL_WITHIN_MS = 30_000

/**
 * @param {{ database?: string, dataDirectory?: string, connections?: number, execArgv?: string[], trustedProxies?: string[], logLevel?: string, origin?: string, port?: number, admin?: boolean }} where
 */
export async function startFoyer({ execArgv = [], logLevel = 'info', origin = ORIGIN, ...where }) {
  const mails = new Map()
  const waiting = new Map()
  const input = { ...where, origin, secrets: `bench:${randomBytes(32).toString('base64')}` }
  const server = await forkProcess('foyer-server', {
    input,
    execArgv,
    env: { LOG_LEVEL: logLevel },
    onNotice({ mail }) {
      mails.set(mail.to, mail.text)
      waiting.get(mail.to)?.(mail.text)
    },
  })
  const address = `http://127.0.0.1:${server.ready.port}`
  return {
    ...server,
    address,
    origin,
    sdk: new Foyer({ url: address, apiKey: server.ready.apiKey }),
    /** The text of the newest mail to this address. */
    mailTo(to) {
      const there = mails.get(to)
      if (there !== undefined) return Promise.resolve(there)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`No mail came to ${to} within ${MAIL_WITHIN_MS / 1000} s`)), MAIL_WITHIN_MS)
        waiting.set(to, (text) => {
          clearTimeout(timer)
          resolve(text)
        })
      })
    },
  }
}
