// Tests of ending everything that opens an account.

import { describe, expect, it } from 'vitest'
import { invitationState } from '../activation/proofs.ts'
import { proveTypedAddress } from '../activation/prove-address.ts'
import { completeRecovery, sendRecovery } from '../recovery/recovery.ts'
import { requestEmailChange } from './change-own-email.ts'
import { deactivatePerson } from './deactivate.ts'
import {
  address,
  apiKey,
  at,
  begun,
  codeOf,
  eventTypes,
  grantOf,
  handedOver,
  holder,
  invited,
  mailKinds,
  manager,
  online,
  onlineByNumber,
  openedBy,
  ownerKey,
  proveAddress,
  START,
  stored,
} from './person.fixture.ts'
import type { Person } from './person.ts'
import { resetAccess } from './reset-access.ts'
import { accountStatus, emailStatus } from './status.ts'

const reset = (person: Person, rest: Partial<Parameters<typeof resetAccess>[1]> = {}) =>
  resetAccess(person, { reason: 'mailbox lost', ...rest }, at())

describe('resetting access', () => {
  it('ends credentials, sessions, grants, activation and confirmation, and tells the old address', () => {
    const busy = stored(
      requestEmailChange(stored(sendRecovery(online(), { application: 'app' }, at())), address('new@example.com'), at(START, holder)),
    )
    const decision = reset(busy, { email: address('nachfolge@example.com') })
    const { person } = decision
    expect([accountStatus(person), emailStatus(person.email)]).toEqual(['offline', 'unconfirmed'])
    expect(person).toMatchObject({ hasPassword: false, passkeys: [], activatedAt: null, waitingEmail: null, access: [] })
    expect(person.credentialRevision).toBeGreaterThan(busy.credentialRevision)
    expect(person.grants.every(({ endedAt }) => endedAt !== null)).toBe(true)
    expect(decision.endSessions).toBe('all')
    expect(eventTypes(decision)).toEqual(['user.access_reset', 'access.withdrawn'])
    expect(decision.events[0]).toMatchObject({
      data: {},
      values: { reason: 'mailbox lost', from: 'mia@example.com', to: 'nachfolge@example.com' },
    })
    expect(decision.jobs).toMatchObject([{ intent: { kind: 'access_reset', formerAddress: 'mia@example.com' } }])
  })

  it('invites to the new address in the same step and keeps access as pending', () => {
    const person = online('mia@example.com', { application: 'portal', role: 'manager' })
    const decision = reset(person, { email: address('nachfolge@example.com'), invite: { application: 'portal' } })
    expect([accountStatus(decision.person), emailStatus(decision.person.email)]).toEqual(['invited', 'pending'])
    expect(decision.person.access).toMatchObject([
      { application: 'portal', role: 'manager', pending: true },
      { application: 'app', pending: true },
    ])
    expect(mailKinds(decision)).toEqual(['access_reset', 'invitation'])
    expect(eventTypes(decision)).toEqual(['user.access_reset', 'invitation.sent'])
    expect(decision.endSessions).toBe('all')
  })

  it('is also for a confirmed address that was never online; what was pending stays so with an invitation', () => {
    const decision = reset(begun('mia@example.com', { application: 'shop' }), {
      email: address('neu@example.com'),
      invite: { application: 'app' },
    })
    expect(emailStatus(decision.person.email)).toBe('pending')
    expect(decision.person.access.map(({ application, pending }) => [application, pending])).toEqual([
      ['shop', true],
      ['app', true],
    ])
    expect(reset(begun()).person).toMatchObject({ access: [], invitation: null })
  })

  it('keeps the address unless another is named, under a new revision and still masked where the holder typed it', () => {
    const opened = handedOver()
    const { person, proofs } = proveAddress(opened, openedBy(opened, 'sheet'), 'geheim@privat.example')
    const decision = reset(person)
    expect(decision.person.email).toMatchObject({ canonical: 'geheim@privat.example', setBy: 'holder', confirmedAt: null })
    expect(decision.person.emailRevision).toBeGreaterThan(person.emailRevision)
    expect(decision.events.find(({ type }) => type === 'user.access_reset')?.values).toMatchObject({ from: 'g•••@privat.example' })
    expect(mailKinds(decision)).toEqual([])
    expect(codeOf(() => proveTypedAddress(stored(decision), proofs, at(START, holder)))).toBe('link_invalid')
  })

  it('leaves nothing that opens: neither mail nor sheet nor recovery from before', () => {
    const before = stored(sendRecovery(online(), { application: 'app' }, at()))
    const recovery = grantOf(before, 'recovery')
    const after = stored(reset(before, { invite: { application: 'app' } }))
    expect(codeOf(() => completeRecovery(after, { grantId: recovery.id, generation: recovery.generation }, at(START, holder)))).toBe(
      'link_invalid',
    )
    const never = begun()
    const invitedAgain = stored(reset(never, { invite: { application: 'app' } }))
    expect(invitationState(invitedAgain, openedBy(never, 'mail_link'), START)).toBe('replaced')
  })

  it('takes the number as well', () => {
    expect(reset(onlineByNumber(), { email: address('mia@example.com') }).person).toMatchObject({ signInName: null, activatedAt: null })
  })

  it('is an owner’s, not for oneself, and not for somebody whose address may simply be changed', () => {
    const act = (person: Person, actor: Parameters<typeof at>[1]) => codeOf(() => resetAccess(person, { reason: 'x' }, at(START, actor)))
    expect([act(online(), manager), act(online(), apiKey), act(online(), ownerKey)]).toEqual(['role_too_low', 'role_too_low', null])
    expect(act(online(), { kind: 'user', userId: 'p1', role: 'owner' })).toBe('own_account')
    expect(act(invited(), undefined)).toBe('not_online')
    expect(act(stored(deactivatePerson(online(), {}, at())), undefined)).toBe('user_deactivated')
  })

  it('refuses as a whole when the invitation cannot go out', () => {
    expect(codeOf(() => reset(online(), { email: null, invite: { application: 'app' } }))).toBe('email_missing')
    expect(codeOf(() => reset(online(), { invite: { application: 'nowhere' } }))).toBe('application_unknown')
  })
})
