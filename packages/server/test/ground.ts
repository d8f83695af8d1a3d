// Where entrances are compared: one Foyer without a worker, people in every state, and all that can be seen of a try from outside and inside.

import { expect } from 'vitest'
import { createGrantSecrets, type GrantSecrets } from '../src/keys/grant-secrets.ts'
import { newSecret, parseSecrets } from '../src/keys/key-ring.ts'
import { createPasswordHasher } from '../src/password/hash-password.ts'
import type { Answer, Browser } from './browser.ts'
import { effectsOf } from './count-statements.ts'
import { type Entrance, type EntranceName, entrances } from './entrances.ts'
import { APP, type ExampleFoyer, openExampleFoyer } from './example-foyer.ts'
import { enterEachState, type Named } from './six-states.ts'

const MINUTE_MS = 60_000

export interface Seen {
  status: number
  body: unknown
  headers: string[]
  cookies: string[]
  hashes: number
  statements: string[]
  rows: Record<string, string>
}

export interface Ground {
  readonly foyer: ExampleFoyer
  readonly derive: GrantSecrets
  /** Moves the clock on. */
  later(ms: number): Promise<void>
  /** People in every state, with new names. */
  everyState(): Promise<Named[]>
  /** A name that nobody has. */
  somebodyElse(): Promise<Named>
  stranger(): Browser
  /** Prepares, then looks at what it prepared. */
  look(who: Named, prepare: (browser: Browser) => Promise<() => Promise<Answer>>): Promise<Seen>
  /** Everybody tries once, each in a browser of their own, and sees the same. */
  expectSame(name: EntranceName, people: readonly Named[], count: number): Promise<Seen>
}

export const openGround = async (): Promise<Ground> => {
  const hasher = createPasswordHasher({ parameters: { memoryCost: 8, timeCost: 1, parallelism: 1 } })
  const secrets = newSecret('test')
  const foyer = await openExampleFoyer({ secrets }, { hasher, worker: false })
  const passwordHash = await hasher.hash('geduldig wandern drei Berge')
  let shifted = 0

  const stranger = () => foyer.browser({ origin: APP })
  const everyState = () => enterEachState(foyer, passwordHash)
  const somebodyElse = async () => {
    const [nobody] = await everyState()
    if (nobody === undefined) throw new Error('Nobody was entered')
    return nobody
  }

  const look: Ground['look'] = async (who, prepare) => {
    const act = await prepare(stranger())
    const before = hasher.count
    let answer: Answer | undefined
    const effects = await effectsOf(foyer.store.ping, async () => {
      answer = await act()
    })
    if (answer === undefined) throw new Error('No answer')
    const { status, headers, body } = answer
    const cookies = headers.getSetCookie().map((line) => line.split('=')[0] ?? '')
    const hashes = hasher.count - before
    return { status, body: withoutChance(body, who), headers: [...headers.keys()].sort(), cookies, hashes, ...effects }
  }

  const ground: Ground = {
    foyer,
    derive: createGrantSecrets(parseSecrets(secrets)),
    async later(ms) {
      shifted += ms
      await foyer.shiftClock(shifted)
    },
    everyState,
    somebodyElse,
    stranger,
    look,
    async expectSame(name, people, count) {
      const { at, input }: Entrance = entrances[name]
      const tryOnce = (who: Named) =>
        look(who, async (browser) => {
          const view = await at(ground, browser, who)
          return () => browser.tryTo(view, actionOf(name), input?.(who, count))
        })
      // The first try of a round begins the count of the address block.
      await tryOnce(await somebodyElse())
      const seen: Seen[] = []
      for (const who of people) seen.push(await tryOnce(who))
      return expectEqual(seen, people, `${name}, after ${count} tries`)
    },
  }
  return ground
}

export const actionOf = (name: EntranceName): string => name.split('.')[1] ?? ''

/** What nobody sees is what everybody sees. */
export const expectEqual = (seen: readonly Seen[], people: readonly Named[], what: string): Seen => {
  const [first] = seen
  if (first === undefined) throw new Error('Nobody tried')
  for (const [index, { state }] of people.entries()) expect(seen[index], `${what}: ${state}`).toEqual(first)
  return first
}

const withoutChance = (body: Answer['body'], { name }: Named): unknown => {
  const { requestId: _, token, ...rest } = body
  const text = JSON.stringify(rest)
    .replaceAll(name, 'the name')
    .replaceAll(/"retryAfterMs":(\d+)/g, (__, ms) => `"retryAfterMs":"${Math.ceil(Number(ms) / MINUTE_MS)} min"`)
    .replaceAll(/"expiresAt":"[^"]*"/g, '"expiresAt":"soon"')
  return { ...(JSON.parse(text) as object), token: token === undefined ? null : token.length }
}
