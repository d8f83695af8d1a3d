// Tests of the notice of a sign-in on a new device.

import { describe, expect, it } from 'vitest'
import { at, DAY, holder, MINUTE, online, START, stored } from '../account/person.fixture.ts'
import { chooseSignInNotices, newSignInNotice } from './tell-new-sign-in.ts'

describe('a notice of a new device', () => {
  it('is one a day for one device, and none for whoever switched it off', () => {
    const signIn = { application: 'app', device: 'Firefox auf Windows', at: START }
    const first = newSignInNotice(online(), signIn)
    expect(first).toMatchObject({ type: 'mail', intent: { kind: 'new_sign_in', device: 'Firefox auf Windows' } })
    expect(newSignInNotice(online(), { ...signIn, at: START + MINUTE })?.dedupe).toBe(first?.dedupe)
    expect(newSignInNotice(online(), { ...signIn, at: START + DAY })?.dedupe).not.toBe(first?.dedupe)
    const off = stored(chooseSignInNotices(online(), false, at(START, holder)))
    expect(newSignInNotice(off, signIn)).toBeNull()
    expect(chooseSignInNotices(off, false, at(START, holder)).events).toEqual([])
  })
})
