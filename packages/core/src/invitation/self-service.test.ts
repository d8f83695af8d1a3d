// Tests of who may have the invitation sent again without an admin.

import { describe, expect, it } from 'vitest'
import { changeEmail, sendConfirmation } from '../account/change-email.ts'
import { markUndeliverable } from '../account/mark-undeliverable.ts'
import { address, at, begun, DAY, handedOver, invitationOf, invited, offline, online, START, stored } from '../account/person.fixture.ts'
import { handOverInvitation } from './invite.ts'
import { renewInvitation } from './renew-revoke.ts'
import { givenTermMs, mayRenewItself } from './self-service.ts'

describe('mayRenewItself', () => {
  it('only to an address that was mailed: a sheet for it does not count', () => {
    expect(mayRenewItself(invited(), START)).toBe(true)
    expect(mayRenewItself(handedOver('mia@example.com'), START)).toBe(false)
    expect(mayRenewItself(handedOver(), START)).toBe(false)
    expect(mayRenewItself(stored(changeEmail(invited(), { email: address('neu@example.com') }, at())), START)).toBe(false)
    expect(mayRenewItself(stored(sendConfirmation(handedOver('mia@example.com'), at())), START)).toBe(true)
    expect(mayRenewItself(stored(renewInvitation(begun(), {}, at())), START)).toBe(true)
  })

  it('not to one whose mail came back', () => {
    expect(mayRenewItself(stored(markUndeliverable(invited(), { because: 'bounced', revision: 1 }, at())), START)).toBe(false)
  })

  it('until ninety days after the last act of an admin', () => {
    expect(mayRenewItself(invited(), START + 90 * DAY - 1)).toBe(true)
    expect(mayRenewItself(invited(), START + 90 * DAY)).toBe(false)
    const shown = stored(handOverInvitation(invited(), { application: 'app', carriers: ['qr'] }, at(START + 10 * DAY)))
    expect(mayRenewItself(shown, START + 99 * DAY)).toBe(true)
  })

  it('for nobody but the invited', () => {
    expect([offline(), online()].map((person) => mayRenewItself(person, START))).toEqual([false, false])
  })
})

it('knows the term that an admin gave, also after the holder renewed it', () => {
  const given = invitationOf(invited())
  expect(givenTermMs(given)).toBe(14 * DAY)
  const later = { ...given, generation: START + 30 * DAY, expiresAt: START + 44 * DAY }
  expect(givenTermMs(later)).toBe(14 * DAY)
})
