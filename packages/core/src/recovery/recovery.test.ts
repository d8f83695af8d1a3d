// Tests of recovery by mail, and of the invitation that the holder has sent again.

import { describe, expect, it } from 'vitest'
import { requestEmailChange } from '../account/change-own-email.ts'
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
  helper,
  holder,
  invitationOf,
  invited,
  MINUTE,
  mailKinds,
  offline,
  online,
  onlineByNumber,
  openedBy,
  START,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { invitationState } from '../activation/proofs.ts'
import { mailVerdict } from '../event/mails.ts'
import { sendInvitation } from '../invitation/invite.ts'
import { completeRecovery, requestRecovery, sendRecovery } from './recovery.ts'

const ask = (person: Person, now = START) => requestRecovery(person, { application: 'app' }, at(now, holder))
const recoveryOf = (person: Person) => {
  const { id, generation } = grantOf(person, 'recovery')
  return { grantId: id, generation }
}

describe('asking for recovery', () => {
  it('sends one mail with link and code to somebody online', () => {
    const decision = ask(online())
    expect(mailKinds(decision)).toEqual(['recovery'])
    expect(eventTypes(decision)).toEqual(['recovery.requested'])
    expect(grantOf(decision.person, 'recovery')).toMatchObject({
      expiresAt: START + 60 * MINUTE,
      locator: null,
      carriers: [{ carrier: 'mail_link' }, { carrier: 'mail_code' }],
    })
  })

  it('does nothing for anybody else, so that only the mailbox tells', () => {
    const past = { ...online(), endsAt: START }
    for (const person of [offline(), offline(null), stored(deactivatePerson(online(), {}, at())), onlineByNumber(), past]) {
      const decision = ask(person)
      expect(decision.person).toBe(person)
      expect([decision.events, decision.jobs]).toEqual([[], []])
    }
  })

  it('repeats the same mail within ten minutes, and is a new generation later', () => {
    const first = stored(ask(online()))
    const soon = ask(first, START + 9 * MINUTE)
    expect(soon.person).toBe(first)
    expect(soon.jobs).toMatchObject([{ intent: recoveryOf(first) }])
    expect(soon.jobs[0]?.dedupe).not.toBe(ask(online()).jobs[0]?.dedupe)
    const later = ask(first, START + 10 * MINUTE)
    expect(recoveryOf(later.person).generation).toBe(START + 10 * MINUTE)
    expect(codeOf(() => completeRecovery(stored(later), recoveryOf(first), at(START + 10 * MINUTE, holder)))).toBe('link_invalid')
  })

  it('is one record and one code however often within ten minutes', () => {
    const often = Array.from({ length: 10 }, (_, minute) => minute).reduce(
      (person, minute) => stored(ask(person, START + minute * MINUTE)),
      online(),
    )
    expect(often.grants).toHaveLength(1)
    expect(recoveryOf(often).generation).toBe(START)
  })

  it('is sent by a manager, who sees nothing of it', () => {
    expect(mailKinds(sendRecovery(online(), { application: 'app' }, at()))).toEqual(['recovery'])
    expect(codeOf(() => sendRecovery(online(), { application: 'app' }, at(START, helper)))).toBe('role_too_low')
    expect(codeOf(() => sendRecovery(invited(), { application: 'app' }, at()))).toBe('not_online')
    expect(codeOf(() => sendRecovery(onlineByNumber(), { application: 'app' }, at()))).toBe('email_missing')
  })
})

describe('somebody invited who asks', () => {
  it('gets the same invitation again, with the same secrets and the same term', () => {
    const person = invited()
    const decision = ask(person, START + DAY)
    expect(mailKinds(decision)).toEqual(['invitation'])
    expect(eventTypes(decision)).toEqual(['invitation.sent', 'invitation.self_renewed'])
    expect(invitationOf(decision.person)).toMatchObject({
      generation: START,
      expiresAt: invitationOf(person).expiresAt,
      lastActAt: START,
    })
    expect(invitationState(decision.person, openedBy(person, 'mail_link'), START + DAY)).toBe('open')
  })

  it('gets it as it was mailed: by initial password where that stood in it', () => {
    const person = stored(sendInvitation(offline(), { application: 'app', initialPassword: { kind: 'generate' } }, at()))
    expect(ask(person).jobs).toMatchObject([{ intent: { with: 'initial_password' } }])
    expect(ask(person, START + 20 * DAY).jobs).toMatchObject([{ intent: { with: 'initial_password' } }])
    expect(ask(invited()).jobs).toMatchObject([{ intent: { with: 'link' } }])
  })

  it('after the term gets a new one for the term that was given, as often as need be', () => {
    const person = stored(sendInvitation(offline(), { application: 'app', validDays: 7 }, at()))
    const first = stored(ask(person, START + 20 * DAY))
    expect(invitationOf(first)).toMatchObject({ generation: START + 20 * DAY, expiresAt: START + 27 * DAY, lastActAt: START })
    const second = ask(first, START + 40 * DAY)
    expect(invitationOf(second.person)).toMatchObject({ expiresAt: START + 47 * DAY, lastActAt: START })
    expect(eventTypes(second)).toEqual(['invitation.renewed', 'invitation.sent', 'invitation.self_renewed'])
    expect(invitationState(second.person, openedBy(person, 'mail_link'), START + 40 * DAY)).toBe('replaced')
  })

  it('gets nothing ninety days after the last act of an admin', () => {
    expect(ask(invited(), START + 90 * DAY).jobs).toEqual([])
    const renewed = stored(ask(invited(), START + 80 * DAY))
    expect(ask(renewed, START + 90 * DAY).jobs).toEqual([])
  })

  it('gets nothing where only a sheet went out', () => {
    expect(ask(handedOver('mia@example.com')).jobs).toEqual([])
    expect(mailKinds(ask(begun()))).toEqual(['invitation'])
  })
})

