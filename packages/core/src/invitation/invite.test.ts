// Tests of inviting by mail and by hand.

import { describe, expect, it } from 'vitest'
import { deactivatePerson } from '../account/deactivate.ts'
import {
  apiKey,
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
  mailKinds,
  manager,
  offline,
  online,
  onlineByNumber,
  openedBy,
  owner,
  ownerKey,
  START,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { accountStatus, emailStatus } from '../account/status.ts'
import { invitationState } from '../activation/proofs.ts'
import { mailVerdict } from '../event/mails.ts'
import { completeRecovery } from '../recovery/recovery.ts'
import { handOverInvitation, type InviteInput, sendInvitation } from './invite.ts'
import { renewInvitation } from './renew-revoke.ts'

const send = (person: Person, input: Partial<InviteInput> = {}, now = START) =>
  sendInvitation(person, { application: 'app', ...input }, at(now))
const show = (
  person: Person,
  carriers: Parameters<typeof handOverInvitation>[1]['carriers'],
  input: Partial<InviteInput> = {},
  now = START,
) => handOverInvitation(person, { application: 'app', ...input, carriers }, at(now))
const carriersOf = (person: Person) => invitationOf(person).carriers.map(({ carrier }) => carrier)
const generic = { kind: 'generate' } as const
const chosen = { kind: 'chosen', hash: 'argon2id', from: 'Eva' } as const

describe('inviting by mail', () => {
  it('gives pending access, opens the one invitation and queues one mail without a secret in it', () => {
    const decision = send(offline(), { message: 'Willkommen' })
    expect([accountStatus(decision.person), emailStatus(decision.person.email)]).toEqual(['invited', 'pending'])
    expect(decision.person.access).toMatchObject([{ application: 'app', role: null, pending: true }])
    expect(carriersOf(decision.person)).toEqual(['mail_link', 'mail_code'])
    expect(eventTypes(decision)).toEqual(['access.granted', 'invitation.sent'])
    expect(decision.jobs).toMatchObject([{ intent: { kind: 'invitation', with: 'link', message: 'Willkommen', revision: 1 } }])
    expect(JSON.stringify([decision.events, decision.jobs])).not.toContain(invitationOf(decision.person).locator)
  })

  it('gives access to what the application includes', () => {
    expect(send(offline(), { application: 'portal', role: 'helper' }).person.access).toMatchObject([
      { application: 'portal', role: 'helper', via: null },
      { application: 'app', role: null, via: 'portal' },
    ])
  })

  it('sent again to the same address is the same link, for the full term from now', () => {
    const person = invited()
    const again = send(person, {}, START + 10 * DAY)
    expect(invitationOf(again.person)).toMatchObject({ id: invitationOf(person).id, generation: START, expiresAt: START + 24 * DAY })
    expect(eventTypes(again)).toEqual(['invitation.sent'])
    expect(again.jobs[0]?.dedupe).not.toBe(send(person, {}, START + 9 * DAY).jobs[0]?.dedupe)
  })

  it('lives 90 days a generation however often it is sent', () => {
    const often = [10, 20, 30, 40, 50, 60, 70, 80, 89].reduce((person, day) => stored(send(person, {}, START + day * DAY)), invited())
    expect(invitationOf(often)).toMatchObject({ generation: START, expiresAt: START + 90 * DAY })
  })

  it('after the term is renewed, and says so', () => {
    const person = invited()
    const late = send(person, {}, START + 14 * DAY)
    expect(eventTypes(late)).toEqual(['invitation.renewed', 'invitation.sent'])
    expect(invitationState(late.person, openedBy(person, 'mail_link'), START + 14 * DAY)).toBe('replaced')
  })

  it('keeps the invitation for another application, and names the one last invited to', () => {
    const person = handedOver('mia@example.com')
    const decision = send(person, { application: 'shop' }, START + DAY)
    expect(invitationOf(decision.person)).toMatchObject({ application: 'shop', generation: START })
    expect(invitationState(decision.person, openedBy(person, 'sheet'), START + DAY)).toBe('open')
  })

  it('to a managing application renews, so that nothing handed out before opens more than it did', () => {
    const person = handedOver('mia@example.com')
    const decision = send(person, { application: 'portal', role: 'manager' }, START + DAY)
    expect(invitationState(decision.person, openedBy(person, 'sheet'), START + DAY)).toBe('replaced')
    expect(eventTypes(decision)).toEqual(['access.granted', 'invitation.renewed', 'invitation.sent'])
    const again = send(stored(decision), { application: 'portal' }, START + 2 * DAY)
    expect(invitationOf(again.person).generation).toBe(invitationOf(decision.person).generation)
  })

  it('takes the days that are asked for', () => {
    expect(invitationOf(send(offline(), { validDays: 3 }).person).expiresAt).toBe(START + 3 * DAY)
    expect(invitationOf(send(offline(), { validDays: 90 }).person).expiresAt).toBe(START + 90 * DAY)
  })

  it('is refused without a way or a reason to send', () => {
    expect(codeOf(() => send(offline(null)))).toBe('email_missing')
    expect(codeOf(() => send(online()))).toBe('already_online')
    expect(codeOf(() => send(stored(deactivatePerson(offline(), {}, at()))))).toBe('user_deactivated')
    expect(codeOf(() => send(offline(), { application: '__proto__' }))).toBe('application_unknown')
    expect(codeOf(() => send(offline(), { role: 'viewer' }))).toBe('role_not_applicable')
    expect(codeOf(() => sendInvitation(offline(), { application: 'portal', role: 'owner' }, at(START, manager)))).toBe('role_too_low')
  })
})

describe('an initial password', () => {
  it('that is generated stands in the mail instead of the link, and is derived like it', () => {
    const decision = sendInvitation(offline(), { application: 'app', initialPassword: generic }, at())
    expect(carriersOf(decision.person)).toEqual(['initial_password'])
    expect(decision.jobs).toMatchObject([{ intent: { with: 'initial_password' } }])
    expect(invitationOf(decision.person).chosenPassword).toBeNull()
  })

  it('that an admin chose is kept as a hash, with whom to get it from, and is handed over', () => {
    const decision = sendInvitation(offline(), { application: 'app', initialPassword: chosen }, at())
    expect(invitationOf(decision.person)).toMatchObject({
      chosenPassword: { hash: 'argon2id', from: 'Eva' },
      carriers: [{ carrier: 'chosen_password', revision: null }],
    })
    expect(JSON.stringify([decision.events, decision.jobs])).not.toContain('argon2id')
    expect(emailStatus(decision.person.email)).toBe('pending')
  })

  it('is chosen for managing applications by owners alone: whoever chose it could use it', () => {
    const choose = (actor: typeof owner, application: string, person = offline()) =>
      codeOf(() => sendInvitation(person, { application, initialPassword: chosen }, at(START, actor)))
    expect([choose(manager, 'portal'), choose(apiKey, 'portal'), choose(owner, 'portal'), choose(ownerKey, 'portal')]).toEqual([
      'handover_owner_only',
      'handover_owner_only',
      null,
      null,
    ])
    expect(choose(manager, 'app', invited('mia@example.com', { application: 'portal' }))).toBe('handover_owner_only')
    expect(choose(manager, 'app')).toBeNull()
  })

  it('is dead after renewal', () => {
    const person = stored(sendInvitation(offline(), { application: 'app', initialPassword: chosen }, at()))
    const renewed = renewInvitation(person, {}, at(START + 1))
    expect(invitationOf(renewed.person).chosenPassword).toBeNull()
    expect(invitationState(renewed.person, openedBy(person, 'chosen_password'), START + 1)).toBe('ended')
  })

  it('goes out to no address that was entered meanwhile', () => {
    const decision = sendInvitation(offline(), { application: 'app', initialPassword: chosen }, at())
    const intent = decision.jobs[0]?.type === 'mail' ? decision.jobs[0].intent : null
    if (intent === null) throw new Error('No mail was queued')
    expect(mailVerdict(stored(decision), intent, START)).toBe('send')
    expect(mailVerdict({ ...stored(decision), emailRevision: 2 }, intent, START)).toBe('drop')
  })
})

describe('handing over', () => {
  it('invites somebody without an address', () => {
    const decision = show(offline(null), ['link', 'code', 'qr'])
    expect([accountStatus(decision.person), emailStatus(decision.person.email)]).toEqual(['invited', null])
    expect(carriersOf(decision.person)).toEqual(['link', 'code', 'qr'])
    expect(eventTypes(decision)).toEqual(['access.granted', 'invitation.handed_over'])
    expect(decision.jobs).toEqual([])
  })

  it('makes the address on file pending', () => {
    expect(emailStatus(show(offline(), ['qr']).person.email)).toBe('pending')
  })

  it('prints the typed code on every sheet', () => {
    expect(carriersOf(show(offline(null), ['sheet']).person)).toEqual(['sheet', 'code'])
    expect(carriersOf(show(offline(null), ['sheet', 'code']).person)).toEqual(['sheet', 'code'])
  })

  it('lengthens the term of what is printed to sixty days, and of what is shown not', () => {
    const person = invited()
    expect(invitationOf(show(person, ['sheet'], {}, START + DAY).person).expiresAt).toBe(START + 61 * DAY)
    expect(invitationOf(show(person, ['sheet'], { validDays: 7 }, START + DAY).person).expiresAt).toBe(START + 61 * DAY)
    expect(invitationOf(show(person, ['sheet'], { validDays: 80 }, START + DAY).person).expiresAt).toBe(START + 81 * DAY)
    expect(invitationOf(show(person, ['qr'], {}, START + DAY).person).expiresAt).toBe(START + 15 * DAY)
  })

  it('shows the same again unchanged, and renews after the term', () => {
    const person = handedOver()
    expect(invitationOf(show(person, ['sheet'], {}, START + DAY).person).generation).toBe(START)
    const late = show(person, ['qr'], {}, START + 60 * DAY)
    expect(invitationOf(late.person).generation).toBe(START + 60 * DAY)
    expect(eventTypes(late)).toEqual(['invitation.renewed', 'invitation.handed_over'])
  })

  it('keeps what was mailed', () => {
    const person = invited()
    const decision = show(person, ['qr'])
    expect(invitationState(decision.person, openedBy(person, 'mail_link'), START)).toBe('open')
  })

  it('is an owner’s for managing applications, pending ones too', () => {
    const by = (actor: typeof owner, person: Person, application: string) =>
      codeOf(() => handOverInvitation(person, { application, carriers: ['qr'] }, at(START, actor)))
    const managing = invited('mia@example.com', { application: 'portal' })
    expect([manager, apiKey, owner, ownerKey].map((actor) => by(actor, offline(), 'portal'))).toEqual([
      'handover_owner_only',
      'handover_owner_only',
      null,
      null,
    ])
    expect([manager, apiKey, owner].map((actor) => by(actor, managing, 'app'))).toEqual([
      'handover_owner_only',
      'handover_owner_only',
      null,
    ])
  })

  it('by a helper shows and prints what is there already, and gives no more', () => {
    const help = (person: Person, application: string, now = START) =>
      codeOf(() => handOverInvitation(person, { application, carriers: ['sheet'] }, at(now, helper)))
    expect(help(invited(), 'app')).toBeNull()
    expect(help(invited(), 'app', START + 20 * DAY)).toBeNull()
    expect(help(invited(), 'shop')).toBe('role_too_low')
    expect(help(offline(), 'app')).toBe('role_too_low')
  })

  it('is refused to whoever is online', () => {
    expect(codeOf(() => show(online(), ['qr']))).toBe('already_online')
    expect(codeOf(() => show(begun(), ['qr']))).toBeNull()
  })
})

describe('handing over to somebody online by number', () => {
  const person = onlineByNumber()
  const proofOf = (of: Person, carrier: 'sheet' | 'code' | 'qr') => {
    const { id, generation } = grantOf(of, 'recovery')
    return { grantId: id, generation, carrier }
  }

  it('is their recovery: the account stays online, access as it is, and the password until another is set', () => {
    const decision = show(person, ['sheet'], { application: 'plant' })
    expect(accountStatus(decision.person)).toBe('online')
    expect(decision.person).toMatchObject({ invitation: null, access: person.access, hasPassword: true })
    expect(grantOf(decision.person, 'recovery')).toMatchObject({ locator: expect.any(String), expiresAt: START + 60 * DAY })
    expect(eventTypes(decision)).toEqual(['invitation.handed_over'])
  })

  it('ends with a new password and every session; nobody is written to', () => {
    const shown = stored(show(person, ['sheet'], { application: 'plant' }))
    const done = completeRecovery(shown, proofOf(shown, 'code'), at(START + DAY, holder))
    expect(done).toMatchObject({ endSessions: 'all', jobs: [], events: [{ type: 'recovery.completed', channel: 'handover' }] })
    expect(done.person.credentialRevision).toBeGreaterThan(person.credentialRevision)
    expect(codeOf(() => completeRecovery(stored(done), proofOf(shown, 'sheet'), at(START + DAY, holder)))).toBe('link_invalid')
  })

  it('of several sheets only the last one opens', () => {
    const first = stored(show(person, ['sheet'], { application: 'plant' }))
    const second = stored(show(first, ['sheet'], { application: 'plant' }, START + DAY))
    expect(codeOf(() => completeRecovery(second, proofOf(first, 'sheet'), at(START + DAY, holder)))).toBe('link_invalid')
    expect(codeOf(() => completeRecovery(second, proofOf(second, 'qr'), at(START + DAY, holder)))).toBe('link_invalid')
    expect(codeOf(() => completeRecovery(second, proofOf(second, 'sheet'), at(START + DAY, holder)))).toBeNull()
  })

  it('is done by a manager', () => {
    const by = (actor: typeof owner) =>
      codeOf(() => handOverInvitation(person, { application: 'plant', carriers: ['sheet'] }, at(START, actor)))
    expect([by(manager), by(helper)]).toEqual([null, 'role_too_low'])
  })
})

it('mails nobody twice for one decision', () => {
  expect(mailKinds(send(offline()))).toEqual(['invitation'])
})
