// Tests of an address that a manager changes, and of mails that confirm one.

import { describe, expect, it } from 'vitest'
import { invitationState } from '../activation/proofs.ts'
import { proveTypedAddress, typeAddress } from '../activation/prove-address.ts'
import { handOverInvitation, sendInvitation } from '../invitation/invite.ts'
import { changeEmail, clearBounce, sendConfirmation } from './change-email.ts'
import { confirmEmail } from './confirm-email.ts'
import { deletePerson } from './deactivate.ts'
import { markUndeliverable } from './mark-undeliverable.ts'
import {
  address,
  at,
  begun,
  codeOf,
  DAY,
  eventTypes,
  grantOf,
  HOUR,
  handedOver,
  helper,
  holder,
  invitationOf,
  invited,
  mailKinds,
  manager,
  offline,
  online,
  onlineByNumber,
  openedBy,
  START,
  stored,
} from './person.fixture.ts'
import type { Person } from './person.ts'
import { accountStatus, emailStatus } from './status.ts'

const change = (person: Person, entered: string | null, rest: { send?: 'invitation' | 'confirmation'; now?: number } = {}) =>
  changeEmail(person, { email: entered === null ? null : address(entered), send: rest.send }, at(rest.now ?? START + HOUR))

describe('changing an address that nobody confirmed', () => {
  it('resets it to unconfirmed, mails nobody, and has both addresses in the event', () => {
    const decision = change(invited(), 'Mia@Neu.example')
    expect(emailStatus(decision.person.email)).toBe('unconfirmed')
    expect(decision.person.email).toMatchObject({ canonical: 'mia@neu.example', entered: 'Mia@Neu.example', setBy: 'manager' })
    expect(decision.jobs).toEqual([])
    expect(decision.events).toEqual([
      { type: 'email.changed', data: { by: 'manager' }, values: { from: 'mia@example.com', to: 'Mia@Neu.example' } },
    ])
  })

  it('ends every secret that was mailed, and leaves what was handed over', () => {
    const both = stored(handOverInvitation(invited(), { application: 'app', carriers: ['qr', 'sheet', 'link'] }, at()))
    const state = (person: Person, carrier: Parameters<typeof openedBy>[1]) =>
      invitationState(person, openedBy(both, carrier), START + HOUR)
    const after = stored(change(both, 'mia@neu.example'))
    expect((['mail_link', 'mail_code'] as const).map((carrier) => state(after, carrier))).toEqual(['replaced', 'replaced'])
    expect((['qr', 'sheet', 'link', 'code'] as const).map((carrier) => state(after, carrier))).toEqual(Array(4).fill('open'))
  })

  it('keeps them dead when the address comes back', () => {
    const first = invited()
    const back = stored(change(stored(change(first, 'mia@neu.example')), 'mia@example.com'))
    expect(back.emailRevision).not.toBe(first.emailRevision)
    expect(invitationState(back, openedBy(first, 'mail_link'), START + HOUR)).toBe('ended')
    const again = stored(sendInvitation(back, { application: 'app' }, at(START + HOUR)))
    expect(again.emailRevision).toBeGreaterThan(first.emailRevision)
  })

  it('sends at once when asked to, for the full term, and is pending then', () => {
    const decision = change(invited(), 'mia@neu.example', { send: 'invitation', now: START + DAY })
    expect(emailStatus(decision.person.email)).toBe('pending')
    expect(eventTypes(decision)).toEqual(['email.changed', 'invitation.sent'])
    expect(mailKinds(decision)).toEqual(['invitation'])
    expect(decision.person.invitation).toMatchObject({ generation: invitationOf(invited()).generation, expiresAt: START + 15 * DAY })
  })

  it('renews an invitation whose term is over when it sends it, so that no dead link goes out', () => {
    const decision = change(invited(), 'mia@neu.example', { send: 'invitation', now: START + 20 * DAY })
    expect(eventTypes(decision)).toEqual(['email.changed', 'invitation.renewed', 'invitation.sent'])
    expect(decision.person.invitation?.expiresAt).toBe(START + 34 * DAY)
  })

  it('sends to the address on file without changing anything else', () => {
    const person = invited()
    const decision = change(person, 'mia@example.com', { send: 'invitation' })
    expect(decision.person.emailRevision).toBe(person.emailRevision)
    expect(eventTypes(decision)).toEqual(['invitation.sent'])
  })

  it('sends a confirmation instead', () => {
    const decision = change(offline(), 'mia@neu.example', { send: 'confirmation' })
    expect(emailStatus(decision.person.email)).toBe('pending')
    expect(mailKinds(decision)).toEqual(['confirmation'])
  })

  it('takes another spelling down and keeps all that was mailed', () => {
    const person = invited()
    const decision = change(person, 'MIA@example.com')
    expect(decision.person).toMatchObject({ email: { entered: 'MIA@example.com', issuedAt: START }, emailRevision: person.emailRevision })
    expect(invitationState(decision.person, openedBy(person, 'mail_link'), START + HOUR)).toBe('open')
    expect(eventTypes(decision)).toEqual(['email.changed'])
  })

  it('ends a code that was mailed to the old address in an activation, and no other', () => {
    const person = handedOver('mia@example.com')
    const proofs = openedBy(person, 'sheet')
    const kept = typeAddress(person, proofs, { address: address('mia@example.com'), takenBy: null }, at(START, holder))
    const other = typeAddress(stored(kept.decision), proofs, { address: address('mia@privat.example'), takenBy: null }, at(START, holder))
    const after = stored(change(stored(other.decision), 'mia@neu.example'))
    const prove = (proofGrantId: string) => codeOf(() => proveTypedAddress(after, { ...proofs, proofGrantId }, at(START + HOUR, holder)))
    expect([prove(kept.proofGrantId), prove(other.proofGrantId)]).toEqual(['code_exhausted', null])
    const again = typeAddress(after, proofs, { address: address('mia@example.com'), takenBy: null }, at(START + HOUR, holder))
    expect(mailKinds(again.decision)).toEqual(['email_code'])
  })

  it('is refused for a confirmed address, whoever asks', () => {
    for (const person of [begun(), online()]) {
      expect(codeOf(() => change(person, 'mia@neu.example'))).toBe('email_confirmed')
      expect(codeOf(() => change(person, null))).toBe('email_confirmed')
    }
    expect(codeOf(() => changeEmail(online(), { email: address('x@example.com') }, at(START, manager)))).toBe('email_confirmed')
  })

  it('refuses what is no change, and sending without an address', () => {
    expect(codeOf(() => change(invited(), 'mia@example.com'))).toBe('email_unchanged')
    expect(codeOf(() => change(offline(null), null))).toBe('email_unchanged')
    expect(codeOf(() => change(invited(), null, { send: 'invitation' }))).toBe('email_missing')
    expect(codeOf(() => change(offline(), 'mia@neu.example', { send: 'invitation' }))).toBe('not_invited')
  })
})

