// One thread that hashes passwords, one after the other, behind everything else that wants a core.
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { hashSync, verifySync } from '@node-rs/argon2'

const BEHIND_OTHERS = 10

// On Linux a priority is the thread's own; elsewhere it would be the whole process's.
if (process.platform === 'linux') {
  try {
    setPriority(BEHIND_OTHERS)
  } catch {
    // Where even that is forbidden, hashing merely competes with the rest.
  }
}

parentPort?.on('message', ({ stored, password, parameters }) => {
  try {
    parentPort?.postMessage({ answer: stored === null ? hashSync(password, parameters) : verifySync(stored, password) })
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : 'unknown' })
  }
})
