// Threads that hash passwords: at most as many as cores, started when they are first needed, shared by the whole process.

import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Argon2Parameters } from './hash-password.ts'

type Question = { stored: string | null; password: string; parameters: Argon2Parameters }
type Answer = { answer: string | boolean } | { fault: string }
type Ask = (question: Question) => Promise<string | boolean>

interface Task {
  question: Question
  resolve: (answer: string | boolean) => void
  reject: (error: Error) => void
}

/** A thread needs no more for itself; what argon2id takes lies outside of it. */
const LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 }

const findScript = (): URL | null => {
  try {
    const script = new URL('./hash-thread.js', import.meta.url)
    return existsSync(script) ? script : null
  } catch {
    return null
  }
}

const openThreads = (script: URL): Ask => {
  const idle: Worker[] = []
  const waiting: Task[] = []
  let started = 0

  const start = (): Worker => {
    started += 1
    // Neither the environment's secrets nor the process's flags are its business.
    return new Worker(script, { env: {}, execArgv: [], resourceLimits: LIMITS })
  }

  /** Keeps the process alive while somebody waits for the answer, and not longer. */
  const work = (thread: Worker, { question, resolve, reject }: Task): void => {
    thread.removeAllListeners()
    const ended = (error?: unknown) => {
      thread.removeAllListeners()
      started -= 1
      reject(error instanceof Error ? error : new Error('A thread that hashes passwords has ended'))
      const next = waiting.shift()
      if (next !== undefined) work(start(), next)
    }
    thread.once('error', ended)
    thread.once('exit', () => ended())
    thread.once('message', (told: Answer) => {
      thread.removeAllListeners()
      if ('fault' in told) reject(new Error(told.fault))
      else resolve(told.answer)
      const next = waiting.shift()
      if (next !== undefined) return work(thread, next)
      thread.unref()
      // It may still end while nobody asks it anything.
      thread.once('error', () => forget(thread))
      thread.once('exit', () => forget(thread))
      idle.push(thread)
    })
    thread.ref()
    thread.postMessage(question)
  }

  const forget = (thread: Worker): void => {
    thread.removeAllListeners()
    const at = idle.indexOf(thread)
    if (at < 0) return
    idle.splice(at, 1)
    started -= 1
  }

  return (question) =>
    new Promise((resolve, reject) => {
      const task = { question, resolve, reject }
      const thread = idle.pop() ?? (started < availableParallelism() ? start() : undefined)
      if (thread === undefined) waiting.push(task)
      else work(thread, task)
    })
}

const script = findScript()
/** Null where a host bundled the server and left the script out: then Node's own pool hashes, and competes with the rest. */
const ask = script === null ? null : openThreads(script)

/** The argon2id hash of a password, in PHC's form. */
export const hashOnThread = async (password: string, parameters: Argon2Parameters): Promise<string> => {
  if (ask === null) return (await import('@node-rs/argon2')).hash(password, parameters)
  return String(await ask({ stored: null, password, parameters }))
}

/** Whether a hash is of this password; rejects for what is no hash. */
export const verifyOnThread = async (stored: string, password: string, parameters: Argon2Parameters): Promise<boolean> => {
  if (ask === null) return (await import('@node-rs/argon2')).verify(stored, password)
  return (await ask({ stored, password, parameters })) === true
}
