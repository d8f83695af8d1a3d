// Tests of what a hand-over asks for, and of stopping it after too many wrong answers.

import { describe, expect, it } from 'vitest'
import {
  address,
  at,
  codeOf,
  eventTypes,
  grantOf,
  handedOver,
  holder,
  invitationOf,
  invited,
  manager,
  offline,
  onlineByNumber,
  openedBy,
  owner,
  START,
  settings,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'
import { completeActivation } from '../activation/activate.ts'
import { activationStep } from '../activation/next-step.ts'
import { invitationState } from '../activation/proofs.ts'
import { typeAddress } from '../activation/prove-address.ts'
import { mailVerdict } from '../event/mails.ts'
import { hasHandoverAnswer, isAnswerDue, isHandoverAnswer } from './handover-question.ts'
import { handOverInvitation } from './invite.ts'
import { stopHandover } from './stop-handover.ts'

const asking = (handoverAsks: string, profile: Settings['profile'] = settings.profile): Settings => ({
  ...settings,
  applications: { ...settings.applications, app: { ...settings.applications.app, handoverAsks } as Settings['applications'][string] },
  profile,
})
const withFields = (person: Person, fields: Record<string, unknown>): Person => ({ ...person, profile: { ...person.profile, fields } })

describe('the answer', () => {
  const about = (type: 'text' | 'number' | 'date' | 'phone', value: unknown, typed: string) =>
    isHandoverAnswer(withFields(handedOver(), { it: value }), asking('it', { it: { type, label: 'It' } }), typed)

  it('is right in any spelling of the same thing', () => {
    expect(about('text', 'Łódź-Süd', ' lodz sud ')).toBe(true)
    expect(about('date', '1980-02-03', '3.2.1980')).toBe(true)
    expect(about('date', '1980-02-03', '1980-02-03')).toBe(true)
    expect(about('phone', '+49221123456', '+49 221 / 123 456')).toBe(true)
    expect(about('number', 42.5, '42,5')).toBe(true)
  })

  it('is wrong when it is another, empty, or nothing is on file', () => {
    expect(about('date', '1980-02-03', '1980-03-02')).toBe(false)
    expect(about('text', '-', '')).toBe(false)
    expect(about('text', null, '')).toBe(false)
    expect(about('text', undefined, 'undefined')).toBe(false)
    expect(isHandoverAnswer(handedOver(), settings, '')).toBe(false)
  })

  it('may be the number that the organisation gave', () => {
    const person = handedOver(null, { externalId: 'P-17' })
    expect([isHandoverAnswer(person, asking('externalId'), 'p-17'), isHandoverAnswer(person, asking('externalId'), 'p-18')]).toEqual([
      true,
      false,
    ])
    expect(hasHandoverAnswer(handedOver(), asking('externalId'))).toBe(false)
  })
})

describe('a flow that was opened by something handed over', () => {
  const asks = asking('externalId')
  const person = handedOver(null, { externalId: 'P-17' })
  const proofs = openedBy(person, 'sheet')

  it('stands at the question before anything else, and goes on once it is answered', () => {
    const step = (more: object) => activationStep(person, { ...proofs, ...more }, { settings: asks, now: START }).name
    expect([step({}), step({ answered: true })]).toEqual(['answer_question', 'check_email'])
  })

  it('cannot skip it', () => {
    const context = at(START, holder, { settings: asks })
    expect(codeOf(() => typeAddress(person, proofs, { address: address('m@example.com'), takenBy: null }, context))).toBe('action_not_open')
    expect(codeOf(() => completeActivation(person, { ...proofs, provenRevision: 1 }, { credential: 'password' }, context))).toBe(
      'action_not_open',
    )
  })

  it('is asked by every carrier but those that were mailed, and a password that an admin chose', () => {
    const due = (['qr', 'sheet', 'link', 'code', 'mail_link', 'mail_code', 'initial_password', 'chosen_password'] as const).filter(
      (carrier) => isAnswerDue(person, { carrier }, asks),
    )
    expect(due).toEqual(['qr', 'sheet', 'link', 'code'])
  })

  it('never begins where nobody could answer', () => {
    const hand = (of: Person) =>
      codeOf(() => handOverInvitation(of, { application: 'app', carriers: ['sheet'] }, at(START, owner, { settings: asks })))
    expect(hand(offline(null))).toBe('handover_answer_missing')
    expect(hand(offline(null, { externalId: 'P-17' }))).toBeNull()
  })
})

describe('stopping', () => {
  const shown = (person: Person, actor = owner) =>
    stored(handOverInvitation(person, { application: 'app', carriers: ['qr', 'sheet'] }, at(START, actor)))

  it('kills what was handed over and leaves what was mailed', () => {
    const person = shown(invited())
    const stopped = stopHandover(
      person,
      { grantId: invitationOf(person).id, generation: invitationOf(person).generation },
      at(START, holder),
    )
    const states = (['qr', 'sheet', 'code', 'mail_link', 'mail_code'] as const).map((carrier) =>
      invitationState(stopped.person, openedBy(person, carrier), START),
    )
    expect(states).toEqual(['replaced', 'replaced', 'replaced', 'open', 'open'])
    expect(eventTypes(stopped)).toEqual(['invitation.handover_stopped'])
  })

  it('tells each user who gave something out, once, and no key', () => {
    const person = shown(shown(handedOver('mia@example.com')), manager)
    const { id: grantId, generation } = invitationOf(person)
    const stopped = stopHandover(person, { grantId, generation }, at(START, holder))
    expect(stopped.jobs).toMatchObject([{ type: 'mail', userId: 'actor-manager', intent: { kind: 'handover_stopped', about: 'p1' } }])
    const [job] = stopped.jobs
    if (job?.type !== 'mail') throw new Error('No mail was queued')
    expect(mailVerdict({ ...person, email: null }, job.intent, START)).toBe('drop')
    expect(stopHandover(stored(stopped), { grantId, generation }, at(START, holder)).events).toEqual([])
  })

  it('makes the next sheet one of another generation', () => {
    const person = shown(handedOver())
    const { id: grantId, generation } = invitationOf(person)
    const again = handOverInvitation(
      stored(stopHandover(person, { grantId, generation }, at(START, holder))),
      { application: 'app', carriers: ['sheet'] },
      at(START + 1),
    )
    expect(eventTypes(again)).toEqual(['invitation.renewed', 'invitation.handed_over'])
    expect(invitationState(again.person, openedBy(person, 'sheet'), START + 1)).toBe('replaced')
    expect(invitationState(again.person, openedBy(again.person, 'sheet'), START + 1)).toBe('open')
  })

  it('reaches the recovery of somebody without a mailbox, and nothing of another generation', () => {
    const person = stored(handOverInvitation(onlineByNumber(), { application: 'plant', carriers: ['sheet'] }, at()))
    const { id: grantId, generation } = grantOf(person, 'recovery')
    expect(grantOf(stopHandover(person, { grantId, generation }, at(START, holder)).person, 'recovery').carriers).toEqual([])
    expect(stopHandover(person, { grantId, generation: generation - 1 }, at(START, holder)).person).toBe(person)
  })
})
