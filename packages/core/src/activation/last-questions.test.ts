// When a passkey may be offered.

import { describe, expect, it } from 'vitest'
import { at, holder, MINUTE, online, START, settings, stored } from '../account/person.fixture.ts'
import { addPasskey } from '../credential/passkeys.ts'
import { mayOfferPasskey } from './last-questions.ts'

const offers = { settings: { ...settings, passkeyOfferDays: 30 }, now: START + MINUTE }
const shown = { first: 'password', shownAt: START, device: 'unasked' } as const

describe('a passkey is offered', () => {
  it('after a password, to somebody who has none, on a device of their own or where nobody asks', () => {
    expect(mayOfferPasskey(online(), 'app', shown, offers)).toBe(true)
    expect(mayOfferPasskey(online(), 'app', { ...shown, device: 'own' }, offers)).toBe(true)
    expect(mayOfferPasskey(online(), 'app', { ...shown, device: 'shared' }, offers)).toBe(false)
    expect(mayOfferPasskey(online(), 'app', { ...shown, device: 'unknown' }, offers)).toBe(false)
    expect(mayOfferPasskey(online(), 'app', { ...shown, first: 'passkey' }, offers)).toBe(false)
    const has = stored(addPasskey(online(), { id: 'one', name: 'Laptop' }, at(START, holder)))
    expect(mayOfferPasskey(has, 'app', shown, offers)).toBe(false)
  })

  it('while the password was shown within ten minutes, and never where the policy has none', () => {
    expect(mayOfferPasskey(online(), 'app', shown, { ...offers, now: START + 10 * MINUTE })).toBe(false)
    expect(mayOfferPasskey(online(), 'app', { ...shown, shownAt: null }, offers)).toBe(false)
    expect(mayOfferPasskey(online(), 'app', shown, { ...offers, settings })).toBe(false)
    const app = settings.applications.app
    const off = { ...settings, passkeyOfferDays: 30, applications: app === undefined ? {} : { app: { ...app, passkeys: 'off' as const } } }
    expect(mayOfferPasskey(online(), 'app', shown, { ...offers, settings: off })).toBe(false)
  })
})
