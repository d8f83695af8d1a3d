// Tests of entering a person and changing details.

import { describe, expect, it } from 'vitest'
import { isFoyerError } from '../foyer-error.ts'
import { changedKeys, createPerson, emptyProfile, updatePerson } from './create-person.ts'
import { deletePerson, endAccountWhenDue } from './deactivate.ts'
import {
  address,
  apiKey,
  at,
  codeOf,
  DAY,
  helper,
  manager,
  offline,
  online,
  onlineByNumber,
  ownerKey,
  START,
  stored,
  system,
  viewer,
} from './person.fixture.ts'
import { accountStatus, emailStatus, isBlocked } from './status.ts'

const input = { id: 'p1', profile: { firstName: 'Mia' }, email: address('Mia@Example.com'), endsAt: null }

describe('entering a person', () => {
  it('makes somebody offline whose address nobody has confirmed', () => {
    const { person, events, jobs } = createPerson(input, at())
    expect([accountStatus(person), emailStatus(person.email)]).toEqual(['offline', 'unconfirmed'])
    expect(person.profile).toEqual({ ...emptyProfile, firstName: 'Mia' })
    expect(person.email).toMatchObject({ canonical: 'mia@example.com', entered: 'Mia@Example.com', setBy: 'manager' })
    expect(events).toMatchObject([{ type: 'user.created', data: {}, values: { email: 'Mia@Example.com' } }])
    expect(jobs).toEqual([])
  })

  it('keeps the last day on file, also one that has passed, and nowhere else', () => {
    for (const endsAt of [START + DAY, START - DAY]) {
      const { person, jobs, events } = createPerson({ ...input, endsAt }, at())
      expect([person.endsAt, accountStatus(person)]).toEqual([endsAt, 'offline'])
      expect([jobs, events.length]).toEqual([[], 1])
      expect(isBlocked(person, START)).toBe(endsAt < START)
      expect(accountStatus(endAccountWhenDue(person, at(START, system)).person)).toBe(endsAt < START ? 'deactivated' : 'offline')
    }
  })

  it('is for managers and keys of their rank', () => {
    expect([helper, viewer].map((actor) => codeOf(() => createPerson(input, at(START, actor))))).toEqual(['role_too_low', 'role_too_low'])
    expect([manager, apiKey].map((actor) => codeOf(() => createPerson(input, at(START, actor))))).toEqual([null, null])
  })
})

describe('changing details', () => {
  it('leaves what is not named, and says which fields changed without their values', () => {
    const { person, events } = updatePerson(offline(), { profile: { lastName: 'Weber', fields: { size: 'M' } } }, at(START + DAY))
    expect(person.profile).toEqual({ ...emptyProfile, lastName: 'Weber', fields: { size: 'M' } })
    expect(person.changedAt).toBe(START + DAY)
    expect(events).toEqual([{ type: 'user.updated', data: { fields: ['lastName', 'fields.size'] } }])
  })

  it('changes nothing and says nothing when all is as it was', () => {
    const person = offline()
    const decision = updatePerson(person, { profile: { lastName: null, fields: {} }, endsAt: null }, at())
    expect(decision.person).toBe(person)
    expect([decision.events, decision.jobs]).toEqual([[], []])
  })

  it('sets, moves and clears the last day, and the one on file is what counts', () => {
    const set = updatePerson(offline(), { profile: {}, endsAt: START + DAY }, at())
    const moved = updatePerson(stored(set), { profile: {}, endsAt: START + 2 * DAY }, at(START + 1))
    const back = updatePerson(stored(moved), { profile: {}, endsAt: START + DAY }, at(START + 2))
    const cleared = updatePerson(stored(back), { profile: {}, endsAt: null }, at(START + 3))
    const each = [set, moved, back, cleared]
    expect(each.map(({ person }) => person.endsAt)).toEqual([START + DAY, START + 2 * DAY, START + DAY, null])
    for (const { events, jobs } of each) expect([events, jobs]).toEqual([[{ type: 'user.updated', data: { fields: ['endsAt'] } }], []])
    const endsBy = (now: number) => each.map((one) => endAccountWhenDue(stored(one), at(now, system)).events.length)
    expect(endsBy(START + DAY - 1)).toEqual([0, 0, 0, 0])
    expect(endsBy(START + DAY)).toEqual([1, 0, 1, 0])
    expect(endsBy(START + 2 * DAY)).toEqual([1, 1, 1, 0])
  })

  it('is done to nobody above the own role', () => {
    const anOwner = online('mia@example.com', { application: 'portal', role: 'owner' })
    const change = { profile: { lastName: 'Weber' } }
    expect(codeOf(() => updatePerson(anOwner, change, at(START, manager)))).toBe('role_too_low')
    expect(codeOf(() => updatePerson(anOwner, change, at(START, apiKey)))).toBe('role_too_low')
    expect(codeOf(() => updatePerson(anOwner, change, at(START, ownerKey)))).toBeNull()
    expect(codeOf(() => updatePerson(offline(), change, at(START, helper)))).toBe('role_too_low')
    expect(codeOf(() => updatePerson(stored(deletePerson(online(), at())), change, at()))).toBe('user_not_found')
  })
})

describe('the number that somebody signs in with', () => {
  const rename = (externalId: string | null, renamesSignIn?: boolean) =>
    updatePerson(onlineByNumber('P-1'), { profile: { externalId }, renamesSignIn }, at())
  const issueOf = (work: () => unknown): string | undefined => {
    try {
      work()
    } catch (error) {
      if (isFoyerError(error, 'invalid_input')) return error.details.issues[0]?.code
      throw error
    }
    return undefined
  }

  it('is renamed only when that is asked for', () => {
    expect(issueOf(() => rename('P-2'))).toBe('renames_sign_in')
    expect(rename('P-2', true).person).toMatchObject({ signInName: 'P-2', profile: { externalId: 'P-2' } })
  })

  it('is not taken from whoever has no other name, and never looks like an address', () => {
    expect(issueOf(() => rename(null, true))).toBe('sign_in_name_missing')
    expect(issueOf(() => rename('p@1', true))).toBe('sign_in_name_invalid')
  })

  it('changes freely for everybody else', () => {
    const { person } = updatePerson(online(), { profile: { externalId: 'P-9' } }, at())
    expect([person.profile.externalId, person.signInName]).toEqual(['P-9', null])
  })
})

it('names changed details, custom ones by their key, an empty one equal to one that is not there', () => {
  const before = { ...emptyProfile, fields: { a: 1, b: null, c: [1, 2] } }
  expect(changedKeys(before, { ...before, position: 'Chef', fields: { a: 2, c: [1, 2] } })).toEqual(['position', 'fields.a'])
  expect(changedKeys(before, before)).toEqual([])
})
