// Tests of renewing and revoking an invitation.

import { describe, expect, it } from 'vitest'
import {
  address,
  at,
  begun,
  codeOf,
  DAY,
  eventTypes,
  handedOver,
  helper,
  holder,
  invitationOf,
  invited,
  mailKinds,
  offline,
  online,
  openedBy,
  START,
  stored,
} from '../account/person.fixture.ts'
import { accountStatus, emailStatus } from '../account/status.ts'
import { invitationState } from '../activation/proofs.ts'
import { proveTypedAddress, typeAddress } from '../activation/prove-address.ts'
import { mailVerdict } from '../event/mails.ts'
import { handOverInvitation } from './invite.ts'
import { renewInvitation, revokeInvitation } from './renew-revoke.ts'

describe('renewing', () => {
  it('ends every carrier of the older generation, and keeps access and address', () => {
    const person = stored(handOverInvitation(invited(), { application: 'app', carriers: ['qr', 'sheet', 'link'] }, at()))
    const decision = renewInvitation(person, {}, at(START + DAY))
    expect(eventTypes(decision)).toEqual(['invitation.renewed'])
    expect(decision.jobs).toEqual([])
    for (const carrier of ['mail_link', 'mail_code', 'qr', 'sheet', 'link', 'code'] as const)
      expect(invitationState(decision.person, openedBy(person, carrier), START + DAY)).toBe('ended')
    expect(decision.person).toMatchObject({ access: person.access, email: person.email })
    expect(invitationOf(decision.person)).toMatchObject({ id: invitationOf(person).id, expiresAt: START + 15 * DAY, begunAt: null })
  })

  it('sends in the same step when asked to, and then older links are told that there is a newer one', () => {
    const person = invited()
    const decision = renewInvitation(person, { send: true, validDays: 30 }, at(START + DAY))
    expect(mailKinds(decision)).toEqual(['invitation'])
    expect(invitationOf(decision.person).expiresAt).toBe(START + 31 * DAY)
    expect(invitationState(decision.person, openedBy(person, 'mail_link'), START + DAY)).toBe('replaced')
    expect(invitationState(decision.person, openedBy(decision.person, 'mail_link'), START + DAY)).toBe('open')
  })

  it('ends the codes that were to prove an address, and counts typed addresses anew', () => {
    const person = handedOver()
    const proofs = openedBy(person, 'sheet')
    const typed = typeAddress(person, proofs, { address: address('mia@example.com'), takenBy: null }, at(START, holder))
    const waiting = { ...proofs, proofGrantId: typed.proofGrantId }
    const renewed = stored(renewInvitation(stored(typed.decision), {}, at(START + 1)))
    expect(renewed.grants).toEqual([])
    expect(codeOf(() => proveTypedAddress(renewed, waiting, at(START + 1, holder)))).toBe('link_invalid')
    const [job] = typed.decision.jobs
    if (job?.type !== 'mail') throw new Error('No mail was queued')
    expect(mailVerdict(renewed, job.intent, START + 1)).toBe('drop')
  })

  it('is a helper’s without sending', () => {
    expect(codeOf(() => renewInvitation(invited(), {}, at(START, helper)))).toBeNull()
    expect(codeOf(() => renewInvitation(invited(), { send: true }, at(START, helper)))).toBe('role_too_low')
  })

  it('needs an invitation, and an address to send to', () => {
    expect(codeOf(() => renewInvitation(offline(), {}, at()))).toBe('not_invited')
    expect(codeOf(() => renewInvitation(online(), {}, at()))).toBe('not_invited')
    expect(codeOf(() => renewInvitation(handedOver(), { send: true }, at()))).toBe('email_missing')
  })
})

describe('revoking', () => {
  it('takes back the invitation and what was pending, and leaves the status of the address as history', () => {
    const person = begun('mia@example.com', { application: 'portal', role: 'viewer' })
    const decision = revokeInvitation(person, at(START + DAY))
    expect([accountStatus(decision.person), emailStatus(decision.person.email)]).toEqual(['offline', 'confirmed'])
    expect(decision.person.access).toEqual([])
    expect(decision.events).toEqual([
      { type: 'invitation.revoked', data: { application: 'portal', because: 'revoked', withdrawn: ['portal', 'app'] } },
    ])
    expect(invitationState(decision.person, openedBy(person, 'mail_link'), START + DAY)).toBe('ended')
    expect(emailStatus(revokeInvitation(invited(), at()).person.email)).toBe('pending')
  })

  it('stops a mail that is still waiting', () => {
    const person = invited()
    const { id, generation } = invitationOf(person)
    const intent = { kind: 'invitation', application: 'app', grantId: id, generation, with: 'link', message: null } as const
    expect(mailVerdict(person, intent, START)).toBe('send')
    expect(mailVerdict(stored(revokeInvitation(person, at())), intent, START)).toBe('drop')
  })

  it('needs an invitation', () => {
    expect(codeOf(() => revokeInvitation(offline(), at()))).toBe('not_invited')
  })
})