describe('removing an address', () => {
  it('ends an invitation that only a mail carried', () => {
    const decision = change(invited(), null)
    expect([accountStatus(decision.person), decision.person.email]).toEqual(['offline', null])
    expect(eventTypes(decision)).toEqual(['email.changed', 'invitation.revoked'])
  })

  it('leaves one that was handed over', () => {
    expect(accountStatus(change(handedOver('mia@example.com'), null).person)).toBe('invited')
  })

  it('ends one that only a chosen password is left of: nobody could type it without a name', () => {
    const chosen = { kind: 'chosen', hash: 'hash', from: 'Eva' } as const
    const person = stored(sendInvitation(offline(), { application: 'app', initialPassword: chosen }, at()))
    expect(accountStatus(change(person, null).person)).toBe('offline')
  })
})

describe('an address for somebody online by number', () => {
  it('waits beside the account until its mailbox confirms it', () => {
    const decision = change(onlineByNumber(), 'mia@neu.example')
    expect(decision.person).toMatchObject({ email: null, signInName: 'P-1', waitingEmail: { canonical: 'mia@neu.example', by: 'manager' } })
    expect(mailKinds(decision)).toEqual(['email_change_confirm'])
    expect(codeOf(() => change(onlineByNumber(), 'mia@neu.example', { send: 'invitation' }))).toBe('already_online')
  })
})

