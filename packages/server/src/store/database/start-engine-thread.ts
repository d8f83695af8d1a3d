// Starts the thread that the embedded database runs on, and ends it.
import { Worker } from 'node:worker_threads'
import { createEngineStream, type EngineStream } from './engine-stream.ts'

export interface Opening {
  /** Its compiled code. */
  readonly module: object
  /** The directory of its files; null: in memory. */
  readonly home: string | null
  /** The address of the archive of files that it begins with. */
  readonly dump: string | null
  /** Without files and archive: it makes them. */
  readonly isNew: boolean
}

export interface EngineThread {
  /** For pg, once it is open. */
  readonly stream: EngineStream
  open(opening: Opening): Promise<void>
  /** Leaves the files at rest, and ends it. Resolves when it has ended. */
  close(): Promise<void>
  /** Ends it whatever it does at the moment: its files are as after a crash. Resolves when it has ended. */
  terminate(): Promise<void>
}

const SCRIPT = new URL('./engine-thread.js', import.meta.url)
/** What the engine works in lies outside of them. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 }

/** It loads the engine's code at once, and does not keep the process alive when it is open. */
export function startEngineThread(script: URL = SCRIPT): EngineThread {
  // Neither the environment's secrets nor the process's flags are its business.
  const thread = new Worker(script, { env: {}, execArgv: [], resourceLimits: LIMITS })
  const stream = createEngineStream((bytes) => thread.postMessage(bytes, [bytes.buffer]))
  const { promise: opened, resolve: tellOpen, reject: tellFailed } = withResolvers()
  const { promise: ended, resolve: tellEnded } = withResolvers()
  const fail = (error: Error) => {
    tellFailed(error)
    stream.fail(error)
  }
  // Whoever opens it hears of that.
  opened.catch(() => undefined)
  thread.on('error', fail)
  thread.on('exit', () => {
    fail(new Error('The thread of the embedded database has ended'))
    tellEnded()
  })
  thread.on('message', (message: Uint8Array<ArrayBuffer> | 'open' | 'broken') => {
    if (message === 'open') tellOpen()
    else if (message === 'broken') fail(new Error('The embedded database gave no whole answer'))
    else stream.receive(message)
  })
  return {
    stream,
    async open(opening) {
      thread.postMessage(opening)
      await opened
      thread.unref()
    },
    close() {
      thread.postMessage('close')
      return ended
    },
    async terminate() {
      await thread.terminate()
    },
  }
}

/** As `Promise.withResolvers`, which Node 20 has not. */
function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve: () => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<void>((onDone, onFailed) => {
    resolve = onDone
    reject = onFailed
  })
  return { promise, resolve, reject }
}