describe('setting a new password', () => {
  const asked = stored(requestEmailChange(stored(ask(online())), address('fremd@example.com'), at(START, holder)))
  const done = (person: Person, rest: object = {}, now = START) =>
    completeRecovery(person, { ...recoveryOf(asked), ...rest }, at(now, holder))

  it('keeps the passkeys that the holder names, all unless they say, and puts a new one in the place of the password', () => {
    const [one, two] = [
      { id: 'one', name: 'Handy', createdAt: START },
      { id: 'two', name: 'Laptop', createdAt: START },
    ]
    const person = { ...asked, passkeys: [one, two] }
    const recover = (...recovered: Parameters<typeof completeRecovery> extends [unknown, unknown, unknown, ...infer Rest] ? Rest : never) =>
      completeRecovery(person, recoveryOf(asked), at(START, holder), ...recovered).person
    expect(recover()).toMatchObject({ hasPassword: true, passkeys: [one, two] })
    expect(recover({ credential: 'password', keepPasskeys: ['two', 'nobody’s'] })).toMatchObject({ hasPassword: true, passkeys: [two] })
    expect(recover({ credential: 'passkey', passkey: { id: 'new', name: 'Neu' }, keepPasskeys: [] })).toMatchObject({
      hasPassword: false,
      passkeys: [{ id: 'new', name: 'Neu', createdAt: START }],
    })
  })

  it('ends all sessions, other recoveries and a pending change of address, and sends a notice', () => {
    const decision = done(asked)
    expect(decision.endSessions).toBe('all')
    expect(decision.person).toMatchObject({ waitingEmail: null, hasPassword: true })
    expect(decision.person.grants.every(({ endedAt }) => endedAt !== null)).toBe(true)
    expect(decision.person.credentialRevision).toBeGreaterThan(asked.credentialRevision)
    expect(decision.events).toMatchObject([{ type: 'recovery.completed', channel: 'email' }])
    expect(mailKinds(decision)).toEqual(['recovery_done'])
  })

  it('works once, within the hour', () => {
    expect(codeOf(() => done(stored(done(asked))))).toBe('link_invalid')
    expect(codeOf(() => done(asked, {}, START + 60 * MINUTE - 1))).toBeNull()
    expect(codeOf(() => done(asked, {}, START + 60 * MINUTE))).toBe('link_expired')
  })

  it('takes no grant of another purpose or generation, and no carrier that was not mailed', () => {
    const { id, generation } = grantOf(asked, 'email_change')
    expect(codeOf(() => done(asked, { grantId: id, generation }))).toBe('link_invalid')
    expect(codeOf(() => done(asked, { generation: recoveryOf(asked).generation - 1 }))).toBe('link_invalid')
    expect(codeOf(() => done(asked, { carrier: 'sheet' }))).toBe('link_invalid')
    const invitation = invitationOf(begun())
    expect(codeOf(() => done(begun(), { grantId: invitation.id, generation: invitation.generation }))).toBe('link_invalid')
  })

  it('is refused to whoever may not sign in', () => {
    expect(codeOf(() => done(stored(deactivatePerson(asked, {}, at()))))).toBe('link_invalid')
    expect(codeOf(() => done({ ...asked, endsAt: START }))).toBe('link_invalid')
  })

  it('is refused by a code tried too often, and not by its link', () => {
    const tried = { ...asked, grants: asked.grants.map((grant) => ({ ...grant, codeTries: 6 })) }
    expect(codeOf(() => done(tried, { carrier: 'mail_code' }))).toBe('code_exhausted')
    expect(codeOf(() => done(tried, { carrier: 'mail_link' }))).toBeNull()
  })

  it('leaves a mail that still waits undelivered', () => {
    const [job] = ask(online()).jobs
    if (job?.type !== 'mail') throw new Error('No mail was queued')
    const intent = { ...job.intent, ...recoveryOf(asked) } as typeof job.intent
    expect([mailVerdict(asked, intent, START), mailVerdict(stored(done(asked)), intent, START)]).toEqual(['send', 'drop'])
  })
})