describe('a confirmation mail', () => {
  const sent = sendConfirmation(offline(), at())
  const proof = { grantId: grantOf(sent.person, 'confirmation').id, generation: grantOf(sent.person, 'confirmation').generation }

  it('leaves the account as it is and makes the address pending', () => {
    expect([accountStatus(sent.person), emailStatus(sent.person.email)]).toEqual(['offline', 'pending'])
    expect([eventTypes(sent), mailKinds(sent)]).toEqual([['confirmation.sent'], ['confirmation']])
  })

  it('has a link that confirms the address, once and again, and opens nothing', () => {
    const confirmed = confirmEmail(stored(sent), proof, at(START + 23 * HOUR, holder))
    expect([accountStatus(confirmed.person), emailStatus(confirmed.person.email)]).toEqual(['offline', 'confirmed'])
    expect(confirmed.events).toMatchObject([{ type: 'email.confirmed', channel: 'email' }])
    expect(confirmEmail(stored(confirmed), proof, at(START + 23 * HOUR, holder)).events).toEqual([])
  })

  it('repeats the same link while that lives, for another day, and makes a new one later', () => {
    const again = sendConfirmation(stored(sent), at(START + 20 * HOUR))
    expect(grantOf(again.person, 'confirmation')).toMatchObject({
      id: proof.grantId,
      generation: proof.generation,
      expiresAt: START + 44 * HOUR,
    })
    const later = sendConfirmation(stored(sent), at(START + 30 * HOUR))
    expect(grantOf(later.person, 'confirmation').generation).toBeGreaterThan(proof.generation)
    expect(later.person.grants).toHaveLength(1)
    expect(codeOf(() => confirmEmail(stored(later), proof, at(START + 31 * HOUR, holder)))).toBe('link_invalid')
  })

  it('is dead after its day, after a change of address, and for an address that came back', () => {
    expect(codeOf(() => confirmEmail(stored(sent), proof, at(START + 24 * HOUR, holder)))).toBe('link_expired')
    const changed = stored(change(stored(sent), 'mia@neu.example'))
    expect(codeOf(() => confirmEmail(changed, proof, at(START + HOUR, holder)))).toBe('link_invalid')
    const back = stored(change(changed, 'mia@example.com'))
    expect(codeOf(() => confirmEmail(back, proof, at(START + HOUR, holder)))).toBe('link_invalid')
  })

  it('confirms nothing for somebody past the last day', () => {
    expect(codeOf(() => confirmEmail({ ...stored(sent), endsAt: START + 1 }, proof, at(START + 1, holder)))).toBe('link_invalid')
  })
})

describe('clearing the mark of undeliverable mail', () => {
  const bounced = stored(markUndeliverable(invited(), { because: 'bounced', revision: 1 }, at()))

  it('opens sending again', () => {
    expect(codeOf(() => sendInvitation(bounced, { application: 'app' }, at()))).toBe('email_bounced')
    const cleared = clearBounce(bounced, at())
    expect(eventTypes(cleared)).toEqual(['email.bounce_cleared'])
    expect(codeOf(() => sendInvitation(stored(cleared), { application: 'app' }, at()))).toBeNull()
  })

  it('changes nothing where there is no mark', () => {
    const person = invited()
    expect(clearBounce(person, at()).person).toBe(person)
  })

  it('is for managers, up to their own rank', () => {
    expect(codeOf(() => clearBounce(bounced, at(START, helper)))).toBe('role_too_low')
    const anOwner = stored(
      markUndeliverable(invited('mia@example.com', { application: 'portal', role: 'owner' }), { because: 'bounced', revision: 1 }, at()),
    )
    expect(codeOf(() => clearBounce(anOwner, at(START, manager)))).toBe('role_too_low')
    expect(codeOf(() => clearBounce(stored(deletePerson(bounced, at())), at()))).toBe('user_not_found')
  })
})
