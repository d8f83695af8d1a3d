// Tests of blocking, lifting the block and erasing.

import { describe, expect, it } from 'vitest'
import { sendRecovery } from '../recovery/recovery.ts'
import { requestEmailChange } from './change-own-email.ts'
import { deactivatePerson, deletePerson, endAccountWhenDue, reactivatePerson } from './deactivate.ts'
import {
  address,
  at,
  begun,
  codeOf,
  DAY,
  eventTypes,
  grantOf,
  handedOver,
  holder,
  invited,
  offline,
  online,
  onlineByNumber,
  START,
  stored,
  system,
} from './person.fixture.ts'
import { accountStatus, emailStatus, isBlocked } from './status.ts'

describe('deactivating', () => {
  it('ends sessions and grants at once', () => {
    const person = stored(
      requestEmailChange(stored(sendRecovery(online(), { application: 'app' }, at())), address('new@example.com'), at(START, holder)),
    )
    const decision = deactivatePerson(person, { reason: 'left' }, at())
    expect(accountStatus(decision.person)).toBe('deactivated')
    expect(decision.endSessions).toBe('all')
    expect(decision.person.grants.every(({ endedAt }) => endedAt === START)).toBe(true)
    expect(decision.person).toMatchObject({ waitingEmail: null, formerEmail: null })
    expect(decision.events).toEqual([{ type: 'user.deactivated', data: { because: 'asked' }, values: { reason: 'left' } }])
  })

  it('ends an open invitation with its pending access, and keeps the status of the address', () => {
    const decision = deactivatePerson(begun(), {}, at())
    expect(decision.person).toMatchObject({ invitation: null, access: [] })
    expect(emailStatus(decision.person.email)).toBe('confirmed')
    expect(eventTypes(decision)).toEqual(['invitation.revoked', 'user.deactivated'])
  })

  it('waits for a day in the future, and nobody is blocked before', () => {
    const decision = deactivatePerson(online(), { at: START + DAY, reason: 'leaves' }, at())
    expect(accountStatus(decision.person)).toBe('online')
    expect(decision.person.endsAt).toBe(START + DAY)
    expect(decision.events).toMatchObject([{ type: 'user.updated', data: { fields: ['endsAt'] }, values: { reason: 'leaves' } }])
    expect([decision.jobs, decision.endSessions]).toEqual([[], []])
    expect([START + DAY - 1, START + DAY].map((now) => isBlocked(decision.person, now))).toEqual([false, true])
    expect(deactivatePerson(stored(decision), { at: START + DAY }, at()).events).toEqual([])
  })

  it('is at once for a moment that has passed', () => {
    expect(accountStatus(deactivatePerson(online(), { at: START }, at()).person)).toBe('deactivated')
  })
})

describe('the last day', () => {
  const ending = stored(deactivatePerson(online(), { at: START + DAY }, at()))

  it('ends the account once it is over, and no moment earlier', () => {
    expect(endAccountWhenDue(ending, at(START + DAY - 1, system)).person).toBe(ending)
    const decision = endAccountWhenDue(ending, at(START + DAY, system))
    expect(decision.events).toMatchObject([{ type: 'user.deactivated', data: { because: 'last_day' } }])
    expect(decision.endSessions).toBe('all')
  })

  it('comes to nothing when it was moved, taken away, or met by a block', () => {
    const moved = stored(deactivatePerson(ending, { at: START + 2 * DAY }, at()))
    const blocked = stored(deactivatePerson(ending, {}, at()))
    for (const person of [moved, { ...ending, endsAt: null }, blocked, stored(deletePerson(ending, at()))]) {
      const decision = endAccountWhenDue(person, at(START + DAY, system))
      expect(decision.person).toBe(person)
      expect(decision.events).toEqual([])
    }
  })

  it('stays on file when somebody is blocked before it, and ends the account then if the block was lifted', () => {
    const early = stored(deactivatePerson(ending, {}, at()))
    expect(early.endsAt).toBe(START + DAY)
    const back = stored(reactivatePerson(early, at(START + 1)))
    expect(accountStatus(back)).toBe('online')
    expect(accountStatus(endAccountWhenDue(back, at(START + DAY, system)).person)).toBe('deactivated')
  })
})

describe('reactivating', () => {
  it('restores online, and takes a last day in the past away', () => {
    const ended = stored(endAccountWhenDue({ ...online(), endsAt: START + DAY }, at(START + DAY, system)))
    const { person, events } = reactivatePerson(ended, at(START + 2 * DAY))
    expect([accountStatus(person), emailStatus(person.email), person.endsAt]).toEqual(['online', 'confirmed', null])
    expect(person.access).toEqual(online().access)
    expect(events).toEqual([{ type: 'user.reactivated', data: {} }])
  })

  it('returns an invited person to offline', () => {
    for (const person of [invited(), begun(), handedOver()]) {
      const back = reactivatePerson(stored(deactivatePerson(person, {}, at())), at()).person
      expect(accountStatus(back)).toBe('offline')
      expect(emailStatus(back.email)).toBe(emailStatus(person.email))
      expect(back.access).toEqual([])
    }
  })

  it('restores whoever signs in by number', () => {
    const back = reactivatePerson(stored(deactivatePerson(onlineByNumber(), {}, at())), at()).person
    expect([accountStatus(back), back.signInName]).toEqual(['online', 'P-1'])
  })
})

describe('deleting', () => {
  it('leaves a tombstone without personal data and nothing that opens', () => {
    const person = stored(sendRecovery({ ...online(), profile: { ...online().profile, lastName: 'Weber' } }, { application: 'app' }, at()))
    grantOf(person, 'recovery')
    const { person: after, endSessions, events } = deletePerson(person, at())
    expect(JSON.stringify(after)).not.toMatch(/mia|weber/i)
    expect(after).toMatchObject({ email: null, access: [], invitation: null, hasPassword: false, passkeys: [], deletedAt: START })
    expect(after.grants.every(({ endedAt }) => endedAt !== null)).toBe(true)
    expect(after.credentialRevision).toBeGreaterThan(person.credentialRevision)
    expect(endSessions).toBe('all')
    expect(events).toEqual([{ type: 'user.deleted', data: {} }])
  })

  it('ends an invitation as well', () => {
    expect(eventTypes(deletePerson(invited(), at()))).toEqual(['invitation.revoked', 'user.deleted'])
    expect(codeOf(() => deletePerson(offline(), at()))).toBeNull()
  })
})
