// Tests of a change of address by its holder, and of taking it back from the old mailbox.

import { describe, expect, it } from 'vitest'
import { completeRecovery, sendRecovery } from '../recovery/recovery.ts'
import { changeEmail } from './change-email.ts'
import { confirmEmailChange, requestEmailChange } from './change-own-email.ts'
import { deactivatePerson } from './deactivate.ts'
import {
  address,
  apiKey,
  at,
  begun,
  codeOf,
  DAY,
  eventTypes,
  grantOf,
  HOUR,
  holder,
  mailKinds,
  manager,
  online,
  onlineByNumber,
  START,
  stored,
  system,
} from './person.fixture.ts'
import type { GrantFacts, Person } from './person.ts'
import { undoEmailChange } from './undo-email-change.ts'

const request = (person: Person, entered: string, now = START) => requestEmailChange(person, address(entered), at(now, holder))
const proofOf = ({ id, generation }: GrantFacts) => ({ grantId: id, generation })

const confirm = (person: Person, now = START) =>
  confirmEmailChange(
    person,
    { ...proofOf(grantOf(person, 'email_change')), revision: person.waitingEmail?.revision ?? -1 },
    at(now, holder),
  )

/** Asks and confirms. */
const change = (person: Person, entered: string, now = START) => stored(confirm(stored(request(person, entered, now)), now))

const undoOf = (person: Person, of: string): GrantFacts => {
  const grant = person.grants.find((item) => item.purpose === 'email_undo' && item.typedEmail?.canonical === of)
  if (grant === undefined) throw new Error(`There is no undo for ${of}`)
  return grant
}

describe('asking for another address', () => {
  it('leaves the old one in force, and mails only the new one', () => {
    const decision = request(online(), 'Mia@Neu.example')
    expect(decision.person.email).toEqual(online().email)
    expect(decision.person.waitingEmail).toMatchObject({ canonical: 'mia@neu.example', entered: 'Mia@Neu.example', by: 'holder' })
    expect([eventTypes(decision), mailKinds(decision)]).toEqual([['email.change_requested'], ['email_change_confirm']])
  })

  it('shows managers in the trail only a mask of what the holder typed', () => {
    expect(request(online(), 'geheim@privat.example').events[0]?.values).toEqual({ to: 'g•••@privat.example' })
    const open = online('mia@example.com', { application: 'intranet' })
    expect(request(open, 'geheim@privat.example').events[0]?.values).toEqual({ to: 'geheim@privat.example' })
  })

  it('replaces an earlier request', () => {
    const first = stored(request(online(), 'eins@example.com'))
    const second = stored(request(first, 'zwei@example.com', START + HOUR))
    const proof = { ...proofOf(grantOf(first, 'email_change')), revision: first.waitingEmail?.revision ?? -1 }
    expect(codeOf(() => confirmEmailChange(second, proof, at(START + HOUR, holder)))).toBe('link_invalid')
    expect(confirm(second, START + HOUR).person.email?.canonical).toBe('zwei@example.com')
  })

  it('is for somebody online, for another address, and for the holder alone', () => {
    expect(codeOf(() => request(begun(), 'mia@neu.example'))).toBe('not_online')
    expect(codeOf(() => request(stored(deactivatePerson(online(), {}, at())), 'mia@neu.example'))).toBe('not_online')
    expect(codeOf(() => request({ ...online(), endsAt: START }, 'mia@neu.example'))).toBe('not_online')
    expect(codeOf(() => request(online(), 'MIA@example.com'))).toBe('email_unchanged')
    for (const actor of [manager, apiKey])
      expect(codeOf(() => requestEmailChange(online(), address('mia@neu.example'), at(START, actor)))).toBe('email_confirmed')
  })
})

describe('confirming it at the new mailbox', () => {
  it('puts it in force and tells the old one, which may undo it for seven days', () => {
    const decision = confirm(stored(request(online(), 'mia@neu.example')))
    const { person } = decision
    expect(person.email).toMatchObject({ canonical: 'mia@neu.example', setBy: 'holder', confirmedAt: START })
    expect(person.formerEmail).toMatchObject({ canonical: 'mia@example.com', undoUntil: START + 7 * DAY })
    expect(undoOf(person, 'mia@example.com').expiresAt).toBe(START + 7 * DAY)
    expect(eventTypes(decision)).toEqual(['email.changed', 'email.confirmed'])
    expect(mailKinds(decision)).toEqual(['email_change_notice'])
  })

  it('ends what was mailed to the old one', () => {
    const recovering = stored(sendRecovery(online(), { application: 'app' }, at()))
    const recovery = proofOf(grantOf(recovering, 'recovery'))
    expect(codeOf(() => completeRecovery(change(recovering, 'mia@neu.example'), recovery, at(START, holder)))).toBe('link_invalid')
  })

  it('is too late after a day, and takes no secret of another revision or carrier', () => {
    const person = stored(request(online(), 'mia@neu.example'))
    const proof = { ...proofOf(grantOf(person, 'email_change')), revision: person.waitingEmail?.revision ?? -1 }
    expect(codeOf(() => confirm(person, START + DAY))).toBe('link_expired')
    expect(codeOf(() => confirmEmailChange(person, { ...proof, revision: person.emailRevision }, at()))).toBe('link_invalid')
    expect(codeOf(() => confirmEmailChange(person, { ...proof, carrier: 'sheet' }, at()))).toBe('link_invalid')
    expect(codeOf(() => confirmEmailChange(person, { ...proof, carrier: 'mail_code' }, at(START, holder)))).toBeNull()
  })

  it('burns the code after five wrong tries, not the link', () => {
    const person = stored(request(online(), 'mia@neu.example'))
    const tried = { ...person, grants: person.grants.map((grant) => ({ ...grant, codeTries: 6 })) }
    const proof = { ...proofOf(grantOf(person, 'email_change')), revision: person.waitingEmail?.revision ?? -1 }
    expect(codeOf(() => confirmEmailChange(tried, { ...proof, carrier: 'mail_code' }, at()))).toBe('code_exhausted')
    expect(codeOf(() => confirmEmailChange(tried, { ...proof, carrier: 'mail_link' }, at(START, holder)))).toBeNull()
  })

  it('gives somebody online by number an address beside the number, with nothing to undo', () => {
    const waiting = stored(changeEmail(onlineByNumber(), { email: address('mia@neu.example') }, at()))
    const decision = confirm(waiting)
    expect(decision.person).toMatchObject({ signInName: 'P-1', email: { setBy: 'manager' }, formerEmail: null })
    expect(decision.jobs).toEqual([])
    const byHolder = confirm(stored(request(onlineByNumber(), 'mia@neu.example')))
    expect(byHolder.person).toMatchObject({ signInName: 'P-1', email: { setBy: 'holder' } })
  })
})

