import { describe, expect, it } from 'vitest'
import { deactivatePerson } from '../account/deactivate.ts'
import { markUndeliverable } from '../account/mark-undeliverable.ts'
import {
  address,
  apiKey,
  at,
  DAY,
  eventTypes,
  handedOver,
  invited,
  mailKinds,
  manager,
  offline,
  online,
  onlineByNumber,
  START,
  stored,
  user,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { accountStatus } from '../account/status.ts'
import type { ImportValues } from './import-values.ts'
import { type ImportOptions, planMissing, planRow, type RowFacts } from './plan-row.ts'

const options: ImportOptions = { application: 'app', invite: 'new', matchByEmail: false, initialPassword: null, language: null }
const plan = (
  values: ImportValues,
  person: Person | null = null,
  more: Partial<ImportOptions & RowFacts> = {},
  context = at(START, apiKey),
) => {
  const { addressOwner = null, twins = null, newId = 'new-1', password = null, ...rest } = more
  return planRow({ values, person, addressOwner, twins, newId, password }, { ...options, ...rest }, context)
}
const told = (...given: Parameters<typeof plan>) => {
  const { outcome, reason, changes, mails, sheet } = plan(...given)
  return { outcome, code: reason?.code ?? null, fields: changes.map(({ field }) => field), mails, sheet }
}
const known = (person: Person, externalId = 'P-1'): Person => ({ ...person, profile: { ...person.profile, externalId } })
const mia = { externalId: 'P-1', firstName: 'Mia', email: address('mia@example.com') }
const blocked = (person: Person) => stored(deactivatePerson(person, {}, at()))
const bounced = (person: Person) => stored(markUndeliverable(person, { because: 'bounced', revision: person.emailRevision }, at()))
const confirmedOffline = (): Person => {
  const person = known(offline())
  return person.email === null ? person : { ...person, email: { ...person.email, confirmedAt: START } }
}

/** Each line: what it is about, what the row says, who is on file, what else holds, and what it comes to. */
const table: readonly [string, ImportValues, Person | null, Parameters<typeof plan>[2], Partial<ReturnType<typeof told>>][] = [
  ['somebody new is entered and invited', mia, null, {}, { outcome: 'create', mails: 1, sheet: false }],
  [
    'somebody new is entered alone where nobody is to be invited',
    mia,
    null,
    { invite: 'none', application: null },
    { outcome: 'create', mails: 0 },
  ],
  ['somebody new without an address gets a sheet', { externalId: 'P-1' }, null, {}, { outcome: 'create', mails: 0, sheet: true }],
  ['a row without a number is nobody', { email: address('a@b.de') }, null, {}, { outcome: 'error', code: 'external_id_missing' }],
  [
    'an address names somebody where that is asked for',
    { email: address('a@b.de') },
    null,
    { matchByEmail: true },
    { outcome: 'create', mails: 1 },
  ],
  ['neither names anybody', { firstName: 'Mia' }, null, { matchByEmail: true }, { outcome: 'error', code: 'external_id_missing' }],
  [
    'a leaver who is not on file is nobody to enter',
    { ...mia, status: 'inactive' },
    null,
    {},
    { outcome: 'unchanged', code: 'not_on_file', mails: 0 },
  ],
  ['whose last day is over is not entered', { ...mia, endsAt: START - DAY }, null, {}, { outcome: 'unchanged', code: 'not_on_file' }],
  ['two rows with one number', mia, null, { twins: { of: 'externalId', lines: [7] } }, { outcome: 'error', code: 'external_id_twice' }],
  ['two rows with one address', mia, null, { twins: { of: 'email', lines: [7] } }, { outcome: 'error', code: 'email_twice' }],
  [
    'an address of somebody else',
    mia,
    null,
    { addressOwner: { id: 'p2', externalId: null } },
    { outcome: 'conflict', code: 'email_taken' },
  ],
  [
    'a number that seems changed',
    mia,
    null,
    { addressOwner: { id: 'p2', externalId: 'P-9' } },
    { outcome: 'conflict', code: 'external_id_differs' },
  ],
  ['half an address is none', { ...mia, postalAddress: { street: 'Weg 1' } }, null, {}, { outcome: 'error', code: 'address_incomplete' }],

  ['the same again', { externalId: 'P-1', email: address('mia@example.com') }, known(offline()), {}, { outcome: 'unchanged', mails: 0 }],
  ['another name', mia, known(offline()), {}, { outcome: 'update', fields: ['firstName'], mails: 0 }],
  ['a blank cell changes nothing', { externalId: 'P-1' }, known(offline()), {}, { outcome: 'unchanged' }],
  [
    'another address, nobody told yet',
    { externalId: 'P-1', email: address('new@example.com') },
    known(offline()),
    {},
    { outcome: 'update', fields: ['email'], mails: 0 },
  ],
  [
    'another address of somebody invited goes there at once',
    { externalId: 'P-1', email: address('new@example.com') },
    known(invited()),
    {},
    { outcome: 'update', fields: ['email'], mails: 1 },
  ],
  [
    'the same without inviting',
    { externalId: 'P-1', email: address('new@example.com') },
    known(invited()),
    { invite: 'none' },
    { outcome: 'update', mails: 0 },
  ],
  ['a cleared address', { externalId: 'P-1', email: null }, known(offline()), {}, { outcome: 'update', fields: ['email'] }],
  [
    'a confirmed address is not overwritten',
    { externalId: 'P-1', email: address('new@example.com') },
    known(online()),
    {},
    { outcome: 'conflict', code: 'email_confirmed' },
  ],
  ['nor cleared', { externalId: 'P-1', email: null }, known(online()), {}, { outcome: 'conflict', code: 'email_confirmed' }],
  [
    'nor of somebody who is not online',
    { externalId: 'P-1', firstName: 'Eva', email: address('new@example.com') },
    confirmedOffline(),
    {},
    { outcome: 'conflict', code: 'email_confirmed' },
  ],
  ['its spelling is its holder’s', { externalId: 'P-1', email: address('MIA@example.com') }, known(online()), {}, { outcome: 'unchanged' }],
  ['a confirmed address stays, the rest changes', mia, known(online()), {}, { outcome: 'update', fields: ['firstName'], mails: 0 }],
  [
    'an address for somebody online by number waits to be confirmed',
    { externalId: 'P-1', email: address('jan@example.com') },
    onlineByNumber(),
    {},
    { outcome: 'update', fields: ['email'], mails: 1 },
  ],
  [
    'found by address, without a number on file',
    { ...mia, externalId: 'P-7' },
    offline(),
    { matchByEmail: true },
    { outcome: 'update', fields: ['externalId', 'firstName'] },
  ],
  [
    'an address of somebody else for whoever is on file',
    { externalId: 'P-1', email: mia.email },
    known(offline()),
    { addressOwner: { id: 'p2', externalId: 'P-9' } },
    { outcome: 'conflict', code: 'email_taken' },
  ],
  [
    'found by address, with another number',
    { ...mia, externalId: 'P-7' },
    known(offline()),
    { matchByEmail: true },
    { outcome: 'conflict', code: 'external_id_differs' },
  ],

  [
    'a leaver is deactivated',
    { externalId: 'P-1', status: 'inactive' },
    known(online()),
    {},
    { outcome: 'deactivate', fields: ['status'] },
  ],
  [
    'a leaver whose details change as well',
    { ...mia, status: 'inactive' },
    known(invited()),
    {},
    { outcome: 'deactivate', fields: ['firstName', 'status'] },
  ],
  ['a leaver once more', { externalId: 'P-1', status: 'inactive' }, known(blocked(online())), {}, { outcome: 'unchanged' }],
  ['back again', { externalId: 'P-1', status: 'active' }, known(blocked(online())), {}, { outcome: 'reactivate', fields: ['status'] }],
  [
    'deactivated and no word about it',
    { externalId: 'P-1' },
    known(blocked(online())),
    { invite: 'not_online' },
    { outcome: 'unchanged', mails: 0 },
  ],

  [
    'whoever is not online is reminded',
    { externalId: 'P-1' },
    known(invited()),
    { invite: 'not_online' },
    { outcome: 'update', mails: 1, fields: [] },
  ],
  [
    'and invited who was not',
    { externalId: 'P-1' },
    known(offline()),
    { invite: 'not_online' },
    { outcome: 'update', mails: 1, fields: ['status'] },
  ],
  [
    'not twice in one run',
    { externalId: 'P-1', email: address('new@example.com') },
    known(invited()),
    { invite: 'not_online' },
    { outcome: 'update', mails: 1 },
  ],
  ['online is left alone', { externalId: 'P-1' }, known(online()), { invite: 'not_online' }, { outcome: 'unchanged', mails: 0 }],
  [
    'without an address: a sheet',
    { externalId: 'P-1' },
    handedOver(null, { externalId: 'P-1' }),
    { invite: 'not_online' },
    { outcome: 'unchanged', sheet: true, mails: 0 },
  ],
  [
    'nothing goes to a mailbox that sent it back, and it is told',
    { externalId: 'P-1' },
    known(bounced(offline())),
    { invite: 'not_online' },
    { outcome: 'unchanged', code: 'email_bounced', mails: 0 },
  ],
  [
    'a new address is tried',
    { externalId: 'P-1', email: address('new@example.com') },
    known(bounced(offline())),
    { invite: 'not_online' },
    { outcome: 'update', code: null, mails: 1 },
  ],

  [
    'an initial password of somebody online',
    { externalId: 'P-1', firstName: 'Eva', password: 'x' },
    known(online()),
    {},
    { outcome: 'update', code: 'initial_password_ignored' },
  ],
  [
    'an initial password without an address',
    { externalId: 'P-1', password: 'x' },
    null,
    { password: 'planned' },
    { outcome: 'create', code: 'initial_password_without_email', sheet: true },
  ],
  [
    'an initial password where it makes sense',
    { ...mia, password: 'x' },
    null,
    { password: 'planned' },
    { outcome: 'create', code: null, mails: 1 },
  ],
]

describe('what a row comes to', () => {
  it.each(table)('%s', (_, values, person, more, expected) => {
    expect(told(values, person, more)).toMatchObject(expected)
  })

  it('writes nothing where it is refused or nothing changes', () => {
    for (const [, values, person, more] of table) {
      const { outcome, decision } = plan(values, person, more)
      expect(decision === null).toBe(outcome === 'conflict' || outcome === 'error' || outcome === 'unchanged')
    }
  })

  it('comes to the same again when it comes to nothing new: the file once more', () => {
    for (const [, values, person, more] of table) {
      const first = plan(values, person, { ...more, invite: 'new' })
      if (first.decision === null) continue
      const again = plan(
        values,
        stored(first.decision),
        { invite: 'new', matchByEmail: more?.matchByEmail ?? false },
        at(START + 1000, apiKey),
      )
      expect([again.outcome, again.mails]).toEqual(['unchanged', 0])
    }
  })

  it('tells what changes from what to what, and an address that the holder typed as managers see it', () => {
    expect(plan(mia, known(offline())).changes).toEqual([{ field: 'firstName', from: null, to: 'Mia' }])
    const person = known(offline('eva@example.com'))
    const typed = { ...person, email: person.email === null ? null : { ...person.email, setBy: 'holder' as const } }
    expect(plan({ externalId: 'P-1', email: address('new@example.com') }, typed).changes).toEqual([
      { field: 'email', from: 'e•••@example.com', to: 'new@example.com' },
    ])
  })

  it('touches nobody whose role is above', () => {
    const boss = known(online('mia@example.com', { application: 'portal', role: 'owner' }))
    expect(told(mia, boss)).toMatchObject({ outcome: 'conflict', code: 'role_too_low' })
    expect(told(mia, boss, {}, at(START, user('owner')))).toMatchObject({ outcome: 'update' })
  })

  it('enters nobody for whoever may not', () => {
    expect(told(mia, null, {}, at(START, user('helper')))).toMatchObject({ outcome: 'conflict', code: 'role_too_low' })
  })

  it('gives nobody access to a managing application', () => {
    for (const [, values, person, more] of table)
      for (const access of plan(values, person, more).decision?.person.access ?? []) expect(access.application).not.toBe('portal')
  })

  it('enters and invites with the events and the mail that every other way has', () => {
    const { decision } = plan(mia)
    expect(decision && eventTypes(decision)).toEqual(['user.created', 'access.granted', 'invitation.sent'])
    expect(decision && mailKinds(decision)).toEqual(['invitation'])
  })

  it('mails a generated initial password, or one of the row, instead of a link', () => {
    const withOf = (more: Parameters<typeof plan>[2]) =>
      plan(mia, null, more).decision?.jobs.map((job) =>
        job.type === 'mail' && job.intent.kind === 'invitation' ? job.intent.with : job.type,
      )
    expect(withOf({})).toEqual(['link'])
    expect(withOf({ initialPassword: 'generate' })).toEqual(['initial_password'])
    expect(withOf({ initialPassword: 'generate', password: { kind: 'chosen', hash: 'h', from: 'IT' } })).toEqual(['chosen_password'])
  })
})

describe('whom a complete file has no more', () => {
  it.each([
    ['online', known(online()), 'deactivate', 'deactivated'],
    ['offline', known(offline()), 'deactivate', 'deactivated'],
    ['invited', known(invited()), 'revoke', 'offline'],
  ] as const)('%s', (_, person, outcome, status) => {
    const { decision, ...rest } = planMissing(person, 1, at(START, apiKey))
    expect(rest).toMatchObject({ outcome, reason: null, mails: 0 })
    expect(decision && accountStatus(decision.person)).toBe(status)
  })

  it('is never whoever runs it, somebody above, or the last owner', () => {
    const self = { ...known(online()), id: 'actor-manager' }
    expect(planMissing(self, 2, at(START, manager))).toMatchObject({ outcome: 'conflict', reason: { code: 'own_account' } })
    const boss = known(online('mia@example.com', { application: 'portal', role: 'owner' }))
    expect(planMissing(boss, 2, at(START, apiKey))).toMatchObject({ outcome: 'conflict', reason: { code: 'role_too_low' } })
    expect(planMissing(boss, 1, at(START, user('owner')))).toMatchObject({ outcome: 'conflict', reason: { code: 'last_owner' } })
    expect(planMissing(boss, 2, at(START, user('owner')))).toMatchObject({ outcome: 'deactivate' })
  })
})
