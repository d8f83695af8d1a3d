// Whether the demo organisation shows what it is meant to show.

import { describe, expect, it } from 'vitest'
import { people, readyPerson } from './people.ts'
import { ways } from './ways.ts'

describe('the people of Beispiel AG', () => {
  it('are about forty, each with a number and an address of their own', () => {
    expect(people).toHaveLength(40)
    expect(new Set(people.map(({ externalId }) => externalId)).size).toBe(40)
    const addresses = people.flatMap(({ email }) => (email === null ? [] : [email]))
    expect(new Set(addresses).size).toBe(addresses.length)
  })

  it('are in every pair of statuses that can be reached', () => {
    expect(new Set(people.map(({ goal }) => goal))).toEqual(new Set(Object.keys(ways)))
  })

  it('have an address exactly when their pair needs one', () => {
    for (const { goal, email, externalId } of people) expect([externalId, email === null]).toEqual([externalId, goal.endsWith('/none')])
  })

  it('fill in what activation requires', () => {
    for (const { goal, fields, externalId } of people) {
      if (ways[goal].includes('activate')) expect([externalId, fields?.shirtSize]).toEqual([externalId, expect.any(String)])
    }
  })

  it('include the ready person, who manages nobody', () => {
    const ready = people.find(({ email }) => email === readyPerson.email)
    expect(ready?.goal).toBe('online/confirmed')
    expect(ready?.role).toBeUndefined()
  })
})
