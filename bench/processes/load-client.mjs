// Sends HTTP/1.1 requests over a fixed number of keep-alive connections, each its next one as soon as the last is answered.
import { connect } from 'node:net'
import { answerParent } from './answer-parent.mjs'

/** @typedef {{ path: string, headers: Record<string, string>, bodies: string[] }} Requests connection `i` of `n` sends the bodies i, i + n, … in turn */

const HEAD_END = '\r\n\r\n'
const ANSWER_WITHIN_MS = 15_000

answerParent({}, { run })

/**
 * @param {{ port: number, connections: number, ms: number, requests: Requests, expects: string, pauseMs?: number }} input `expects` stands in every right answer
 */
async function run({ port, connections, ms, requests, expects, pauseMs = 0 }) {
  const messages = requests.bodies.map((body) => toMessage(requests, body))
  const result = { latencies: [], wrong: 0, example: null }
  const begun = performance.now()
  const until = begun + ms
  const all = Array.from({ length: connections }, (_, index) => {
    let at = index - connections
    const next = () => {
      if (performance.now() >= until) return null
      at += connections
      return messages[at % messages.length]
    }
    return converse(port, pauseMs, next, (status, text, took) => {
      result.latencies.push(took)
      if (status === 200 && text.includes(expects)) return
      result.wrong += 1
      result.example ??= text.slice(0, 600)
    })
  })
  await Promise.all(all)
  const seconds = (performance.now() - begun) / 1000
  const sorted = Float64Array.from(result.latencies).sort()
  const quantile = (q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
  return {
    count: sorted.length,
    seconds,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    wrong: result.wrong,
    example: result.example,
  }
}

function toMessage({ path, headers }, body) {
  const lines = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': Buffer.byteLength(body) })
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}${HEAD_END}${body}`)
}

/** One connection until `next` has nothing more to send. */
function converse(port, pauseMs, next, onAnswer) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let held = ''
    let sentAt = 0
    const fail = (error) => {
      socket.destroy()
      reject(error)
    }
    const send = () => {
      const message = next()
      if (message === null) {
        socket.end()
        resolve()
        return
      }
      sentAt = performance.now()
      socket.write(message)
    }
    socket.setTimeout(ANSWER_WITHIN_MS, () => fail(new Error(`No answer within ${ANSWER_WITHIN_MS / 1000} s`)))
    socket.on('error', fail)
    socket.on('close', () => reject(new Error('The server closed the connection')))
    socket.on('connect', send)
    // Latin-1: one character a byte, so that lengths are those of the message.
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      held = held === '' ? chunk : held + chunk
      const headEnd = held.indexOf(HEAD_END)
      if (headEnd < 0) return
      const length = /\r\ncontent-length: *(\d+)/i.exec(held)?.[1]
      if (length === undefined) return fail(new Error(`An answer without Content-Length: ${held.slice(0, 200)}`))
      if (held.length < headEnd + HEAD_END.length + Number(length)) return
      onAnswer(Number(held.slice(9, 12)), held, performance.now() - sentAt)
      held = ''
      if (pauseMs === 0) send()
      else setTimeout(send, pauseMs)
    })
  })
}
