// Starts the server of a killing test and ends it, politely or not.

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export interface ChildOptions {
  database?: string
  dataDirectory?: string
  secrets: string
  /** 0 takes a free one; later starts name the same. */
  port: number
  transport: { kind: string; options: Record<string, unknown> }
  /** How much later than now it is for the database. */
  shiftMs: number
}

export interface ChildServer {
  port: number
  apiKey: string
  /** Resolves when the process is gone. */
  kill(): Promise<void>
}

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
      resolve({ ...(JSON.parse(ready) as { port: number; apiKey: string }), kill: () => killHard(child) })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
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