describe('undoing it from the old mailbox', () => {
  const changed = change(online(), 'mia@neu.example')
  const undo = (person: Person, grant: GrantFacts, now = START + DAY) => undoEmailChange(person, proofOf(grant), at(now, system))

  it('restores the old address and ends sessions, password and all that was begun since', () => {
    const later = stored(request(changed, 'noch@neuer.example', START + HOUR))
    const decision = undo(later, undoOf(later, 'mia@example.com'))
    expect(decision.person).toMatchObject({
      email: { canonical: 'mia@example.com', confirmedAt: START + DAY, setBy: 'manager' },
      waitingEmail: null,
      formerEmail: null,
      hasPassword: false,
    })
    expect(decision.person.credentialRevision).toBeGreaterThan(later.credentialRevision)
    expect(decision.person.emailRevision).toBeGreaterThan(later.lastEmailRevision)
    expect(decision.endSessions).toBe('all')
    expect(decision.person.grants.filter(({ endedAt }) => endedAt === null).map(({ purpose }) => purpose)).toEqual(['recovery'])
  })

  it('ends the factors that were made since, and leaves those that were there before', () => {
    const own = { id: 'own', name: 'Handy', createdAt: START - HOUR }
    const theirs = { id: 'theirs', name: 'x', createdAt: START + HOUR }
    const taken = { ...changed, passkeys: [own, theirs], totpSince: START + HOUR }
    expect(undo(taken, undoOf(taken, 'mia@example.com')).person).toMatchObject({ passkeys: [own], totpSince: null })
    const before = { ...changed, passkeys: [own], totpSince: START - HOUR }
    expect(undo(before, undoOf(before, 'mia@example.com')).person).toMatchObject({ passkeys: [own], totpSince: START - HOUR })
  })

  it('starts a recovery to the restored address', () => {
    const decision = undo(changed, undoOf(changed, 'mia@example.com'))
    expect(eventTypes(decision)).toEqual(['email.change_undone', 'recovery.requested'])
    expect(mailKinds(decision)).toEqual(['recovery'])
    const person = stored(decision)
    const done = completeRecovery(person, proofOf(grantOf(person, 'recovery')), at(START + DAY, holder))
    expect(done.person).toMatchObject({ hasPassword: true, email: { canonical: 'mia@example.com' } })
  })

  it('works after a second change as well, and drops both', () => {
    const twice = change(changed, 'dritte@example.com', START + HOUR)
    expect(twice.formerEmail?.canonical).toBe('mia@example.com')
    const decision = undo(twice, undoOf(twice, 'mia@example.com'))
    expect(decision.person.email?.canonical).toBe('mia@example.com')
    expect(codeOf(() => undo(stored(decision), undoOf(twice, 'mia@neu.example')))).toBe('link_invalid')
  })

  it('is not taken from the first mailbox by an undo of the second', () => {
    const twice = change(changed, 'dritte@example.com', START + HOUR)
    const decision = undo(twice, undoOf(twice, 'mia@neu.example'))
    expect(decision.person.email?.canonical).toBe('mia@neu.example')
    expect(decision.person.formerEmail?.canonical).toBe('mia@example.com')
    expect(undo(stored(decision), undoOf(twice, 'mia@example.com')).person.email?.canonical).toBe('mia@example.com')
  })

  it('is over after seven days, and works once', () => {
    const grant = undoOf(changed, 'mia@example.com')
    expect(codeOf(() => undo(changed, grant, START + 7 * DAY))).toBe('link_expired')
    expect(codeOf(() => undo(stored(undo(changed, grant)), grant))).toBe('link_invalid')
  })

  it('survives a recovery, so that whoever took the account cannot make it final', () => {
    const recovering = stored(sendRecovery(changed, { application: 'app' }, at()))
    const recovered = stored(completeRecovery(recovering, proofOf(grantOf(recovering, 'recovery')), at(START, holder)))
    expect(codeOf(() => undo(recovered, undoOf(recovered, 'mia@example.com')))).toBeNull()
  })
})
