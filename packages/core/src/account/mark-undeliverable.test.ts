// Tests of the marks that stop mails to an address.
import { describe, expect, it } from 'vitest'
import { changeEmail, clearBounce } from './change-email.ts'
import { blockedBy } from './guards.ts'
import { mailStop } from './mail-stop.ts'
import { markUndeliverable } from './mark-undeliverable.ts'
import { address, at, eventTypes, invited, offline, START, stored, system } from './person.fixture.ts'

const mark = (of = invited(), because: 'bounced' | 'complained' = 'bounced', revision: number | null = 1) =>
  markUndeliverable(of, { because, revision }, at(START, system))

describe('mail that came back or was reported as unwanted', () => {
  it.each([
    ['bounced', 'email.bounced', 'email_bounced'],
    ['complained', 'email.complained', 'email_complained'],
  ] as const)('marks the address it went to as %s, once, and stops sending', (because, event, code) => {
    const marked = mark(invited(), because)
    expect(mailStop(marked.person.email)).toEqual({ because, at: START })
    expect(eventTypes(marked)).toEqual([event])
    expect(mark(stored(marked), because).events).toEqual([])
    expect(blockedBy('send', stored(marked), at())).toBe(code)
    const cleared = clearBounce(stored(marked), at())
    expect([mailStop(cleared.person.email), eventTypes(cleared)]).toEqual([null, ['email.bounce_cleared']])
  })

  it('does not mark an address that was entered meanwhile, even when it reads the same', () => {
    const elsewhere = stored(changeEmail(invited(), { email: address('neu@example.com') }, at()))
    const back = stored(changeEmail(elsewhere, { email: address('mia@example.com') }, at()))
    for (const person of [elsewhere, back, offline(null)]) expect(mark(person).events).toEqual([])
    expect(mark(invited(), 'bounced', null).events).toEqual([])
    expect(mark(back, 'bounced', back.emailRevision).person.email?.bouncedAt).toBe(START)
  })

  it('goes with the address', () => {
    const changed = changeEmail(stored(mark()), { email: address('neu@example.com') }, at())
    expect(mailStop(changed.person.email)).toBeNull()
    expect(mailStop(null)).toBeNull()
  })
})
