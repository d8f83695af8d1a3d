// Tests of the table role × action × rank of the person concerned.

import type { Role, UserAction } from '@foyer/contract'
import { describe, expect, it } from 'vitest'
import { deactivatePerson } from '../account/deactivate.ts'
import { blockedBy, userActions } from '../account/guards.ts'
import { apiKey, at, codeOf, holder, invited, offline, online, owner, ownerKey, stored, system, user } from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { actorRank, personRank, requireRole, roleForAction, roleRank } from './roles.ts'

const roles: readonly Role[] = ['owner', 'manager', 'helper', 'viewer']
const ranks: readonly (Role | 'nobody')[] = [...roles, 'nobody']

/** Who may do what to somebody without a role. */
const allowed: Record<UserAction, readonly Role[]> = {
  send: ['owner', 'manager'],
  renew: ['owner', 'manager', 'helper'],
  revoke: ['owner', 'manager'],
  handOver: ['owner', 'manager', 'helper'],
  changeEmail: ['owner', 'manager'],
  sendConfirmation: ['owner', 'manager'],
  sendRecovery: ['owner', 'manager'],
  grantAccess: ['owner', 'manager'],
  withdrawAccess: ['owner', 'manager'],
  deactivate: ['owner', 'manager'],
  reactivate: ['owner', 'manager'],
  resetAccess: ['owner'],
  delete: ['owner', 'manager'],
}

const inviteOf = (rank: Role | 'nobody') => (rank === 'nobody' ? { application: 'app' } : { application: 'portal', role: rank })
const whileInvited = (rank: Role | 'nobody'): Person => invited('mia@example.com', inviteOf(rank))
const whileOnline = (rank: Role | 'nobody'): Person => online('mia@example.com', inviteOf(rank))
const whileDeactivated = (rank: Role | 'nobody'): Person => stored(deactivatePerson(whileOnline(rank), {}, at()))

/** Somebody to whom nothing but a role can stand against the action. */
const personFor: Record<UserAction, (rank: Role | 'nobody') => Person> = {
  send: whileInvited,
  renew: whileInvited,
  revoke: whileInvited,
  handOver: whileInvited,
  changeEmail: whileInvited,
  sendConfirmation: whileInvited,
  sendRecovery: whileOnline,
  grantAccess: whileOnline,
  withdrawAccess: whileOnline,
  deactivate: whileOnline,
  reactivate: whileDeactivated,
  resetAccess: whileOnline,
  delete: whileOnline,
}

const expected = (action: UserAction, role: Role, rank: Role | 'nobody'): string | null => {
  if (!allowed[action].includes(role)) return 'role_too_low'
  if (rank !== 'nobody' && roles.indexOf(role) > roles.indexOf(rank)) return 'role_too_low'
  return action === 'handOver' && rank !== 'nobody' && role !== 'owner' ? 'handover_owner_only' : null
}

describe('role × action × rank of the person', () => {
  it('knows every action', () => {
    expect(Object.keys(allowed).sort()).toEqual([...userActions].sort())
    expect(Object.keys(roleForAction).sort()).toEqual([...userActions].sort())
  })

  for (const action of userActions) {
    it(`${action}: ${allowed[action].join(', ')}, and only up to their own rank`, () => {
      for (const rank of ranks) {
        const person = personFor[action](rank)
        const got = roles.map((role) => `${role} on ${rank}: ${blockedBy(action, person, at(undefined, user(role)))}`)
        expect(got).toEqual(roles.map((role) => `${role} on ${rank}: ${expected(action, role, rank)}`))
      }
    })
  }
})

describe('ranks', () => {
  it('counts a role that is pending already', () => {
    expect(personRank(invited('mia@example.com', { application: 'portal', role: 'owner' }).access)).toBe(roleRank.owner)
    expect(personRank(invited().access)).toBe(0)
    expect(personRank([])).toBe(0)
  })

  it('lets an API key act as its role, the server and its terminal as owner, and a holder not at all', () => {
    expect([apiKey, ownerKey, system, { kind: 'terminal' } as const, holder].map(actorRank)).toEqual([3, 4, 4, 4, 0])
    for (const action of userActions) expect(blockedBy(action, personFor[action]('nobody'), at(undefined, holder))).toBe('role_too_low')
  })

  it('names the role that is needed', () => {
    expect(codeOf(() => requireRole(user('helper'), 'manager'))).toBe('role_too_low')
    expect(codeOf(() => requireRole(owner, 'manager'))).toBeNull()
  })
})

it('handing over to somebody who is not invited invites them, which a helper may not', () => {
  expect(blockedBy('handOver', offline(), at(undefined, user('helper')))).toBe('role_too_low')
  expect(blockedBy('handOver', offline(), at(undefined, user('manager')))).toBeNull()
})
