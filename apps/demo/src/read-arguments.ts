// Reads what stands after `npm start --`.

export interface DemoArguments {
  /** Start over with new data. */
  fresh: boolean
  /** Serve the local network, for phones. */
  lan: boolean
  /** Ask at a sign-in whose device it is, and offer a passkey. */
  questions: boolean
  /** Foyer's port; the host app takes the next one. */
  port: number
}

export type ArgumentsRead = { kind: 'ok'; arguments: DemoArguments } | { kind: 'wrong'; message: string }

const DEFAULT_PORT = 4400

export function readArguments(given: readonly string[]): ArgumentsRead {
  const read: DemoArguments = { fresh: false, lan: false, questions: false, port: DEFAULT_PORT }
  const waiting = given.flatMap((word) => (word.startsWith('--port=') ? ['--port', word.slice('--port='.length)] : [word]))
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (word === '--fresh') read.fresh = true
    else if (word === '--lan') read.lan = true
    else if (word === '--questions') read.questions = true
    else if (word === '--port') {
      const port = waiting.shift() ?? ''
      if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_534)
        return wrong(`--port takes a number from 1 to 65534, not "${port}".`)
      read.port = Number(port)
    } else return wrong(`"${word}" is not known. There are --fresh, --lan, --questions and --port <number>.`)
  }
  return { kind: 'ok', arguments: read }
}

const wrong = (message: string): ArgumentsRead => ({ kind: 'wrong', message })
