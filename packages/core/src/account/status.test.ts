// Tests of both statuses and the pairs that may exist.

import type { AccountStatus, EmailStatus } from '@foyer/contract'
import { describe, expect, it } from 'vitest'
import { deactivatePerson } from './deactivate.ts'
import { at, begun, DAY, handedOver, invitationOf, invited, offline, online, onlineByNumber, START, stored } from './person.fixture.ts'
import type { Person } from './person.ts'
import { accountStatus, emailStatus, isBlocked, isLegalPair } from './status.ts'

const pair = (person: Person) => [accountStatus(person), emailStatus(person.email)]

describe('both statuses, by facts', () => {
  it('tells each legal pair of somebody on the way from a row to an account', () => {
    expect(pair(offline(null))).toEqual(['offline', null])
    expect(pair(offline())).toEqual(['offline', 'unconfirmed'])
    expect(pair(handedOver())).toEqual(['invited', null])
    expect(pair(invited())).toEqual(['invited', 'pending'])
    expect(pair(handedOver('mia@example.com'))).toEqual(['invited', 'pending'])
    expect(pair(begun())).toEqual(['invited', 'confirmed'])
    expect(pair(online())).toEqual(['online', 'confirmed'])
    expect(pair(onlineByNumber())).toEqual(['online', null])
  })

  it('stays invited after the term', () => {
    expect(accountStatus(invited())).toBe('invited')
    expect(invitationOf(invited()).expiresAt).toBe(START + 14 * DAY)
  })

  it('keeps what somebody was under the block', () => {
    expect(pair(stored(deactivatePerson(online(), {}, at())))).toEqual(['deactivated', 'confirmed'])
    expect(pair(stored(deactivatePerson(invited(), {}, at())))).toEqual(['deactivated', 'pending'])
    expect(pair(stored(deactivatePerson(offline(null), {}, at())))).toEqual(['deactivated', null])
  })
})

describe('isLegalPair', () => {
  const accounts: readonly AccountStatus[] = ['offline', 'invited', 'online', 'deactivated']
  const emails: readonly (EmailStatus | null)[] = [null, 'unconfirmed', 'pending', 'confirmed']

  it('allows online only with a confirmed address, or with none for whoever signs in by number', () => {
    const illegal = (byNumber: boolean) =>
      accounts.flatMap((account) => emails.filter((email) => !isLegalPair(account, email, byNumber)).map((email) => [account, email]))
    expect(illegal(false)).toEqual([
      ['online', null],
      ['online', 'unconfirmed'],
      ['online', 'pending'],
    ])
    expect(illegal(true)).toEqual([
      ['online', 'unconfirmed'],
      ['online', 'pending'],
    ])
  })
})

it('keeps somebody from signing in when deactivated, erased, or from the end of the last day on', () => {
  const facts = { deactivatedAt: null, deletedAt: null, endsAt: null }
  expect(isBlocked(facts, START)).toBe(false)
  expect(isBlocked({ ...facts, deactivatedAt: START }, START)).toBe(true)
  expect(isBlocked({ ...facts, deletedAt: START }, START)).toBe(true)
  expect(isBlocked({ ...facts, endsAt: START }, START - 1)).toBe(false)
  expect(isBlocked({ ...facts, endsAt: START }, START)).toBe(true)
})
