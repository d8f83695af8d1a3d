// Starts the server of a killing test and ends it, politely or not.

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export interface ChildOptions {
  database?: string
  dataDirectory?: string
  secrets: string
  transport: { kind: string; options: Record<string, unknown> }
  /** How much later than now it is for the database. */
  shiftMs: number
}

export interface ChildServer {
  /** Where it listens: another port at every start. */
  url: string
  apiKey: string
  /** Resolves when the process is gone. */
  kill(): Promise<void>
}

/** Where it believes to be, whatever port it listens on: the origin of its links. */
export const CHILD_ORIGIN = 'http://localhost'

const SCRIPT = join(import.meta.dirname, 'mail-server.mjs')

/** Resolves when it answers; rejects with what it printed when it ends before. */
export function startChildServer(options: ChildOptions): Promise<ChildServer> {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  })
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const [, ready] = /^ready (.*)\n/m.exec(printed) ?? []
      if (ready === undefined) return
      child.stdout.off('data', read)
      child.stderr.off('data', note)
      // From now on it says only what went wrong, and that belongs beside the test that fails.
      child.stdout.pipe(process.stderr, { end: false })
      child.stderr.pipe(process.stderr, { end: false })
      resolve({ ...(JSON.parse(ready) as { url: string; apiKey: string }), kill: () => killHard(child) })
    }
    const note = (chunk: Buffer) => {
      printed += chunk.toString()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', note)
    child.once('exit', () => reject(new Error(`The server ended: ${printed}`)))
  })
}

function killHard(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
