// Tests of what a holder says to legal documents.

import { describe, expect, it } from 'vitest'
import { at, begun, codeOf, DAY, holder, online, START, settings, stored } from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { acceptDocuments, declineDocuments, offeredConsents, type ShownDocument, withdrawConsent } from './ledger.ts'

const terms: ShownDocument = { key: 'terms', version: '2', locale: 'en', sha256: 'abc' }
const news: ShownDocument = { key: 'news', version: '1', locale: 'de', sha256: null }
const withNews = {
  settings: {
    ...settings,
    applications: { ...settings.applications, app: { ...settings.applications.app, legal: ['terms', 'news'] } as never },
    legal: { ...settings.legal, news: { key: 'news', version: '1', substantial: true, optional: true } },
  },
}
const consents = (person: Person, now = START) =>
  acceptDocuments(person, { documents: [news], channel: 'account' }, at(now, holder, withNews))

describe('accepting', () => {
  const person = begun('mia@example.com', { application: 'bank' })

  it('takes down each once, with version, language, hash and where, in the ledger and in the trail', () => {
    const decision = acceptDocuments(person, { documents: [terms], channel: 'activation' }, at(START, holder))
    const said = { document: 'terms', version: '2', locale: 'en', sha256: 'abc', channel: 'activation' }
    expect(decision.person.acceptances).toEqual([{ document: 'terms', version: '2', acceptedAt: START }])
    expect(decision.ledger).toEqual([{ ...said, act: 'accepted', at: START }])
    expect(decision.events).toEqual([{ type: 'legal.accepted', data: said }])
    const once = stored(decision)
    const twice = acceptDocuments(once, { documents: [terms], channel: 'sign_in' }, at(START + DAY, holder))
    expect(twice).toEqual({ person: once, events: [], jobs: [], endSessions: [] })
  })

  it('takes no other version than the present one, and no document that there is not', () => {
    const give = (key: string, version: string) =>
      codeOf(() => acceptDocuments(person, { documents: [{ ...terms, key, version }], channel: 'sign_in' }, at()))
    expect([give('terms', '1'), give('constructor', 'x'), give('__proto__', 'x'), give('nothing', '1')]).toEqual(
      Array(4).fill('legal_required'),
    )
  })

  it('is told in the trail when it is declined, and changes nothing else', () => {
    const decision = declineDocuments(person, { documents: [terms], channel: 'sign_in' }, at(START, holder))
    expect(decision).toEqual({
      person,
      events: [{ type: 'legal.declined', data: { documents: [{ document: 'terms', version: '2' }], channel: 'sign_in' } }],
      jobs: [],
      endSessions: [],
    })
  })
})

describe('an optional consent', () => {
  it('is offered with real access to an application that asks for it, and no required document ever is', () => {
    expect(offeredConsents(online(), withNews)).toEqual(['news'])
    expect(offeredConsents(begun(), withNews)).toEqual([])
    expect(offeredConsents(online(), { settings })).toEqual([])
  })

  it('is taken back with an entry of its own, and may be given again', () => {
    const given = stored(consents(online()))
    const back = withdrawConsent(given, { key: 'news', locale: 'de' }, at(START + DAY, holder, withNews))
    expect(back.person.acceptances).toEqual([])
    expect(back.ledger).toEqual([
      { document: 'news', version: '1', act: 'withdrawn', locale: 'de', sha256: null, at: START + DAY, channel: 'account' },
    ])
    expect(back.events).toEqual([{ type: 'legal.withdrawn', data: { document: 'news', version: '1', locale: 'de', channel: 'account' } }])
    expect(consents(stored(back), START + 2 * DAY).ledger).toMatchObject([{ act: 'accepted', at: START + 2 * DAY }])
  })

  it('that was not given changes nothing, and what is required cannot be taken back', () => {
    const person = online()
    expect(withdrawConsent(person, { key: 'news', locale: 'de' }, at(START, holder, withNews)).person).toBe(person)
    for (const key of ['terms', 'nothing', '__proto__', 'constructor'])
      expect(codeOf(() => withdrawConsent(person, { key, locale: 'de' }, at(START, holder, withNews)))).toBe('action_not_open')
  })
})
