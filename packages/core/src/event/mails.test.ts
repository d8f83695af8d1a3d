// Tests of the table of mails: who may get each, and when its reason is gone.

import { describe, expect, it } from 'vitest'
import { grantAccess, withdrawAccess } from '../access/change-access.ts'
import { changeEmail, sendConfirmation } from '../account/change-email.ts'
import { confirmEmailChange, requestEmailChange } from '../account/change-own-email.ts'
import { confirmEmail } from '../account/confirm-email.ts'
import { deactivatePerson, deletePerson } from '../account/deactivate.ts'
import { markUndeliverable } from '../account/mark-undeliverable.ts'
import {
  address,
  at,
  begun,
  DAY,
  grantOf,
  handedOver,
  holder,
  invited,
  offline,
  online,
  openedBy,
  START,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { resetAccess } from '../account/reset-access.ts'
import { completeActivation } from '../activation/activate.ts'
import { typeAddress } from '../activation/prove-address.ts'
import { sendInvitation } from '../invitation/invite.ts'
import { renewInvitation, revokeInvitation } from '../invitation/renew-revoke.ts'
import { sendRecovery } from '../recovery/recovery.ts'
import type { Decision } from './decision.ts'
import { type MailIntent, mailRules, mailVerdict } from './mails.ts'

const intentOf = ({ jobs }: Pick<Decision, 'jobs'>): MailIntent => {
  for (const job of jobs) if (job.type === 'mail') return job.intent
  throw new Error('No mail was queued')
}
const bounced = (person: Person) => stored(markUndeliverable(person, { because: 'bounced', revision: person.emailRevision }, at()))
const gone = (person: Person) => stored(deletePerson(person, at()))
const verdict = (person: Person, intent: MailIntent, now = START) => mailVerdict(person, intent, now)

it('knows which mails may go to an address that nobody proved', () => {
  const toUnproved = Object.entries(mailRules).filter(([, rule]) => rule.toUnproved)
  expect(toUnproved.map(([kind]) => kind)).toEqual([
    'invitation',
    'reminder',
    'email_code',
    'email_in_use',
    'confirmation',
    'email_change_confirm',
  ])
})

describe('an invitation', () => {
  const sent = sendInvitation(offline(), { application: 'app' }, at())
  const person = stored(sent)

  it('goes out while it is open', () => {
    expect(verdict(person, intentOf(sent))).toBe('send')
    expect(verdict(person, intentOf(sent), START + 14 * DAY)).toBe('drop')
  })

  it('goes to no address but the one it was made for, also when only a chosen password is spoken of', () => {
    const moved = stored(changeEmail(person, { email: address('neu@example.com') }, at()))
    expect(verdict(moved, intentOf(sent))).toBe('drop')
    const generated = sendInvitation(offline(), { application: 'app', initialPassword: { kind: 'generate' } }, at())
    expect(verdict(stored(generated), intentOf(generated))).toBe('send')
    expect(verdict(stored(changeEmail(stored(generated), { email: address('neu@example.com') }, at())), intentOf(generated))).toBe('drop')
    const chosen = sendInvitation(offline(), { application: 'app', initialPassword: { kind: 'chosen', hash: 'h', from: 'E' } }, at())
    expect(verdict(stored(changeEmail(stored(chosen), { email: address('neu@example.com') }, at())), intentOf(chosen))).toBe('drop')
  })

  it('is dropped for whoever is online, blocked, gone or unreachable by now', () => {
    const active = stored(
      completeActivation({ ...person, email: begun().email }, openedBy(person, 'mail_link'), { credential: 'password' }, at()),
    )
    for (const now of [active, stored(deactivatePerson(person, {}, at())), { ...person, endsAt: START }, gone(person), bounced(person)])
      expect(verdict(now, intentOf(sent))).toBe('drop')
  })
})

describe('a reminder', () => {
  const PLANNED = START + 11 * DAY
  const invitedBy = (initialPassword?: Parameters<typeof sendInvitation>[1]['initialPassword']) =>
    stored(sendInvitation(offline(), { application: 'app', initialPassword }, at()))
  const reminding = ({ invitation, emailRevision: revision }: Person): MailIntent => ({
    kind: 'reminder',
    application: 'app',
    grantId: invitation?.id ?? '',
    generation: invitation?.generation ?? 0,
    revision,
    at: PLANNED,
  })

  it.each([undefined, { kind: 'generate' }, { kind: 'chosen', hash: 'h', from: 'E' }] as const)(
    'goes out while what was mailed still opens the account (%j)',
    (initialPassword) => {
      const person = invitedBy(initialPassword)
      expect(verdict(person, reminding(person), PLANNED)).toBe('send')
      expect(verdict(person, reminding(person), START + 14 * DAY)).toBe('drop')
    },
  )

  it('is dropped for whoever is online, blocked, gone, unreachable, revoked, renewed or elsewhere by now', () => {
    const person = invitedBy()
    const active = stored(
      completeActivation({ ...person, email: begun().email }, openedBy(person, 'mail_link'), { credential: 'password' }, at()),
    )
    const changed = [
      active,
      stored(deactivatePerson(person, {}, at())),
      gone(person),
      bounced(person),
      { ...person, email: person.email && { ...person.email, refusedAt: START } },
      stored(revokeInvitation(person, at())),
      stored(renewInvitation(person, { send: true }, at())),
      stored(changeEmail(person, { email: address('neu@example.com'), send: 'invitation' }, at())),
    ]
    for (const now of changed) expect(verdict(now, reminding(person), PLANNED)).toBe('drop')
  })

  it('goes to nobody who was sent the invitation again after it was planned, and to nobody on paper', () => {
    const person = invitedBy()
    const again = stored(sendInvitation(person, { application: 'app' }, at(PLANNED + 1)))
    expect(verdict(again, reminding(person), PLANNED + 2)).toBe('drop')
    const paper = handedOver('sheet')
    expect(verdict(paper, reminding(paper), PLANNED)).toBe('drop')
  })
})

describe('a confirmation', () => {
  const sent = sendConfirmation(offline(), at())

  it('goes out while the address waits for it', () => {
    const person = stored(sent)
    const { id, generation } = grantOf(person, 'confirmation')
    expect(verdict(person, intentOf(sent))).toBe('send')
    expect(verdict(stored(confirmEmail(person, { grantId: id, generation }, at(START, holder))), intentOf(sent))).toBe('drop')
    expect(verdict(stored(changeEmail(person, { email: address('neu@example.com') }, at())), intentOf(sent))).toBe('drop')
  })
})

describe('the code for a typed address', () => {
  const type = (email: string | null, entered: string) => {
    const person = handedOver(email)
    return typeAddress(person, openedBy(person, 'sheet'), { address: address(entered), takenBy: null }, at(START, holder)).decision
  }

  it('goes out whatever came back from the address on file', () => {
    const typed = type('alt@example.com', 'mia@example.com')
    expect(verdict(stored(typed), intentOf(typed))).toBe('send')
    expect(verdict(bounced(stored(typed)), intentOf(typed))).toBe('send')
    const without = type(null, 'mia@example.com')
    expect(verdict(stored(without), intentOf(without))).toBe('send')
  })

  it('goes to no address whose mail came back or that said no', () => {
    const kept = type('mia@example.com', 'mia@example.com')
    expect(verdict(bounced(stored(kept)), intentOf(kept))).toBe('drop')
  })
})

describe('whoever has a typed address already', () => {
  const intent: MailIntent = { kind: 'email_in_use', application: 'app' }

  it('is told, whether or not they have proven it', () => {
    expect([online(), invited(), offline(), stored(deactivatePerson(online(), {}, at()))].map((person) => verdict(person, intent))).toEqual(
      Array(4).fill('send'),
    )
    expect([bounced(offline()), gone(online())].map((person) => verdict(person, intent))).toEqual(['drop', 'drop'])
  })
})

describe('a change of address', () => {
  const asked = requestEmailChange(online(), address('neu@example.com'), at(START, holder))
  const waiting = stored(asked)
  const { id, generation } = grantOf(waiting, 'email_change')
  const changed = confirmEmailChange(
    waiting,
    { grantId: id, generation, revision: waiting.waitingEmail?.revision ?? -1 },
    at(START, holder),
  )

  it('asks the new mailbox while it waits', () => {
    expect(verdict(waiting, intentOf(asked))).toBe('send')
    expect(verdict(stored(changed), intentOf(asked))).toBe('drop')
  })

  it('tells the old one, whatever comes back from the new one', () => {
    expect(verdict(stored(changed), intentOf(changed))).toBe('send')
    expect(verdict(bounced(stored(changed)), intentOf(changed))).toBe('send')
    expect(verdict(stored(changed), intentOf(changed), START + 7 * DAY)).toBe('drop')
  })
})

describe('what is told to people online', () => {
  const kinds = ['welcome', 'recovery_done', 'password_disabled', 'sheet_opened'] as const

  it('goes to a proven address', () => {
    for (const kind of kinds) {
      expect(verdict(online(), { kind, application: 'app' })).toBe('send')
      expect(verdict(begun(), { kind, application: 'app' })).toBe('drop')
      expect(verdict(bounced(online()), { kind, application: 'app' })).toBe('drop')
      expect(verdict(gone(online()), { kind, application: 'app' })).toBe('drop')
    }
    expect(verdict(online(), { kind: 'password_changed' })).toBe('send')
  })

  it('welcomes nobody who was blocked meanwhile, and still warns them', () => {
    const off = stored(deactivatePerson(online(), {}, at()))
    expect(verdict(off, { kind: 'welcome', application: 'app' })).toBe('drop')
    expect(verdict(off, { kind: 'recovery_done', application: 'app' })).toBe('send')
  })

  it('speaks of new access while that is there', () => {
    const granted = grantAccess(online(), { application: 'shop' }, at())
    expect(verdict(stored(granted), intentOf(granted))).toBe('send')
    expect(verdict(stored(withdrawAccess(stored(granted), { application: 'shop' }, at())), intentOf(granted))).toBe('drop')
  })

  it('offers a recovery to the address it was asked for', () => {
    const asked = sendRecovery(online(), { application: 'app' }, at())
    expect(verdict(stored(asked), intentOf(asked))).toBe('send')
    expect(verdict({ ...stored(asked), emailRevision: 7 }, intentOf(asked))).toBe('drop')
  })
})

it('tells the former address of a reset, even where none is on file now', () => {
  const reset = resetAccess(online(), { reason: 'lost', email: null }, at())
  expect(verdict(stored(reset), intentOf(reset))).toBe('send')
})
