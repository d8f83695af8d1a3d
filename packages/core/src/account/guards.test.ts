// Tests of what may be done to a person in each state, and why not otherwise.

import type { ErrorCode, UserAction } from '@foyer/contract'
import { describe, expect, it } from 'vitest'
import { FoyerError } from '../foyer-error.ts'
import { deactivatePerson, deletePerson } from './deactivate.ts'
import { availability, blockedBy, requireAction, requireManaging, userActions } from './guards.ts'
import { markUndeliverable } from './mark-undeliverable.ts'
import {
  at,
  begun,
  codeOf,
  DAY,
  handedOver,
  helper,
  invitationOf,
  invited,
  manager,
  offline,
  online,
  onlineByNumber,
  START,
  stored,
} from './person.fixture.ts'
import type { Person } from './person.ts'
import { refuseAddress } from './refuse-address.ts'

type Reasons = Partial<Record<UserAction, ErrorCode>>

const mailed = invited()
const refused = stored(refuseAddress(mailed, { grantId: invitationOf(mailed).id }, at()))

const states: Record<string, { person: Person; blocked: Reasons }> = {
  'offline without an address': {
    person: offline(null),
    blocked: {
      send: 'email_missing',
      renew: 'not_invited',
      revoke: 'not_invited',
      sendConfirmation: 'email_missing',
      sendRecovery: 'not_online',
      grantAccess: 'not_invited',
      withdrawAccess: 'access_missing',
      reactivate: 'not_deactivated',
      resetAccess: 'not_online',
    },
  },
  'offline with an address': {
    person: offline(),
    blocked: {
      renew: 'not_invited',
      revoke: 'not_invited',
      sendRecovery: 'not_online',
      grantAccess: 'not_invited',
      withdrawAccess: 'access_missing',
      reactivate: 'not_deactivated',
      resetAccess: 'not_online',
    },
  },
  'invited by hand-over, without an address': {
    person: handedOver(),
    blocked: {
      send: 'email_missing',
      sendConfirmation: 'email_missing',
      sendRecovery: 'not_online',
      reactivate: 'not_deactivated',
      resetAccess: 'not_online',
    },
  },
  'invited by mail': {
    person: invited(),
    blocked: { sendRecovery: 'not_online', reactivate: 'not_deactivated', resetAccess: 'not_online' },
  },
  'invited, with a mail that came back': {
    person: stored(markUndeliverable(invited(), { because: 'bounced', revision: 1 }, at())),
    blocked: {
      send: 'email_bounced',
      sendConfirmation: 'email_bounced',
      sendRecovery: 'not_online',
      reactivate: 'not_deactivated',
      resetAccess: 'not_online',
    },
  },
  'invited, with an address that said "not for me"': {
    person: refused,
    blocked: {
      send: 'email_refused',
      sendConfirmation: 'email_refused',
      sendRecovery: 'not_online',
      reactivate: 'not_deactivated',
      resetAccess: 'not_online',
    },
  },
  'invited and confirmed': {
    person: begun(),
    blocked: {
      changeEmail: 'email_confirmed',
      sendConfirmation: 'email_confirmed',
      sendRecovery: 'not_online',
      reactivate: 'not_deactivated',
    },
  },
  online: {
    person: online(),
    blocked: {
      send: 'already_online',
      renew: 'not_invited',
      revoke: 'not_invited',
      handOver: 'already_online',
      changeEmail: 'email_confirmed',
      sendConfirmation: 'email_confirmed',
      reactivate: 'not_deactivated',
    },
  },
  'online by number': {
    person: onlineByNumber(),
    blocked: {
      send: 'already_online',
      renew: 'not_invited',
      revoke: 'not_invited',
      sendConfirmation: 'email_missing',
      sendRecovery: 'email_missing',
      reactivate: 'not_deactivated',
    },
  },
  'deactivated, online before': {
    person: stored(deactivatePerson(online(), {}, at())),
    blocked: {
      send: 'user_deactivated',
      renew: 'not_invited',
      revoke: 'not_invited',
      handOver: 'user_deactivated',
      changeEmail: 'email_confirmed',
      sendConfirmation: 'email_confirmed',
      sendRecovery: 'user_deactivated',
      grantAccess: 'user_deactivated',
      deactivate: 'user_deactivated',
      resetAccess: 'user_deactivated',
    },
  },
  'deactivated, online by number before': {
    person: stored(deactivatePerson(onlineByNumber(), {}, at())),
    blocked: {
      send: 'user_deactivated',
      renew: 'not_invited',
      revoke: 'not_invited',
      handOver: 'user_deactivated',
      changeEmail: 'user_deactivated',
      sendConfirmation: 'email_missing',
      sendRecovery: 'user_deactivated',
      grantAccess: 'user_deactivated',
      deactivate: 'user_deactivated',
      resetAccess: 'user_deactivated',
    },
  },
}

