// Tests of a holder's wish to be erased, and of thinking again.

import { describe, expect, it } from 'vitest'
import { confirmEmailChange, requestEmailChange } from './change-own-email.ts'
import { eraseWhenDue, keepAccount, requestErasure } from './erase-own-account.ts'
import {
  address,
  at,
  codeOf,
  DAY,
  eventTypes,
  grantOf,
  holder,
  invited,
  mailKinds,
  online,
  onlineByNumber,
  START,
  settings,
  stored,
  system,
} from './person.fixture.ts'
import { resetAccess } from './reset-access.ts'
import { undoEmailChange } from './undo-email-change.ts'

const now = (moment = START) => at(moment, holder)
const leaving = () => stored(requestErasure(online(), { tell: [] }, now()))
const proofOf = (person: ReturnType<typeof leaving>) => {
  const { id, generation } = grantOf(person, 'erasure_undo')
  return { grantId: id, generation }
}

describe('the wish to be erased', () => {
  it('ends all sessions now, the account later, and tells the holder and the owners', () => {
    const decision = requestErasure(online(), { tell: ['owner-1', 'owner-2', 'p1'] }, now())
    expect(decision.person).toMatchObject({ eraseAt: START + 14 * DAY, deletedAt: null })
    expect(decision.endSessions).toBe('all')
    expect(eventTypes(decision)).toEqual(['user.erasure_requested'])
    expect(decision.jobs).toMatchObject([
      { type: 'erase_account', at: START + 14 * DAY },
      { type: 'mail', intent: { kind: 'erasure_planned' } },
      { type: 'mail', userId: 'owner-1', intent: { kind: 'erasure_notice', about: 'p1' } },
      { type: 'mail', userId: 'owner-2', intent: { kind: 'erasure_notice', about: 'p1' } },
    ])
  })

  it('mails nobody who has no mailbox, and is open to them all the same', () => {
    expect(mailKinds(requestErasure(onlineByNumber(), { tell: [] }, now()))).toEqual([])
  })

  it('is for people who are in, once, and where the policy has it', () => {
    expect(codeOf(() => requestErasure(invited(), { tell: [] }, now()))).toBe('not_online')
    expect(codeOf(() => requestErasure(leaving(), { tell: [] }, now()))).toBe('erasure_asked')
    const off = { ...now(), settings: { ...settings, erasureDays: null } }
    expect(codeOf(() => requestErasure(online(), { tell: [] }, off))).toBe('erasure_off')
  })

  it('waits for an address that was changed lately: its old mailbox can still take everything back', () => {
    const asked = stored(requestEmailChange(online(), address('neu@example.com'), now()))
    const { id, generation } = grantOf(asked, 'email_change')
    const revision = asked.waitingEmail?.revision ?? 0
    const moved = stored(confirmEmailChange(asked, { grantId: id, generation, revision }, now()))
    const soon = { ...now(), settings: { ...settings, erasureDays: 1 } }
    const left = stored(requestErasure(moved, { tell: [] }, soon))
    expect(left.eraseAt).toBe(START + 7 * DAY)
    const undo = grantOf(left, 'email_undo')
    expect(undoEmailChange(left, { grantId: undo.id, generation: undo.generation }, now()).person.eraseAt).toBeNull()
  })
})

describe('thinking again', () => {
  it('by the link or signed in keeps the account; doing it again changes nothing', () => {
    const person = leaving()
    for (const proof of [proofOf(person), null]) {
      const kept = keepAccount(person, proof, now(START + DAY))
      expect(kept.person.eraseAt).toBeNull()
      expect(eventTypes(kept)).toEqual(['user.erasure_undone'])
      expect(eraseWhenDue(stored(kept), at(START + 15 * DAY, system)).events).toEqual([])
      expect(keepAccount(stored(kept), null, now(START + DAY)).events).toEqual([])
    }
  })

  it('is too late when the time is over, and never done by another secret', () => {
    const person = leaving()
    expect(codeOf(() => keepAccount(person, proofOf(person), now(START + 14 * DAY)))).toBe('link_expired')
    expect(codeOf(() => keepAccount(person, { grantId: 'ffffffffffffffff', generation: 1 }, now()))).toBe('link_invalid')
  })

  it('is done by an owner who resets the access: whoever wished it may have been somebody else', () => {
    expect(resetAccess(leaving(), { reason: 'hijacked' }, at()).person.eraseAt).toBeNull()
  })
})

describe('the day itself', () => {
  it('leaves a tombstone without personal data, and not a moment before', () => {
    const person = leaving()
    expect(eraseWhenDue(person, at(START + 14 * DAY - 1, system)).events).toEqual([])
    const erased = eraseWhenDue(person, at(START + 14 * DAY, system))
    expect(erased.person).toMatchObject({ deletedAt: START + 14 * DAY, email: null, hasPassword: false, access: [], eraseAt: null })
    expect(erased.events).toMatchObject([{ type: 'user.deleted', data: { because: 'holder' } }])
    expect(erased.person.grants.every(({ endedAt }) => endedAt !== null)).toBe(true)
  })
})
