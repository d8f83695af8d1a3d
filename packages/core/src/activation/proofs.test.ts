// Tests of what became of the invitation that a secret names.

import { describe, expect, it } from 'vitest'
import { changeEmail } from '../account/change-email.ts'
import { deactivatePerson, deletePerson } from '../account/deactivate.ts'
import {
  address,
  at,
  codeOf,
  DAY,
  handedOver,
  invitationOf,
  invited,
  offline,
  online,
  openedBy,
  START,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { sendInvitation } from '../invitation/invite.ts'
import { renewInvitation, revokeInvitation } from '../invitation/renew-revoke.ts'
import { invitationState, requireOpenInvitation } from './proofs.ts'

const before = invited()
const mailed = openedBy(before, 'mail_link')
const state = (person: Person, now = START) => invitationState(person, mailed, now)

describe('invitationState', () => {
  it('is open within the term, and expired after it', () => {
    expect([state(before), state(before, START + 14 * DAY - 1), state(before, START + 14 * DAY)]).toEqual(['open', 'open', 'expired'])
  })

  it('refuses a carrier that was not issued, however right it is', () => {
    expect(invitationState(before, openedBy(before, 'qr'), START)).toBe('replaced')
    expect(invitationState(handedOver('mia@example.com'), openedBy(handedOver('mia@example.com'), 'mail_link'), START)).not.toBe('open')
  })

  it('says that there is a newer one only where that is true', () => {
    const renewed = stored(renewInvitation(before, {}, at(START + 1)))
    expect(state(renewed)).toBe('ended')
    expect(state(stored(sendInvitation(renewed, { application: 'app' }, at(START + 1))))).toBe('replaced')
    const moved = stored(changeEmail(before, { email: address('neu@example.com') }, at()))
    expect(state(moved)).toBe('ended')
    expect(state(stored(sendInvitation(moved, { application: 'app' }, at())))).toBe('replaced')
  })

  it('stays dead after revocation, also when somebody is invited again', () => {
    const revoked = stored(revokeInvitation(before, at()))
    expect(state(revoked)).toBe('ended')
    expect(state(stored(sendInvitation(revoked, { application: 'app' }, at())))).toBe('replaced')
  })

  it('says that the account is active, and nothing to whoever may not sign in', () => {
    expect(state(online())).toBe('completed')
    expect(state(stored(deactivatePerson(online(), {}, at())))).toBe('ended')
    expect(state(stored(deactivatePerson(before, {}, at())))).toBe('ended')
    expect(state(stored(deletePerson(before, at())))).toBe('ended')
    expect(state({ ...before, endsAt: START })).toBe('ended')
    expect(state(offline())).toBe('ended')
  })
})

it('requireOpenInvitation throws a code for each of them', () => {
  const code = (person: Person, now = START) => codeOf(() => requireOpenInvitation(person, mailed, now))
  expect([code(before), code(before, START + 14 * DAY), code(online()), code(offline()), code({ ...before, endsAt: START })]).toEqual([
    null,
    'link_expired',
    'already_active',
    'link_invalid',
    'link_invalid',
  ])
  expect(requireOpenInvitation(before, mailed, START)).toBe(invitationOf(before))
})