describe('what an owner may do', () => {
  for (const [name, { person, blocked }] of Object.entries(states)) {
    it(name, () => {
      const got = availability(person, at())
      expect(got.blocked).toEqual(blocked)
      expect(got.allowed).toEqual(userActions.filter((action) => !(action in blocked)))
    })
  }
})

describe('after the last day, before the job has come', () => {
  const late = START + 2 * DAY

  it('nothing more is sent, shown or granted', () => {
    const closed = (person: Person) => ({ ...person, endsAt: START + DAY })
    const reason = (action: UserAction, person: Person) => blockedBy(action, closed(person), at(late))
    expect(['send', 'renew', 'handOver', 'sendConfirmation'].map((action) => reason(action as UserAction, invited()))).toEqual(
      Array(4).fill('user_deactivated'),
    )
    expect(['sendRecovery', 'grantAccess', 'resetAccess'].map((action) => reason(action as UserAction, online()))).toEqual(
      Array(3).fill('user_deactivated'),
    )
  })

  it('both ways are open: to set the status now, and to take the last day away', () => {
    const person = { ...online(), endsAt: START + DAY }
    expect(blockedBy('deactivate', person, at(late))).toBeNull()
    expect(blockedBy('reactivate', person, at(late))).toBeNull()
  })
})

it('nobody deactivates, resets or deletes their own account as a manager', () => {
  const self = at(START, { kind: 'user', userId: 'p1', role: 'owner' })
  for (const action of ['deactivate', 'resetAccess', 'delete'] as const) expect(blockedBy(action, online(), self)).toBe('own_account')
})

it('nothing is open on a tombstone', () => {
  const tombstone = stored(deletePerson(online(), at()))
  for (const action of userActions) expect(blockedBy(action, tombstone, at())).toBe('user_not_found')
  expect(codeOf(() => requireManaging(tombstone, at()))).toBe('user_not_found')
})

describe('requireAction', () => {
  const thrown = (work: () => void): FoyerError => {
    try {
      work()
    } catch (error) {
      if (error instanceof FoyerError) return error
      throw error
    }
    throw new Error('Nothing was thrown')
  }

  it('throws the code with what belongs to it', () => {
    expect(thrown(() => requireAction('changeEmail', online(), at()))).toMatchObject({ code: 'email_confirmed', details: { userId: 'p1' } })
    expect(thrown(() => requireAction('send', offline(null), at()))).toMatchObject({ code: 'email_missing', details: { userId: 'p1' } })
    expect(thrown(() => requireAction('delete', stored(deletePerson(online(), at())), at()))).toMatchObject({
      code: 'user_not_found',
      details: { ref: 'p1' },
    })
  })

  it('names the role that would do', () => {
    expect(thrown(() => requireAction('send', offline(), at(START, helper))).details).toEqual({ needed: 'manager' })
    expect(thrown(() => requireAction('handOver', offline(), at(START, helper))).details).toEqual({ needed: 'manager' })
    const anOwner = online('mia@example.com', { application: 'portal', role: 'owner' })
    expect(thrown(() => requireAction('deactivate', anOwner, at(START, manager))).details).toEqual({ needed: 'owner' })
    expect(thrown(() => requireManaging(anOwner, at(START, manager))).details).toEqual({ needed: 'owner' })
  })
})
