// Starts one of the measured processes and talks with it: a question, an answer, an orderly end.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const READY_WITHIN_MS = 30_000
const END_WITHIN_MS = 10_000

/** @typedef {null | boolean | number | string | Json[] | { [name: string]: Json }} Json what crosses between processes */
/** @typedef {{ cpuMs: number, rssBytes: number }} Usage processor time of all threads since the start, resident memory now */
/** @typedef {{ ready: Record<string, Json>, ask: (question: string, input?: Json, withinMs?: number) => Promise<Json>, usage: () => Promise<Usage>, stop: () => Promise<void> }} Process */

/**
 * @param {string} name of the file in `processes/`, without its ending
 * @param {{ input?: Json, env?: Record<string, string>, onNotice?: (notice: Json) => void, execArgv?: string[] }} [options]
 * @returns {Promise<Process>} once it said that it is ready
 */
export async function forkProcess(name, { input = {}, env = {}, onNotice = () => {}, execArgv = [] } = {}) {
  const file = fileURLToPath(new URL(`../processes/${name}.mjs`, import.meta.url))
  const child = fork(file, [JSON.stringify(input)], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map()
  let last = 0
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const error = new Error(`${name} ended (${signal ?? `code ${code}`})`)
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
      resolve(error)
    })
  })
  child.on('message', ({ id, answer, error, notice }) => {
    if (notice !== undefined) return onNotice(notice)
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(answer)
    else asked?.reject(new Error(`${name}: ${error}`))
  })

  const waitFor = (id, withinMs, what) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(id)
        reject(new Error(`${name} did not answer "${what}" within ${withinMs / 1000} s`))
      }, withinMs)
      const settle = (finish) => (value) => {
        clearTimeout(timer)
        finish(value)
      }
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
    })

  const ask = (question, given = null, withinMs = 60_000) => {
    if (child.exitCode !== null || child.signalCode !== null) return Promise.reject(new Error(`${name} has ended`))
    last += 1
    const answered = waitFor(last, withinMs, question)
    child.send({ id: last, question, input: given })
    return answered
  }
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const forced = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS)
    child.send({ id: 0, question: 'end', input: null })
    await ended
    clearTimeout(forced)
  }
  try {
    const ready = await waitFor('ready', READY_WITHIN_MS, 'ready')
    return { ready, ask, usage: () => ask('usage'), stop }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}
