// Carries out last days: looks for people who are past theirs, and deactivates them one after the other.

import { endAccountWhenDue, type Instant, isFoyerError } from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import type { OverduePerson } from '../store/last-day.port.ts'
import { errorName } from './error-name.ts'
import { giveWay } from './give-way.ts'
import { startWakefulLoop } from './wakeful-loop.ts'

/** Nobody gets in meanwhile: sign-in and session check read the last day themselves. */
const EVERY_MS = 30_000
/** People between two pauses for others. */
const BATCH = 50
/** Until somebody with whom it failed is tried again: twice as long after each time. */
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 60 * 60_000
/** With whom it failed, remembered in this process; whoever comes on top is tried with each look. */
const MOST_REMEMBERED = 1_000

interface Failure {
  tries: number
  againAt: Instant
}

/** What one walk tells the log: one line, however many failed. */
interface Told {
  people: number
  first: { user: string; err: string } | null
}

export interface LastDays {
  /** Resolves when whoever was due has been tried; for tests. */
  idle(): Promise<void>
  /** Ends after the present person and leaves the rest to others. */
  stop(): Promise<void>
}

/**
 * One for each process. Several may meet the same person: each writes only at the version that it has read, so that one of them does. It takes one
 * connection at most.
 */
export const startLastDays = (deps: Pick<Deps, 'config' | 'store' | 'keys' | 'hasher' | 'log' | 'metrics'>): LastDays => {
  let failures: ReadonlyMap<string, Failure> = new Map()
  let walking: Promise<void> = Promise.resolve()

  /** Past everybody who is due. Whoever fails is passed by, and stands in nobody's way. */
  const walk = async (): Promise<void> => {
    const failing = new Map<string, Failure>()
    const told: Told = { people: 0, first: null }
    let after: OverduePerson | null = null
    let page: OverduePerson[] = []
    do {
      page = await deps.store.listOverduePeople({ after, limit: BATCH })
      for (const person of page) {
        if (loop.isStopped()) return
        const known = failures.get(person.id)
        const failure = known !== undefined && known.againAt > person.now ? known : await endOrFail(person, known, told)
        if (failure !== null && failing.size < MOST_REMEMBERED) failing.set(person.id, failure)
      }
      after = page.at(-1) ?? null
      await giveWay(deps)
    } while (page.length === BATCH)
    // Whoever was not met is due no more.
    failures = failing
    if (told.people > 0) deps.log.error({ people: told.people, ...told.first }, 'people past their last day could not be deactivated')
  }

  const endOrFail = async ({ id, now }: OverduePerson, known: Failure | undefined, told: Told): Promise<Failure | null> => {
    try {
      const ended = await deps.store.changePerson(
        { id },
        (person, at) => endAccountWhenDue(person, decisionContext(deps, { kind: 'system' }, at)),
        { actor: 'system' },
      )
      if (ended?.changed === true) deps.metrics?.job('end_account', 'done')
      return null
    } catch (error) {
      // The next one would fare no better.
      if (isFoyerError(error, 'unavailable')) throw error
      deps.metrics?.job('end_account', 'later')
      told.people += 1
      told.first ??= { user: id, err: errorName(error) }
      const tries = (known?.tries ?? 0) + 1
      return { tries, againAt: now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) }
    }
  }

  /** One walk at a time in this process. */
  const next = (): Promise<void> => {
    walking = walking.catch(() => undefined).then(walk)
    return walking
  }

  const loop = startWakefulLoop(() =>
    next().then(
      () => EVERY_MS,
      (error: unknown) => {
        deps.log.warn({ err: errorName(error) }, 'people past their last day were not looked for')
        return EVERY_MS
      },
    ),
  )
  return { idle: next, stop: loop.stop }
}
