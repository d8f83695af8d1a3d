// The load generator's process, and a round of load on a server with what it cost that server.
import { forkProcess } from './fork-process.mjs'

const MARGIN_MS = 20_000

/** @returns the process with `round`, which sends requests to a server for so long. @throws Error with an example when an answer was wrong */
export async function startLoad() {
  const load = await forkProcess('load-client')
  return {
    /**
     * @param {import('./fork-process.mjs').Process} server
     * @param {{ connections: number, ms: number, requests: { path: string, headers: Record<string, string>, bodies: string[] }, expects: string }} input
     */
    async round(server, input) {
      const before = await server.usage()
      const answer = await load.ask('run', { port: server.ready.port, ...input }, input.ms + MARGIN_MS)
      const after = await server.usage()
      if (answer.wrong > 0) throw new Error(`${answer.wrong} of ${answer.count} answers were not as expected, such as:\n${answer.example}`)
      return { count: answer.count, seconds: answer.seconds, p50: answer.p50, p99: answer.p99, cpuMs: after.cpuMs - before.cpuMs }
    },
    stop: load.stop,
  }
}
