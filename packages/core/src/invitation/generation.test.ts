// Tests of generations, terms and issued carriers.

import { describe, expect, it } from 'vitest'
import { at, DAY, manager, START } from '../account/person.fixture.ts'
import { endedOf, hasLiveCarrier, isExpired, isIssued, issue, lengthen, newGeneration, withoutMailed } from './generation.ts'

const first = newGeneration(null, 'invitation', { application: 'app', termMs: 14 * DAY }, at())
const person = { email: { canonical: 'm@example.com' }, emailRevision: 3 } as Parameters<typeof isIssued>[2]

describe('a generation', () => {
  it('is numbered by the database’s time and always rises, also when that stands still or goes back', () => {
    const grants = [first]
    for (const now of [START, START, START - DAY, START + DAY])
      grants.push(newGeneration(grants.at(-1) ?? null, 'invitation', { application: null, termMs: DAY }, at(now)))
    const generations = grants.map(({ generation }) => generation)
    expect(generations).toEqual([...new Set(generations)].sort((a, b) => a - b))
    expect(generations).toEqual([START, START + 1, START + 2, START + 3, START + DAY])
  })

  it('starts with nothing issued, nothing tried and a code of its own', () => {
    const worn = { ...issue(first, ['sheet', 'code'], 1, at()), codeTries: 9, begunAt: START, chosenPassword: { hash: 'h', from: 'Eva' } }
    const next = newGeneration(worn, 'invitation', { application: 'app', termMs: DAY }, at(START + 1))
    expect(next).toMatchObject({ id: first.id, carriers: [], codeTries: 0, begunAt: null, chosenPassword: null })
    expect(next.locator).not.toBe(first.locator)
  })

  it('has a locator only where a code of sixteen characters may be typed', () => {
    expect(newGeneration(null, 'recovery', { application: null, termMs: DAY }, at()).locator).toBeNull()
  })

  it('lives 90 days at most, however often it is lengthened, and is never shortened', () => {
    expect(newGeneration(null, 'invitation', { application: null, termMs: 400 * DAY }, at()).expiresAt).toBe(START + 90 * DAY)
    expect(lengthen(first, 14 * DAY, START + 80 * DAY).expiresAt).toBe(START + 90 * DAY)
    expect(lengthen(first, DAY, START + DAY).expiresAt).toBe(first.expiresAt)
  })

  it('is over at the moment it names', () => {
    expect([isExpired(first, first.expiresAt - 1), isExpired(first, first.expiresAt)]).toEqual([false, true])
  })
})

describe('carriers', () => {
  it('open only once they were issued, and mailed ones only for the address at that revision', () => {
    const grant = issue(first, ['mail_link', 'qr'], 3, at())
    expect((['mail_link', 'qr', 'sheet', 'mail_code'] as const).map((carrier) => isIssued(grant, carrier, person))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(isIssued(grant, 'mail_link', { ...person, emailRevision: 4 })).toBe(false)
    expect(isIssued(grant, 'mail_link', { ...person, email: null })).toBe(false)
    expect(isIssued(grant, 'qr', { ...person, email: null, emailRevision: 9 })).toBe(true)
  })

  it('keep one entry each, with the latest time and who it was', () => {
    const twice = issue(issue(first, ['qr'], 1, at()), ['qr'], 1, at(START + DAY, manager))
    expect(twice.carriers).toEqual([{ carrier: 'qr', at: START + DAY, by: 'user:actor-manager', revision: null }])
  })

  it('die with the address where they were mailed, and live where they were handed over', () => {
    const grant = issue(first, ['mail_link', 'mail_code', 'initial_password', 'sheet', 'chosen_password'], 3, at())
    expect(withoutMailed(grant).carriers.map(({ carrier }) => carrier)).toEqual(['sheet', 'chosen_password'])
    expect(hasLiveCarrier(issue(first, ['mail_link'], 2, at()), person)).toBe(false)
    expect(hasLiveCarrier(grant, person)).toBe(true)
  })
})

it('ends open grants of the purposes named, and no other', () => {
  const recovery = { ...first, id: 'r', purpose: 'recovery' as const }
  const gone = { ...recovery, id: 'g', endedAt: 1, endedReason: 'x' }
  expect(endedOf([first, recovery, gone], ['recovery'], 5, 'y').map(({ endedAt, endedReason }) => [endedAt, endedReason])).toEqual([
    [null, null],
    [5, 'y'],
    [1, 'x'],
  ])
})
