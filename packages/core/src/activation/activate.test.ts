// Tests of the holder's way from a secret to an own credential.

import { describe, expect, it } from 'vitest'
import { changeEmail, sendConfirmation } from '../account/change-email.ts'
import { deactivatePerson } from '../account/deactivate.ts'
import {
  address,
  at,
  begun,
  codeOf,
  DAY,
  eventTypes,
  handedOver,
  holder,
  invitationOf,
  invited,
  mailKinds,
  offline,
  online,
  onlineByNumber,
  openedBy,
  proveAddress,
  START,
  settings,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { accountStatus, emailStatus } from '../account/status.ts'
import type { Carrier } from '../grant/carriers.ts'
import { handOverInvitation, sendInvitation } from '../invitation/invite.ts'
import { renewInvitation } from '../invitation/renew-revoke.ts'
import { acceptDocuments } from '../legal/ledger.ts'
import { completeActivation, isProven, openActivation, outstandingLegal, saveOwnProfile } from './activate.ts'
import type { ActivationProofs } from './proofs.ts'

const open = (person: Person, carrier: Carrier, now = START) => openActivation(person, openedBy(person, carrier), at(now, holder))
const complete = (person: Person, proofs: ActivationProofs, credential: 'password' | 'passkey' = 'password', now = START) =>
  completeActivation(
    person,
    proofs,
    credential === 'password' ? { credential } : { credential, passkey: { id: 'key-1', name: 'Phone' } },
    at(now, holder),
  )
const accept = (person: Person, keys: readonly ('terms' | 'privacy')[]) =>
  acceptDocuments(
    person,
    {
      documents: keys.map((key) => ({ key, version: settings.legal[key]?.version ?? '', locale: 'de', sha256: null })),
      channel: 'activation',
    },
    at(START, holder),
  )

describe('pressing the button', () => {
  it('of a mailed link confirms the address and is recorded as begun', () => {
    const decision = open(invited(), 'mail_link')
    expect([accountStatus(decision.person), emailStatus(decision.person.email)]).toEqual(['invited', 'confirmed'])
    expect(invitationOf(decision.person).begunAt).toBe(START)
    expect(decision.events).toMatchObject([
      { type: 'invitation.begun', channel: 'email', data: { carrier: 'mail_link' } },
      { type: 'email.confirmed', channel: 'email' },
    ])
    expect(decision.jobs).toEqual([])
  })

  it('of what was handed over says nothing about the mailbox', () => {
    const chosen = { kind: 'chosen', hash: 'h', from: 'Eva' } as const
    const withPassword = stored(sendInvitation(handedOver('mia@example.com'), { application: 'app', initialPassword: chosen }, at()))
    for (const carrier of ['sheet', 'code', 'chosen_password'] as const) {
      const decision = open(withPassword, carrier)
      expect(emailStatus(decision.person.email)).toBe('pending')
      expect(eventTypes(decision)).toEqual(['invitation.begun'])
    }
  })

  it('a second time changes nothing', () => {
    const once = stored(open(invited(), 'mail_link'))
    const twice = open(once, 'mail_link', START + DAY)
    expect(twice.person).toBe(once)
    expect(twice.events).toEqual([])
  })

  it('confirms no address that was entered after the link had been followed, even when the same invitation went there', () => {
    const person = invited('fremd@example.com')
    const followed = openedBy(person, 'mail_link')
    const moved = stored(changeEmail(person, { email: address('mia@example.com'), send: 'invitation' }, at()))
    expect(codeOf(() => openActivation(moved, followed, at(START, holder)))).toBe('link_invalid')
    expect(codeOf(() => open(moved, 'mail_link'))).toBeNull()
  })

  it('by a typed code works until ten wrong tries; the link lives on', () => {
    const tried = (codeTries: number) => {
      const person = invited()
      return { ...person, invitation: { ...invitationOf(person), codeTries } }
    }
    expect(codeOf(() => open(tried(10), 'mail_code'))).toBeNull()
    expect(codeOf(() => open(tried(11), 'mail_code'))).toBe('code_exhausted')
    expect(codeOf(() => open(tried(11), 'mail_link'))).toBeNull()
    const sheet = handedOver()
    expect(codeOf(() => open({ ...sheet, invitation: { ...invitationOf(sheet), codeTries: 11 } }, 'code'))).toBe('code_exhausted')
    expect(codeOf(() => open(stored(renewInvitation(tried(11), { send: true }, at())), 'mail_code'))).toBeNull()
  })

  it('is too late after the term, after completion and past the last day', () => {
    expect(codeOf(() => open(invited(), 'mail_link', START + 14 * DAY))).toBe('link_expired')
    expect(codeOf(() => openActivation(online(), openedBy(invited(), 'mail_link'), at()))).toBe('already_active')
    expect(codeOf(() => open({ ...invited(), endsAt: START }, 'mail_link'))).toBe('link_invalid')
  })
})

describe('setting the own credential', () => {
  it('completes: online, access real, a welcome mail', () => {
    const person = begun('mia@example.com', { application: 'portal', role: 'helper' })
    const decision = complete(person, openedBy(person, 'mail_link'))
    expect([accountStatus(decision.person), emailStatus(decision.person.email)]).toEqual(['online', 'confirmed'])
    expect(decision.person.access.map(({ application, pending }) => [application, pending])).toEqual([
      ['portal', false],
      ['app', false],
    ])
    expect(decision.person).toMatchObject({ hasPassword: true, passkeys: [], invitation: null })
    expect(decision.events).toMatchObject([{ type: 'activation.completed', data: { carrier: 'mail_link', credential: 'password' } }])
    expect(mailKinds(decision)).toEqual(['welcome'])
    expect(decision.endSessions).toBe('all')
  })

  it('by a passkey sets no password', () => {
    const person = begun()
    expect(complete(person, openedBy(person, 'mail_link'), 'passkey').person).toMatchObject({
      hasPassword: false,
      passkeys: [{ id: 'key-1', name: 'Phone' }],
    })
  })

  it('ends every other link, code, QR code and initial password, and whatever else was open', () => {
    const all = stored(
      handOverInvitation(stored(sendConfirmation(invited(), at())), { application: 'app', carriers: ['qr', 'sheet', 'link'] }, at()),
    )
    const both = stored(sendInvitation(all, { application: 'app', initialPassword: { kind: 'generate' } }, at()))
    const done = stored(complete(stored(open(both, 'mail_link')), openedBy(both, 'mail_link')))
    expect(done.grants).toEqual([])
    for (const carrier of ['mail_link', 'mail_code', 'initial_password', 'qr', 'sheet', 'link', 'code'] as const) {
      expect(codeOf(() => openActivation(done, openedBy(both, carrier), at()))).toBe('already_active')
      expect(codeOf(() => complete(done, openedBy(both, carrier)))).toBe('already_active')
    }
  })

  it('happens once: the second of two tabs hears that the account is active', () => {
    const person = begun()
    const proofs = openedBy(person, 'mail_link')
    expect(codeOf(() => complete(stored(complete(person, proofs)), proofs))).toBe('already_active')
  })

  it('needs the mailbox proven in this flow, whatever the address says', () => {
    const [mailed, sheet] = [invited(), handedOver()]
    expect(codeOf(() => complete(mailed, { ...openedBy(mailed, 'mail_link'), provenRevision: null }))).toBe('action_not_open')
    expect(codeOf(() => complete(sheet, openedBy(sheet, 'sheet')))).toBe('action_not_open')
    const confirmed = stored(handOverInvitation(begun(), { application: 'app', carriers: ['sheet'] }, at()))
    expect(codeOf(() => complete(confirmed, openedBy(confirmed, 'sheet')))).toBe('action_not_open')
    const { person, proofs } = proveAddress(confirmed, openedBy(confirmed, 'sheet'), 'mia@example.com')
    expect(codeOf(() => complete(person, proofs))).toBeNull()
  })

  it('is not open to a flow whose address was changed under it', () => {
    const person = invited()
    const changed = stored(changeEmail(person, { email: address('neu@example.com') }, at()))
    expect(codeOf(() => complete(changed, openedBy(person, 'mail_link')))).toBe('link_invalid')
    expect(isProven(begun(), { ...openedBy(begun(), 'mail_link'), provenRevision: 99 })).toBe(false)
  })

  it('tells a holder with a mailbox when a sheet opened the account', () => {
    const sheet = handedOver()
    const { person, proofs } = proveAddress(sheet, openedBy(sheet, 'sheet'), 'mia@example.com')
    expect(mailKinds(complete(person, proofs))).toEqual(['welcome', 'sheet_opened'])
  })

  it('is refused after the term, also when the page was loaded before, and past the last day', () => {
    const person = begun()
    expect(codeOf(() => complete(person, openedBy(person, 'mail_link'), 'password', START + 14 * DAY))).toBe('link_expired')
    expect(codeOf(() => complete({ ...person, endsAt: START }, openedBy(person, 'mail_link')))).toBe('link_invalid')
    expect(codeOf(() => complete(stored(deactivatePerson(person, {}, at())), openedBy(person, 'mail_link')))).toBe('link_invalid')
  })

  it('waits for the documents that the applications ask for', () => {
    const person = begun('mia@example.com', { application: 'bank' })
    const proofs = openedBy(person, 'mail_link')
    expect(codeOf(() => complete(person, proofs))).toBe('legal_required')
    const half = stored(accept(person, ['terms']))
    expect(codeOf(() => complete(half, proofs))).toBe('legal_required')
    expect(codeOf(() => complete(stored(accept(half, ['privacy'])), proofs))).toBeNull()
  })
})

describe('an account by number, without a mailbox', () => {
  const person = handedOver(null, { application: 'plant', externalId: 'P-1' })

  it('goes online under the external id', () => {
    const decision = complete(person, { ...openedBy(person, 'sheet'), withoutEmail: true })
    expect(decision.person).toMatchObject({ signInName: 'P-1', email: null })
    expect(accountStatus(decision.person)).toBe('online')
    expect(decision.jobs).toEqual([])
  })

  it('is only for applications that sign in by number, and numbers that are no address', () => {
    const without = (of: Person) => codeOf(() => complete(of, { ...openedBy(of, 'sheet'), withoutEmail: true }))
    expect(without(person)).toBeNull()
    expect(without(handedOver(null, { application: 'app', externalId: 'P-1' }))).toBe('action_not_open')
    expect(without(handedOver(null, { application: 'plant', externalId: 'p@1' }))).toBe('action_not_open')
    expect(without(handedOver(null, { application: 'plant' }))).toBe('action_not_open')
  })

  it('is the holder’s choice: whoever did not make it is asked for an address', () => {
    expect(codeOf(() => complete(person, openedBy(person, 'sheet')))).toBe('action_not_open')
  })

  it('is no way around the proof of an address that is on file', () => {
    const withAddress = handedOver('mia@example.com', { application: 'plant', externalId: 'P-1' })
    expect(codeOf(() => complete(withAddress, { ...openedBy(withAddress, 'sheet'), withoutEmail: true }))).toBe('action_not_open')
  })

  it('has no number as its name where the address was proven', () => {
    const { person: proven, proofs } = proveAddress(person, openedBy(person, 'sheet'), 'mia@example.com')
    expect(complete(proven, proofs).person.signInName).toBeNull()
    expect(onlineByNumber().signInName).toBe('P-1')
  })
})

describe('accepting documents', () => {
  const person = begun('mia@example.com', { application: 'bank' })

  it('holds nobody up for optional ones', () => {
    const terms = { key: 'terms', version: '2', substantial: true, optional: true }
    const optional = { ...settings, legal: { terms, privacy: { key: 'privacy', version: '1', substantial: false } } }
    expect(outstandingLegal(person, { settings: optional }, 'activation')).toEqual(['terms', 'privacy'])
    expect(outstandingLegal(stored(accept(person, ['privacy'])), { settings: optional }, 'activation')).toEqual([])
  })

  it('asks for the documents of every application that the person gets', () => {
    const both = stored(sendInvitation(invited(), { application: 'bank' }, at()))
    expect(outstandingLegal(both, { settings }, 'activation')).toEqual(['terms', 'privacy'])
    expect(outstandingLegal(both, { settings }, 'sign_in', 'app')).toEqual([])
    expect(outstandingLegal(offline(), { settings }, 'activation')).toEqual([])
  })
})

describe('completing the profile', () => {
  const person = online('mia@example.com', { application: 'app' })
  const save = (of: Person, fields: Record<string, unknown>, now = START) =>
    saveOwnProfile(of, { application: 'app', fields }, at(now, holder))

  it('keeps what was there, takes what was given and is remembered for that application', () => {
    const decision = save({ ...person, profile: { ...person.profile, fields: { size: 'M' } } }, { phone: '+49 30 1' })
    expect(decision.person.profile.fields).toEqual({ size: 'M', phone: '+49 30 1' })
    expect(decision.person.access[0]?.profileDoneAt).toBe(START)
    expect(decision.events).toEqual([{ type: 'profile.completed', data: { application: 'app', fields: ['phone'] } }])
  })

  it('changes nothing and says nothing when the same comes again', () => {
    const once = stored(save(person, { phone: '+49 30 1' }))
    const twice = save(once, { phone: '+49 30 1' }, START + DAY)
    expect(twice.person).toBe(once)
    expect(twice.events).toEqual([])
    expect(eventTypes(save(once, { phone: '+49 30 2' }, START + DAY))).toEqual(['profile.completed'])
  })
})
