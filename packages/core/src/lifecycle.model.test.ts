// Random people, actors, secrets and times: whatever happens, the lifecycle holds.

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Command, commandKinds, commands } from './model/commands.fixture.ts'
import { happen } from './model/happen.fixture.ts'
import { checkPerson } from './model/invariants.fixture.ts'
import { actors, newWorld, type World } from './model/world.fixture.ts'

/** `FOYER_MODEL_RUNS=5000` for a long run; fast-check prints the seed and the shortest way to a failure. */
const RUNS = Number(process.env.FOYER_MODEL_RUNS ?? 250)
const MOST_COMMANDS = 60
const EVERYBODY = [0, 1, 2, 3]

/** One person online, one invited by mail, one by a sheet, one online by number. */
const BEFORE: readonly Command[] = [
  { kind: 'send', who: 0, by: 7, application: 'portal', role: 'owner', days: undefined, way: 'link' },
  { kind: 'walk', who: 0, pick: 0, address: 'd@privat.example' },
  { kind: 'send', who: 1, by: 0, application: 'app', role: undefined, days: undefined, way: 'link' },
  { kind: 'handOver', who: 2, by: 0, application: 'plant', role: undefined, days: undefined, carriers: ['sheet'] },
  { kind: 'handOver', who: 3, by: 0, application: 'plant', role: undefined, days: undefined, carriers: ['sheet'] },
  { kind: 'walk', who: 3, pick: 0, address: 'd@privat.example' },
]

const play = (sequence: readonly Command[]): World => {
  const world = newWorld()
  for (const [index, command] of [...BEFORE, ...sequence].entries()) {
    const concerned = happen(world, command)
    const actor = actors[index % actors.length]
    if (actor === undefined) throw new Error('There is nobody to act')
    for (const who of concerned === null ? EVERYBODY : [concerned]) checkPerson(world, who, actor)
  }
  return world
}

describe('the whole lifecycle', () => {
  it('holds whatever anybody does in whatever order', { timeout: 20_000 + RUNS * 200 }, () => {
    const done = new Map<string, number>()
    fc.assert(
      fc.property(commands(MOST_COMMANDS), (sequence) => {
        for (const [kind, count] of play(sequence).done) done.set(kind, (done.get(kind) ?? 0) + count)
      }),
      { numRuns: RUNS },
    )
    if (process.env.FOYER_MODEL_RUNS) console.log(Object.fromEntries(done))
    expect(commandKinds.filter((kind) => !done.has(kind))).toEqual([])
  })
})
