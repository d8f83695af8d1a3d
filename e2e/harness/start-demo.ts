// Starts the demo as `npm start` does once everything is built, on data of its own.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** A place that looks to the demo like the workspace: its data lies two folders above it. */
export interface DemoPlace {
  script: string
  dataDirectory: string
  remove(): void
}

export interface RunningDemo {
  /** All that it printed until it was ready. */
  welcome: string
  /** Presses Ctrl-C and waits for the end. */
  stop(): Promise<{ code: number | null; tookMs: number }>
  /** Ends it if it still runs. */
  kill(): void
}

type Process = ChildProcessByStdio<null, Readable, Readable>

export function makeDemoPlace(): DemoPlace {
  const demo = dirname(dirname(createRequire(import.meta.url).resolve('@foyer/demo/host-app')))
  const root = mkdtempSync(join(tmpdir(), 'foyer-demo-'))
  const copy = join(root, 'apps/demo')
  mkdirSync(copy, { recursive: true })
  for (const name of ['dist', 'assets', 'legal', 'package.json']) cpSync(join(demo, name), join(copy, name), { recursive: true })
  symlinkSync(join(demo, 'node_modules'), join(copy, 'node_modules'))
  return {
    script: join(copy, 'dist/start.js'),
    dataDirectory: join(root, 'data'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Resolves when it has told where to go; rejects with what it printed when it ends before. */
export function startDemo({ script }: DemoPlace, args: readonly string[]): Promise<RunningDemo> {
  const child: Process = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      if (!/Ctrl-C/.test(printed)) return
      resolve({ welcome: printed, stop: () => pressCtrlC(child), kill: () => void child.kill('SIGKILL') })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`The demo ended with ${code}: ${printed}`)))
  })
}

function pressCtrlC(child: Process): Promise<{ code: number | null; tookMs: number }> {
  const begun = performance.now()
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve({ code, tookMs: performance.now() - begun }))
    child.kill('SIGINT')
  })
}
