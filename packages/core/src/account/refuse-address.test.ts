// Tests of "Not for you?".

import { describe, expect, it } from 'vitest'
import { invitationState } from '../activation/proofs.ts'
import { proveTypedAddress, typeAddress } from '../activation/prove-address.ts'
import { handOverInvitation } from '../invitation/invite.ts'
import { changeEmail, sendConfirmation } from './change-email.ts'
import { requestEmailChange } from './change-own-email.ts'
import {
  address,
  at,
  begun,
  codeOf,
  eventTypes,
  grantOf,
  handedOver,
  holder,
  invitationOf,
  invited,
  mailKinds,
  offline,
  online,
  openedBy,
  START,
  stored,
  system,
} from './person.fixture.ts'
import type { Person } from './person.ts'
import { refuseAddress } from './refuse-address.ts'
import { emailStatus } from './status.ts'

const refuse = (person: Person, grantId: string) => refuseAddress(person, { grantId }, at(START, system))

describe('refusing the address on file', () => {
  it('ends what was mailed there, marks it, and leaves what was handed over', () => {
    const person = stored(handOverInvitation(invited(), { application: 'app', carriers: ['qr'] }, at()))
    const decision = refuse(person, invitationOf(person).id)
    expect(decision.person.email).toMatchObject({ refusedAt: START })
    expect(emailStatus(decision.person.email)).toBe('pending')
    expect(eventTypes(decision)).toEqual(['email.refused'])
    const state = (carrier: 'mail_link' | 'qr') => invitationState(decision.person, openedBy(person, carrier), START)
    expect([state('mail_link'), state('qr')]).toEqual(['replaced', 'open'])
  })

  it('does so by a confirmation mail as well', () => {
    const person = stored(sendConfirmation(offline(), at()))
    const decision = refuse(person, grantOf(person, 'confirmation').id)
    expect(decision.person.email?.refusedAt).toBe(START)
    expect(decision.person.grants.every(({ endedAt }) => endedAt !== null)).toBe(true)
  })

  it('and by the code of an activation in which the address on file was kept', () => {
    const person = handedOver('mia@example.com')
    const typed = typeAddress(person, openedBy(person, 'sheet'), { address: address('mia@example.com'), takenBy: null }, at(START, holder))
    const decision = refuse(stored(typed.decision), typed.proofGrantId)
    expect(decision.person.email?.refusedAt).toBe(START)
    const proofs = { ...openedBy(person, 'sheet'), proofGrantId: typed.proofGrantId }
    expect(codeOf(() => proveTypedAddress(stored(decision), proofs, at(START, holder)))).toBe('code_exhausted')
  })

  it('changes nothing twice, for a proven address, or for a grant that has ended', () => {
    const person = invited()
    const once = stored(refuse(person, invitationOf(person).id))
    expect(refuse(once, invitationOf(person).id).person).toBe(once)
    const proven = begun()
    expect(refuse(proven, invitationOf(proven).id).person).toBe(proven)
    const active = online()
    expect(refuse(active, invitationOf(person).id).person).toBe(active)
  })
})

it('refuses no address that was entered after the page had been opened', () => {
  const person = invited()
  const moved = stored(changeEmail(person, { email: address('neu@example.com'), send: 'invitation' }, at()))
  const proof = { grantId: invitationOf(person).id, revision: person.emailRevision }
  expect(refuseAddress(moved, proof, at(START, system)).person).toBe(moved)
  expect(refuseAddress(person, proof, at(START, system)).person.email?.refusedAt).toBe(START)
})

describe('refusing an address that was only typed', () => {
  const person = handedOver('mia@example.com')
  const type = (of: Person, entered: string) =>
    typeAddress(of, openedBy(person, 'sheet'), { address: address(entered), takenBy: null }, at(START, holder))
  const typed = type(person, 'fremd@example.com')
  const refused = refuse(stored(typed.decision), typed.proofGrantId)

  it('ends its code and leaves the one on file', () => {
    expect(refused.person.email?.refusedAt).toBeNull()
    expect(eventTypes(refused)).toEqual(['email.refused'])
    const proofs = { ...openedBy(person, 'sheet'), proofGrantId: typed.proofGrantId }
    expect(codeOf(() => proveTypedAddress(stored(refused), proofs, at(START, holder)))).toBe('code_exhausted')
    expect(refuse(stored(refused), typed.proofGrantId).events).toEqual([])
  })

  it('stops mails there for the rest of the generation, while the screen shows no difference', () => {
    const again = type(stored(refused), 'fremd@example.com')
    expect(again.proofGrantId).toBe(typed.proofGrantId)
    expect([again.decision.jobs, again.decision.events]).toEqual([[], []])
    expect(mailKinds(type(stored(refused), 'andere@example.com').decision)).toEqual(['email_code'])
  })

  it('does not let anybody type more of them', () => {
    const most = ['b', 'c', 'd', 'e'].reduce((of, name) => stored(type(of, `${name}@example.com`).decision), stored(refused))
    expect(codeOf(() => type(most, 'f@example.com'))).toBe('too_many_addresses')
  })
})

it('refusing an address that waits drops the request', () => {
  const person = stored(requestEmailChange(online(), address('fremd@example.com'), at(START, holder)))
  const decision = refuse(person, grantOf(person, 'email_change').id)
  expect(decision.person).toMatchObject({ waitingEmail: null, email: { canonical: 'mia@example.com', refusedAt: null } })
})
