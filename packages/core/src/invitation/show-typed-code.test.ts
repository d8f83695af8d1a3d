// Tests of showing the typed code to whoever scanned a picture.

import { describe, expect, it } from 'vitest'
import {
  at,
  codeOf,
  eventTypes,
  grantOf,
  holder,
  invitationOf,
  invited,
  onlineByNumber,
  openedBy,
  START,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { invitationState } from '../activation/proofs.ts'
import { handOverInvitation } from './invite.ts'
import { renewInvitation } from './renew-revoke.ts'
import { showTypedCode } from './show-typed-code.ts'

const shown = stored(handOverInvitation(invited(), { application: 'app', carriers: ['qr'] }, at()))
const proof = { ...openedBy(shown, 'qr'), purpose: 'invitation' } as const
const show = (person: Person, rest: Partial<Parameters<typeof showTypedCode>[1]> = {}) =>
  showTypedCode(person, { ...proof, ...rest }, at(START, holder))

describe('showing the typed code', () => {
  it('issues the code of the same generation once, and is an event each time', () => {
    const first = show(shown)
    expect(invitationState(shown, openedBy(shown, 'code'), START)).toBe('replaced')
    expect(invitationState(first.decision.person, openedBy(shown, 'code'), START)).toBe('open')
    expect(invitationOf(first.decision.person)).toMatchObject({
      generation: invitationOf(shown).generation,
      expiresAt: invitationOf(shown).expiresAt,
    })
    const second = show(stored(first.decision))
    expect(invitationOf(second.decision.person).carriers).toEqual(invitationOf(first.decision.person).carriers)
    expect([...eventTypes(first.decision), ...eventTypes(second.decision)]).toEqual(['invitation.handed_over', 'invitation.handed_over'])
  })

  it('is no way from a mail to something handed over, nor from a dead picture to a live code', () => {
    expect(codeOf(() => show(shown, { carrier: 'mail_link' }))).toBe('action_not_open')
    expect(codeOf(() => show(shown, { carrier: 'sheet' }))).toBe('link_invalid')
    expect(codeOf(() => show(stored(renewInvitation(shown, {}, at(START + 1)))))).toBe('link_invalid')
  })

  it('is refused where the code was tried too often', () => {
    const tried = { ...shown, invitation: { ...invitationOf(shown), codeTries: 11 } }
    expect(codeOf(() => show(tried))).toBe('code_exhausted')
  })

  it('works for the recovery of somebody without a mailbox', () => {
    const person = stored(handOverInvitation(onlineByNumber(), { application: 'plant', carriers: ['qr'] }, at()))
    const { id: grantId, generation } = grantOf(person, 'recovery')
    const { decision } = show(person, { grantId, generation, purpose: 'recovery' })
    expect(grantOf(decision.person, 'recovery').carriers.map(({ carrier }) => carrier)).toEqual(['qr', 'code'])
  })
})
