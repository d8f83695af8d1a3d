// Tests of an address typed in an activation that something handed over has opened.

import { describe, expect, it } from 'vitest'
import { changeEmail } from '../account/change-email.ts'
import { deactivatePerson } from '../account/deactivate.ts'
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
  mailKinds,
  openedBy,
  proveAddress,
  START,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { emailStatus } from '../account/status.ts'
import { handOverInvitation } from '../invitation/invite.ts'
import { renewInvitation } from '../invitation/renew-revoke.ts'
import { completeActivation } from './activate.ts'
import { invitationState } from './proofs.ts'
import { pendingProof, proveTypedAddress, TYPED_REVISION, typeAddress } from './prove-address.ts'

const type = (person: Person, entered: string, options: { takenBy?: string; now?: number; proofs?: ReturnType<typeof openedBy> } = {}) =>
  typeAddress(
    person,
    options.proofs ?? openedBy(person, 'sheet'),
    { address: address(entered), takenBy: options.takenBy ?? null },
    at(options.now ?? START, holder),
  )

describe('typing an address', () => {
  it('mails a code there, and changes neither address nor status', () => {
    const person = handedOver('mia@example.com')
    const { decision, proofGrantId } = type(person, 'Mia@Privat.example')
    expect(decision.person.email).toEqual(person.email)
    expect(mailKinds(decision)).toEqual(['email_code'])
    expect(decision.events).toMatchObject([{ type: 'confirmation.sent', data: { with: 'code' } }])
    expect(JSON.stringify(decision.events)).not.toContain('privat')
    expect(grantOf(decision.person, 'email_proof')).toMatchObject({
      id: proofGrantId,
      typedEmail: { canonical: 'mia@privat.example', entered: 'Mia@Privat.example' },
      carriers: [{ carrier: 'mail_code', revision: TYPED_REVISION }],
      expiresAt: START + DAY,
    })
  })

  it('sends the same code again while it lives, and another after a day or five wrong tries', () => {
    const first = type(handedOver(), 'mia@example.com')
    const person = stored(first.decision)
    const again = type(person, 'MIA@example.com', { now: START + DAY - 1 })
    expect(again.proofGrantId).toBe(first.proofGrantId)
    expect(grantOf(again.decision.person, 'email_proof').generation).toBe(START)
    expect(grantOf(type(person, 'mia@example.com', { now: START + DAY }).decision.person, 'email_proof').generation).toBe(START + DAY)
    const burnt = { ...person, grants: person.grants.map((grant) => ({ ...grant, codeTries: 5 })) }
    expect(grantOf(type(burnt, 'mia@example.com', { now: START + 1 }).decision.person, 'email_proof')).toMatchObject({
      generation: START + 1,
      codeTries: 0,
    })
  })

  it('goes to five different addresses a generation', () => {
    const typed = ['a', 'b', 'c', 'd', 'e'].reduce((person, name) => stored(type(person, `${name}@example.com`).decision), handedOver())
    expect(codeOf(() => type(typed, 'f@example.com'))).toBe('too_many_addresses')
    expect(codeOf(() => type(typed, 'f@example.com', { now: START + 2 * DAY }))).toBe('too_many_addresses')
    expect(codeOf(() => type(typed, 'C@example.com'))).toBeNull()
    const renewed = stored(renewInvitation(typed, {}, at(START + 1)))
    const shown = stored(handOverInvitation(renewed, { application: 'app', carriers: ['sheet'] }, at(START + 1)))
    expect(codeOf(() => type(shown, 'f@example.com', { now: START + 1 }))).toBeNull()
  })

  it('counts them also while the generation’s number runs ahead of the clock', () => {
    const ahead = handedOver()
    const person = { ...ahead, invitation: ahead.invitation && { ...ahead.invitation, generation: START + DAY } }
    const typed = ['a', 'b', 'c', 'd', 'e'].reduce((of: Person, name) => stored(type(of, `${name}@example.com`).decision), person)
    expect(codeOf(() => type(typed, 'f@example.com'))).toBe('too_many_addresses')
  })

  it('tells the mailbox of whoever has that address already, and this screen nothing', () => {
    const { decision, proofGrantId } = type(handedOver(), 'eva@example.com', { takenBy: 'p2' })
    expect(decision.jobs).toMatchObject([{ type: 'mail', userId: 'p2', intent: { kind: 'email_in_use' } }])
    expect(grantOf(decision.person, 'email_proof').id).toBe(proofGrantId)
    expect(eventTypes(decision)).toEqual(eventTypes(type(handedOver(), 'eva@example.com').decision))
  })

  it('is not asked of whoever came by mail, nor after the end', () => {
    const person = begun()
    expect(codeOf(() => type(person, 'mia@example.com', { proofs: openedBy(person, 'mail_link') }))).toBe('action_not_open')
    const sheet = handedOver()
    const proofs = openedBy(sheet, 'sheet')
    expect(codeOf(() => type(stored(deactivatePerson(sheet, {}, at())), 'mia@example.com', { proofs }))).toBe('link_invalid')
    expect(codeOf(() => type(sheet, 'mia@example.com', { now: START + 60 * DAY }))).toBe('link_expired')
  })
})

