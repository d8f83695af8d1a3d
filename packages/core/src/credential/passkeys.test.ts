// Passkeys: added, named, removed, and never the last way in.

import { describe, expect, it } from 'vitest'
import { at, codeOf, DAY, holder, mailKinds, online, START, stored } from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { setOwnPassword } from './own-password.ts'
import { addPasskey, PASSKEYS_MAX, removePasskey, renamePasskey, waysIn } from './passkeys.ts'

const now = (ms = 0) => at(START + ms, holder)
const withKey = (person: Person, id = 'one', name = 'Handy') => stored(addPasskey(person, { id, name }, now()))
const withoutPassword = (person: Person): Person => ({ ...person, hasPassword: false })

describe('a passkey', () => {
  it('is added beside the password, tells the holder, and ends no session', () => {
    const decision = addPasskey(online(), { id: 'one', name: '  Mein\nHandy ' }, now())
    expect(decision.person.passkeys).toEqual([{ id: 'one', name: 'Mein Handy', createdAt: START }])
    expect(decision.events).toMatchObject([{ type: 'passkey.added' }])
    expect(mailKinds(decision)).toEqual(['factor_changed'])
    expect(decision.endSessions).toEqual([])
    expect(decision.person.credentialRevision).toBe(online().credentialRevision)
  })

  it('is added once, to somebody online, and not without end', () => {
    expect(codeOf(() => addPasskey(withKey(online()), { id: 'one', name: '' }, now()))).toBe('passkey_exists')
    expect(codeOf(() => addPasskey({ ...online(), activatedAt: null }, { id: 'one', name: '' }, now()))).toBe('not_online')
    expect(codeOf(() => addPasskey({ ...online(), endsAt: START }, { id: 'one', name: '' }, now()))).toBe('not_online')
    const many = Array.from({ length: PASSKEYS_MAX }, (_, index) => ({ id: `key-${index}`, name: 'x', createdAt: START }))
    expect(codeOf(() => addPasskey({ ...online(), passkeys: many }, { id: 'one', name: '' }, now()))).toBe('too_many_passkeys')
  })

  it('takes another name, and the same name again changes nothing', () => {
    const person = withKey(online())
    const renamed = renamePasskey(person, { id: 'one', name: 'Schlüssel' }, now())
    expect(renamed.person.passkeys).toMatchObject([{ name: 'Schlüssel' }])
    expect(mailKinds(renamed)).toEqual([])
    expect(renamePasskey(person, { id: 'one', name: ' Handy' }, now()).person).toBe(person)
    expect(codeOf(() => renamePasskey(person, { id: 'two', name: 'x' }, now()))).toBe('passkey_unknown')
  })

  it('is removed with a notice, and other sessions end', () => {
    const decision = removePasskey(withKey(online()), { id: 'one' }, now(DAY))
    expect(decision.person.passkeys).toEqual([])
    expect(decision.person.credentialRevision).toBe(online().credentialRevision + 1)
    expect(decision.endSessions).toBe('all')
    expect(mailKinds(decision)).toEqual(['factor_changed'])
  })

  it('stays while it is the last way in, however many are removed one after the other', () => {
    const one = withoutPassword(withKey(online()))
    expect(waysIn(one)).toBe(1)
    expect(codeOf(() => removePasskey(one, { id: 'one' }, now()))).toBe('last_credential')
    const two = withKey(one, 'two')
    const left = stored(removePasskey(two, { id: 'one' }, now()))
    expect(codeOf(() => removePasskey(left, { id: 'two' }, now()))).toBe('last_credential')
    expect(codeOf(() => removePasskey(stored(setOwnPassword(left, now())), { id: 'two' }, now()))).toBeNull()
  })
})

describe('an own password', () => {
  it('is set after a passkey alone, or changed, with a notice; other sessions end', () => {
    const decision = setOwnPassword(withoutPassword(withKey(online())), now())
    expect(decision.person.hasPassword).toBe(true)
    expect(decision.endSessions).toBe('all')
    expect(decision.events).toMatchObject([{ type: 'password.changed', data: { first: true } }])
    expect(mailKinds(decision)).toEqual(['password_changed'])
    expect(codeOf(() => setOwnPassword({ ...online(), deactivatedAt: START }, now()))).toBe('not_online')
  })
})
