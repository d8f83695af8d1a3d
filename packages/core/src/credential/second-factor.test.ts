// The second factor: when it is asked, and what becomes of it.

import { describe, expect, it } from 'vitest'
import { at, codeOf, holder, mailKinds, online, START, settings, stored } from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { addTotp, makeBackupCodes, mfaPolicy, removeTotp, secondFactorNeed } from './second-factor.ts'

const now = at(START, holder)
const withAccess = (application: string, person: Person = online()): Person => ({
  ...person,
  access: [{ application, role: null, pending: false, grantedAt: START, via: null, profileDoneAt: null }],
})
const need = (person: Person, application: string, first: 'password' | 'passkey' = 'password', second = false) =>
  secondFactorNeed(person, application, { first, second }, { settings })

describe('after the first factor', () => {
  it('a password is followed by a code where an app was set up, whatever the application’s policy', () => {
    const person = stored(addTotp(online(), now))
    expect(need(person, 'app')).toBe('ask')
    expect(need(person, 'vault')).toBe('ask')
    expect(need(person, 'app', 'password', true)).toBe('none')
  })

  it('a passkey is enough by itself', () => {
    expect(need(stored(addTotp(online(), now)), 'vault', 'passkey')).toBe('none')
  })

  it('an application that insists has it set up', () => {
    expect(need(online(), 'vault')).toBe('set_up')
    expect(need(online(), 'app')).toBe('none')
  })
})

describe('an authenticator app', () => {
  it('is added once, with a notice', () => {
    const decision = addTotp(online(), now)
    expect(decision.person.totpSince).toBe(START)
    expect(mailKinds(decision)).toEqual(['factor_changed'])
    expect(codeOf(() => addTotp(stored(decision), now))).toBe('totp_exists')
  })

  it('is not added where no application takes one', () => {
    const off = { ...settings, applications: { app: { ...settings.applications.app, mfa: 'off' as const } } } as typeof settings
    expect(codeOf(() => addTotp(online(), { ...now, settings: off }))).toBe('mfa_off')
  })

  it('is removed with a notice and ends other sessions', () => {
    const decision = removeTotp(stored(addTotp(online(), now)), now)
    expect(decision.person.totpSince).toBeNull()
    expect(decision.endSessions).toBe('all')
    expect(mailKinds(decision)).toEqual(['factor_changed'])
    expect(codeOf(() => removeTotp(online(), now))).toBe('totp_missing')
  })

  it('stays where an application insists and there is a password', () => {
    const person = stored(addTotp(withAccess('vault'), now))
    expect(mfaPolicy(person, now)).toBe('required')
    expect(codeOf(() => removeTotp(person, now))).toBe('mfa_required')
    expect(codeOf(() => removeTotp({ ...person, hasPassword: false }, now))).toBeNull()
  })

  it('has backup codes made anew with a notice', () => {
    expect(mailKinds(makeBackupCodes(stored(addTotp(online(), now)), now))).toEqual(['factor_changed'])
    expect(codeOf(() => makeBackupCodes(online(), now))).toBe('totp_missing')
  })
})
