// A server in a process of its own that is killed at random instants and started again on the same data.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChildServer, startChildServer } from './child-server.ts'
import type { Provider } from './mail-providers.ts'
import { createPostgresDatabase, hasPostgres } from './postgres.ts'
import { randomSecrets } from './random-secrets.ts'
import { seededRandom } from './seeded-random.ts'

/** A little more than leases last. */
const LEASE_MS = 31_000

/** A server that was started looks for old work after so long: killed before, it has done nothing. */
export const FIRST_LOOK_MS = 500

export const DATABASES = [
  { name: 'PostgreSQL', onPostgres: true },
  { name: 'the embedded database', onPostgres: false },
].filter(({ onPostgres }) => !onPostgres || hasPostgres)

/** `FOYER_SEED` repeats a run: the seed is printed. */
export function drawSeed(): () => number {
  const seed = Number(process.env.FOYER_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`FOYER_SEED=${seed} repeats the instants of the kills`)
  return seededRandom(seed)
}

export interface KillableServer {
  running(): ChildServer
  /** Waits `afterMs` and a random while of at most `withinMs`, kills with SIGKILL, and starts it again at a time when every lease is over. */
  killAndStart(withinMs: number, afterMs?: number): Promise<void>
}

/** @param cleaning takes what must be undone, to be called from the last to the first */
export async function startKillable(
  { onPostgres, provider, random }: { onPostgres: boolean; provider: Provider; random: () => number },
  cleaning: (() => unknown)[],
): Promise<KillableServer> {
  const place = await makePlace(onPostgres, cleaning)
  const secrets = randomSecrets()
  let starts = 0
  const start = async (): Promise<ChildServer> => {
    const server = await startChildServer({ ...place, secrets, transport: provider.transport, shiftMs: starts * LEASE_MS })
    starts += 1
    cleaning.push(server.kill)
    return server
  }
  let running = await start()
  return {
    running: () => running,
    async killAndStart(withinMs, afterMs = 0) {
      await new Promise((resolve) => setTimeout(resolve, afterMs + random() * withinMs))
      await running.kill()
      running = await start()
    },
  }
}

async function makePlace(onPostgres: boolean, cleaning: (() => unknown)[]): Promise<{ database: string } | { dataDirectory: string }> {
  if (onPostgres) {
    const database = await createPostgresDatabase()
    cleaning.push(() => database.drop())
    return { database: database.url }
  }
  const dataDirectory = mkdtempSync(join(tmpdir(), 'foyer-e2e-'))
  cleaning.push(() => rmSync(dataDirectory, { recursive: true, force: true }))
  return { dataDirectory }
}
