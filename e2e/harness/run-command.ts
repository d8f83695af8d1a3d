// Runs a command line as a reader types it, and one that goes on running until the test ends it.

import { type ChildProcess, spawn } from 'node:child_process'

export interface Place {
  folder: string
  env: Record<string, string>
}

/** Answers what it printed. @throws Error with all of that where it fails or takes longer than `limitMs` */
export function runCommand(command: string, { folder, env }: Place, limitMs = 120_000): Promise<string> {
  const child = spawn('sh', ['-ec', command], { cwd: folder, env: { ...process.env, ...env }, timeout: limitMs, stdio: 'pipe' })
  return new Promise((resolve, reject) => {
    const printed = collect(child)
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(printed.text) : reject(new Error(`${command} ended with ${code}:\n${printed.text}`)),
    )
  })
}

export interface Started {
  /** What it had printed when it was ready. */
  printed: string
  stop(): Promise<void>
}

/** Resolves when it has printed what `isReady` looks for. @throws Error with what it printed where it ends before or takes longer than `limitMs` */
export function startCommand(command: string, { folder, env }: Place, isReady: RegExp, limitMs = 60_000): Promise<Started> {
  const child = spawn('sh', ['-c', `exec ${command}`], { cwd: folder, env: { ...process.env, ...env }, stdio: 'pipe' })
  const printed = collect(child)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = (): Promise<void> => {
    child.kill('SIGTERM')
    const forced = setTimeout(() => child.kill('SIGKILL'), 10_000)
    return ended.finally(() => clearTimeout(forced))
  }
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => stop().then(() => reject(new Error(`${command} was not ready in time:\n${printed.text}`))), limitMs)
    child.stdout.on('data', () => {
      if (!isReady.test(printed.text)) return
      clearTimeout(late)
      resolve({ printed: printed.text, stop })
    })
    child.once('close', (code) => {
      clearTimeout(late)
      reject(new Error(`${command} ended with ${code}:\n${printed.text}`))
    })
  })
}

function collect({ stdout, stderr }: ChildProcess): { text: string } {
  const printed = { text: '' }
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed.text += chunk.toString()
    })
  }
  return printed
}
