// Sends requests one after the other over one connection and tells how long each took: what a guesser by time sees.
import { connect } from 'node:net'
import { answerParent } from './answer-parent.mjs'

const HEAD_END = '\r\n\r\n'
const ANSWER_WITHIN_MS = 15_000

answerParent({}, { run })

/**
 * @param {{ port: number, requests: { method?: string, path: string, headers: Record<string, string>, body: string }[], pauseMs: number }} input `pauseMs` from
 *   an answer to the next request, so that what one left behind is over before the next
 */
async function run({ port, requests, pauseMs }) {
  const socket = await connectionTo(port)
  const answers = []
  for (const request of requests) {
    answers.push(await ask(socket, toMessage(request)))
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return answers
}

/** Kept open from one run to the next, as browsers and hosts do. */
const connections = new Map()

async function connectionTo(port) {
  const known = connections.get(port)
  if (known !== undefined && !known.destroyed && known.writable) return known
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  socket.setEncoding('latin1')
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  // The server closes what idles; the next run opens another.
  socket.on('error', () => socket.destroy())
  socket.on('end', () => socket.destroy())
  connections.set(port, socket)
  return socket
}

function toMessage({ method = 'POST', path, headers, body }) {
  const lines = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': Buffer.byteLength(body) })
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}${HEAD_END}${body}`)
}

function ask(socket, message) {
  return new Promise((resolve, reject) => {
    let held = ''
    const timer = setTimeout(() => reject(new Error(`No answer within ${ANSWER_WITHIN_MS / 1000} s`)), ANSWER_WITHIN_MS)
    const onData = (chunk) => {
      held += chunk
      const headEnd = held.indexOf(HEAD_END)
      const length = headEnd < 0 ? undefined : /\r\ncontent-length: *(\d+)/i.exec(held)?.[1]
      if (length === undefined || held.length < headEnd + HEAD_END.length + Number(length)) return
      const ms = performance.now() - sentAt
      clearTimeout(timer)
      socket.off('data', onData)
      resolve({ ms, status: Number(held.slice(9, 12)), body: held.slice(headEnd + HEAD_END.length) })
    }
    socket.on('data', onData)
    const sentAt = performance.now()
    socket.write(message)
  })
}