describe('typing the code', () => {
  it('puts the typed address on file, confirmed, and ends what was mailed to the old one', () => {
    const mailed = invited('alt@example.com')
    const both = stored(handOverInvitation(mailed, { application: 'app', carriers: ['sheet'] }, at()))
    const { person, decision } = proveAddress(both, openedBy(both, 'sheet'), 'Mia@Privat.example')
    expect(emailStatus(person.email)).toBe('confirmed')
    expect(person.email).toMatchObject({ canonical: 'mia@privat.example', entered: 'Mia@Privat.example', setBy: 'holder' })
    expect(invitationState(person, openedBy(mailed, 'mail_link'), START)).toBe('replaced')
    expect(invitationState(person, openedBy(both, 'sheet'), START)).toBe('open')
    expect(eventTypes(decision)).toEqual(['email.changed', 'email.confirmed'])
    expect(decision.events[0]?.values).toEqual({ from: 'alt@example.com', to: 'm•••@privat.example' })
  })

  it('confirms the address on file under its revision when that was kept', () => {
    const sheet = handedOver('Mia@Example.com')
    const { person, decision } = proveAddress(sheet, openedBy(sheet, 'sheet'), 'mia@example.com')
    expect(person.email).toMatchObject({ entered: 'Mia@Example.com', setBy: 'manager', confirmedAt: START })
    expect(person.emailRevision).toBe(sheet.emailRevision)
    expect(eventTypes(decision)).toEqual(['email.confirmed'])
  })

  it('is asked again of whoever opens the sheet later', () => {
    const sheet = handedOver()
    const { person, proofs } = proveAddress(sheet, openedBy(sheet, 'sheet'), 'mia@example.com')
    const complete = (held: typeof proofs) => codeOf(() => completeActivation(person, held, { credential: 'password' }, at(START, holder)))
    expect(complete(openedBy(sheet, 'sheet'))).toBe('action_not_open')
    expect(complete({ ...proofs, provenRevision: null })).toBe('action_not_open')
    expect(complete(proofs)).toBeNull()
  })

  it('never replaces an address that was proven meanwhile', () => {
    const sheet = handedOver()
    const finder = type(sheet, 'finder@example.com')
    const finderHolds = { ...openedBy(sheet, 'sheet'), proofGrantId: finder.proofGrantId }
    const { person } = proveAddress(stored(finder.decision), openedBy(sheet, 'sheet'), 'mia@example.com')
    expect(codeOf(() => proveTypedAddress(person, finderHolds, at(START, holder)))).toBe('email_confirmed')
    expect(codeOf(() => type(person, 'finder@example.com'))).toBe('email_confirmed')
    expect(codeOf(() => type(person, 'mia@example.com'))).toBeNull()
  })

  it('is burnt by five wrong tries, over after a day, and worth nothing in a flow that typed nothing', () => {
    const typed = type(handedOver(), 'mia@example.com')
    const person = stored(typed.decision)
    const proofs = { ...openedBy(person, 'sheet'), proofGrantId: typed.proofGrantId }
    const tried = (codeTries: number) => ({ ...person, grants: person.grants.map((grant) => ({ ...grant, codeTries })) })
    expect(codeOf(() => proveTypedAddress(tried(5), proofs, at(START, holder)))).toBeNull()
    expect(codeOf(() => proveTypedAddress(tried(6), proofs, at(START, holder)))).toBe('code_exhausted')
    expect(codeOf(() => proveTypedAddress(person, proofs, at(START + DAY, holder)))).toBe('link_expired')
    expect(codeOf(() => proveTypedAddress(person, openedBy(person, 'sheet'), at(START, holder)))).toBe('action_not_open')
    expect(pendingProof(person, proofs)?.id).toBe(typed.proofGrantId)
    expect(pendingProof(person, openedBy(person, 'sheet'))).toBeNull()
  })
})

describe('an invitation to a managing application', () => {
  it('takes no correction of the address on file', () => {
    const person = handedOver('chef@example.com', { application: 'portal', role: 'owner' })
    expect(codeOf(() => type(person, 'anders@example.com'))).toBe('managing_by_mail_only')
    expect(codeOf(() => type(person, 'chef@example.com'))).toBeNull()
  })

  it('asks for an address where none is on file, and not against one that was entered meanwhile', () => {
    const person = handedOver(null, { application: 'portal', role: 'owner' })
    const typed = type(person, 'chef@example.com')
    const proofs = { ...openedBy(person, 'sheet'), proofGrantId: typed.proofGrantId }
    expect(codeOf(() => proveTypedAddress(stored(typed.decision), proofs, at(START, holder)))).toBeNull()
    const entered = stored(changeEmail(stored(typed.decision), { email: address('firma@example.com') }, at()))
    expect(codeOf(() => proveTypedAddress(entered, proofs, at(START, holder)))).toBe('managing_by_mail_only')
  })
})
