// Works through imports, one at a time over all processes: plans and writes in short batches, and gives way between them.

import { randomBytes } from 'node:crypto'
import { setImmediate as breathe, setTimeout as rest } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { giveWay } from '../jobs/give-way.ts'
import { startWakefulLoop } from '../jobs/wakeful-loop.ts'
import { lateParts } from '../late-parts.ts'
import type { StoredImport } from '../store/import.port.ts'
import type { PlannedAhead } from './plan-import.ts'
import type { Step, Turn } from './take-turn.ts'
import { peopleSignIn } from './watch-sign-ins.ts'
import { startWriteAhead } from './write-ahead.ts'
import type { WrittenAhead } from './write-batch.ts'

const LEASE_MS = 10_000
const STANDARD_CONNECTIONS = 10
const IDLE_MS = 15_000
const AFTER_FAULT_MS = 1_000
/** A quarter of the database's standard: nobody's statement is held up for long. */
const NAMES_KB = 1024
/** Half the work for each name. */
const HURRIED_NAMES_KB = 8 * 1024

/**
 * How long a batch holds the database; whoever waits has it next. Below `minRows` most of a batch's time is what every batch costs, so that
 * smaller ones would only keep others waiting more often. `gentle`: while people sign in, who then have the database to themselves for a while.
 */
const paces = {
  embedded: {
    batchMs: 20,
    minRows: 100,
    maxRows: 1_000,
    ahead: 0,
    gentle: { rows: 30, restMs: 5 },
  },
  postgres: {
    batchMs: 200,
    minRows: 500,
    maxRows: 2_000,
    ahead: 2,
    gentle: { rows: 250, restMs: 5 },
  },
} as const

export interface ImportRunner {
  /** An import was queued: look at once. */
  wake(): void
  /** Resolves when no import can go on; for tests. */
  idle(): Promise<void>
  /** Ends after the present batch and leaves the rest to others. */
  stop(): Promise<void>
}

type Work = (job: StoredImport, turn: Turn, limit: number) => Promise<Step | null>

export type RunnerDeps = Pick<Deps, 'config' | 'store' | 'keys' | 'hasher' | 'wakeWorkers'> & { log: Deps['log'] | null }

/** @param connections that the server has to the database, at most: two of three are for whoever asks it for something */
export const startImportRunner = (deps: RunnerDeps, kind: keyof typeof paces, connections = STANDARD_CONNECTIONS): ImportRunner => {
  const pace = paces[kind]
  const mostAhead = Math.min(pace.ahead, Math.floor((connections - 1) / 3))
  const turn: Turn = { by: `${process.pid}-${randomBytes(4).toString('hex')}`, leaseMs: LEASE_MS }
  const isGentle = () => peopleSignIn(deps.hasher)
  let working: Promise<boolean> = Promise.resolve(false)
  /** What is written ahead belongs to one turn: nobody else works on the import meanwhile. */
  const workOfTurn = (): { steps: Partial<Record<StoredImport['state'], Work>>; end: () => Promise<unknown> } => {
    // On a database with one connection others wait for this very batch.
    const breathing = () => (kind === 'postgres' ? giveWay(deps) : breathe())
    const hurries = () => mostAhead > 0 && !isGentle()
    const planning = { breathe: breathing, ahead: startWriteAhead<PlannedAhead, StoredImport>(mostAhead, hurries) }
    const writing = {
      breathe: breathing,
      ahead: startWriteAhead<WrittenAhead, StoredImport>(mostAhead, hurries),
      isGentle,
      wakeWorkers: deps.wakeWorkers,
      namesKb: () => (hurries() ? HURRIED_NAMES_KB : NAMES_KB),
      planHolds: { value: true },
      following: mostAhead === 0 ? { batch: null } : null,
    }
    const steps: Partial<Record<StoredImport['state'], Work>> = {
      unpacking: async (job, by) =>
        (await lateParts.unpacking()).unpackImport(deps, job, by, { breathe: breathing, goesOn: () => !loop.isStopped() }),
      planning: async (job, by, limit) => (await lateParts.planning()).planBatch(deps, job, by, limit, planning),
      writing: async (job, by, limit) => (await lateParts.writing()).writeBatch(deps, job, by, limit, writing),
    }
    return { steps, end: () => Promise.all([planning.ahead.drop(), writing.ahead.drop()]) }
  }

  /** @returns whether there was something to do */
  const workOnNext = async (): Promise<boolean> => {
    const job = await deps.store.claimImport(turn)
    if (job === null) return false
    const { steps, end } = workOfTurn()
    try {
      await workOn(job, steps[job.state])
    } finally {
      await end()
    }
    await deps.store.releaseImport({ id: job.id, by: turn.by })
    return true
  }

  const workOn = async ({ id, state, ...claimed }: StoredImport, step: Work | undefined): Promise<void> => {
    let job: StoredImport | null = { id, state, ...claimed }
    let size: number = pace.minRows
    while (!loop.isStopped() && step !== undefined && job !== null && job.state === state) {
      const begun = performance.now()
      const gently = isGentle()
      const done: Step | null = await step(job, turn, gently ? Math.min(size, pace.gentle.rows) : size)
      if (done === null) break
      // Of batches beside each other, each takes as long as all of them.
      const ms = (performance.now() - begun) * (gently ? 1 : 1 + mostAhead)
      const fitting = done.rows * Math.min(2, Math.max(0.5, pace.batchMs / Math.max(ms, 1)))
      if (!gently) size = Math.round(Math.min(pace.maxRows, Math.max(pace.minRows, fitting)))
      if (gently) await rest(pace.gentle.restMs)
      await giveWay(deps)
      job = done.left ?? (await deps.store.findImport(id))
    }
    if (state === 'writing' && job?.state === 'writing' && !loop.isStopped()) await deps.store.refreshStatistics()
  }

  /** One at a time in this process. */
  const next = (): Promise<boolean> => {
    working = working.catch(() => false).then(() => (loop.isStopped() ? false : workOnNext()))
    return working
  }

  const round = (): Promise<number> =>
    next().then(
      (found) => (found ? 0 : IDLE_MS),
      (error: unknown) => {
        deps.log?.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'an import could not go on')
        return AFTER_FAULT_MS
      },
    )

  const loop = startWakefulLoop(round)
  return {
    wake: loop.wake,
    async idle() {
      while (await next());
    },
    stop: loop.stop,
  }
}
