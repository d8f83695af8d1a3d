// Tests of where a flow stands, computed from proofs and facts.

import { describe, expect, it } from 'vitest'
import { changeEmail } from '../account/change-email.ts'
import { deactivatePerson } from '../account/deactivate.ts'
import {
  address,
  at,
  begun,
  DAY,
  handedOver,
  holder,
  invited,
  online,
  openedBy,
  proveAddress,
  START,
  settings,
  stored,
} from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { handOverInvitation, sendInvitation } from '../invitation/invite.ts'
import { renewInvitation } from '../invitation/renew-revoke.ts'
import { acceptDocuments } from '../legal/ledger.ts'
import { saveOwnProfile } from './activate.ts'
import { activationStep, hasAccess, signedInStep } from './next-step.ts'
import type { ActivationProofs } from './proofs.ts'
import { typeAddress } from './prove-address.ts'

const step = (person: Person, proofs: ActivationProofs, now = START) => activationStep(person, proofs, { settings, now })
const accept = (person: Person) =>
  stored(
    acceptDocuments(
      person,
      {
        documents: [
          { key: 'terms', version: '2', locale: 'de', sha256: null },
          { key: 'privacy', version: '1', locale: 'de', sha256: null },
        ],
        channel: 'activation',
      },
      at(START, holder),
    ),
  )

const SHOWN = { first: 'password', second: false } as const

describe('the steps of an activation', () => {
  it('by mail: documents where there are some, then the password', () => {
    const plain = begun()
    expect(step(plain, openedBy(plain, 'mail_link'))).toEqual({ name: 'set_password' })
    const bank = begun('mia@example.com', { application: 'bank' })
    expect(step(bank, openedBy(bank, 'mail_link'))).toEqual({ name: 'accept_legal', documents: ['terms', 'privacy'] })
    expect(step(accept(bank), openedBy(bank, 'mail_link'))).toEqual({ name: 'set_password' })
  })

  it('by hand: the address, its code, then the rest', () => {
    const sheet = handedOver('mia@example.com')
    const proofs = openedBy(sheet, 'sheet')
    expect(step(sheet, proofs)).toEqual({ name: 'check_email', correctable: true, mayGoWithout: false })
    const typed = typeAddress(sheet, proofs, { address: address('neu@example.com'), takenBy: null }, at(START, holder))
    expect(step(stored(typed.decision), { ...proofs, proofGrantId: typed.proofGrantId })).toEqual({ name: 'prove_email' })
    const proven = proveAddress(sheet, proofs, 'neu@example.com')
    expect(step(proven.person, proven.proofs)).toEqual({ name: 'set_password' })
  })

  it('asks whoever opens the sheet later for the code again, and takes no correction of a proven address', () => {
    const sheet = handedOver()
    const { person } = proveAddress(sheet, openedBy(sheet, 'sheet'), 'mia@example.com')
    expect(step(person, openedBy(person, 'sheet'))).toMatchObject({ name: 'check_email', correctable: false })
  })

  it('goes back to the address when another flow has proven one meanwhile', () => {
    const sheet = handedOver()
    const finder = typeAddress(
      sheet,
      openedBy(sheet, 'sheet'),
      { address: address('finder@example.com'), takenBy: null },
      at(START, holder),
    )
    const { person } = proveAddress(stored(finder.decision), openedBy(sheet, 'sheet'), 'mia@example.com')
    expect(step(person, { ...openedBy(sheet, 'sheet'), proofGrantId: finder.proofGrantId })).toMatchObject({
      name: 'check_email',
      correctable: false,
    })
  })

  it('takes no correction for managing applications', () => {
    const sheet = handedOver('chef@example.com', { application: 'portal' })
    expect(step(sheet, openedBy(sheet, 'sheet'))).toMatchObject({ name: 'check_email', correctable: false })
    const without = handedOver(null, { application: 'portal' })
    expect(step(without, openedBy(without, 'sheet'))).toMatchObject({ correctable: true })
  })

  it('offers to go on without an address where people sign in by number, and goes on when that was chosen', () => {
    const plant = handedOver(null, { application: 'plant', externalId: 'P-1' })
    const proofs = openedBy(plant, 'sheet')
    expect(step(plant, proofs)).toEqual({ name: 'check_email', correctable: true, mayGoWithout: true })
    expect(step(plant, { ...proofs, withoutEmail: true })).toEqual({ name: 'set_password' })
    const elsewhere = handedOver(null, { externalId: 'P-1' })
    expect(step(elsewhere, { ...openedBy(elsewhere, 'sheet'), withoutEmail: true })).toMatchObject({
      name: 'check_email',
      mayGoWithout: false,
    })
    const entered = stored(changeEmail(plant, { email: address('mia@example.com') }, at()))
    expect(step(entered, { ...proofs, withoutEmail: true })).toMatchObject({ name: 'check_email' })
  })

  it('tells what became of the link', () => {
    const person = begun()
    const proofs = openedBy(person, 'mail_link')
    expect(step(online(), proofs)).toEqual({ name: 'already_active' })
    expect(step(person, proofs, START + 14 * DAY)).toEqual({ name: 'link_expired' })
    expect(step(stored(renewInvitation(person, {}, at(START + 1))), proofs)).toEqual({ name: 'link_invalid', newer: false })
    expect(step(stored(renewInvitation(person, { send: true }, at(START + 1))), proofs)).toEqual({ name: 'link_invalid', newer: true })
    expect(step(stored(deactivatePerson(person, {}, at())), proofs)).toEqual({ name: 'link_invalid', newer: false })
    expect(step(invited(), { ...openedBy(invited(), 'mail_link'), provenRevision: null })).toMatchObject({ name: 'link_invalid' })
  })

  it('is the same for two tabs, each by what it has proven', () => {
    const both = stored(handOverInvitation(begun(), { application: 'app', carriers: ['qr'] }, at()))
    expect(step(both, openedBy(both, 'mail_link'))).toEqual({ name: 'set_password' })
    expect(step(both, openedBy(both, 'qr'))).toMatchObject({ name: 'check_email' })
  })
})

describe('the steps after the first factor', () => {
  const bank = { ...online(), access: online().access.map((access) => ({ ...access, application: 'bank' })) }

  it('are documents, then the profile, then none', () => {
    expect(signedInStep(bank, 'bank', SHOWN, { settings })).toEqual({ name: 'accept_legal', documents: ['terms', 'privacy'] })
    const accepted = accept(bank)
    expect(signedInStep(accepted, 'bank', SHOWN, { settings })).toEqual({ name: 'complete_profile', fields: ['phone'], skippable: false })
    const done = stored(saveOwnProfile(accepted, { application: 'bank', fields: { phone: '+49 30 1' } }, at(START, holder)))
    expect(signedInStep(done, 'bank', SHOWN, { settings })).toEqual({ name: 'signed_in' })
  })

  it('ask again for a new substantial version, and not for a small one', () => {
    const accepted = { ...accept(bank), access: bank.access.map((access) => ({ ...access, profileDoneAt: START })) }
    const known = { ...accepted, profile: { ...accepted.profile, fields: { phone: '+49 30 1' } } }
    const withVersion = (key: 'terms' | 'privacy') => ({
      settings: { ...settings, legal: { ...settings.legal, [key]: { ...settings.legal[key], key, version: '9' } as never } },
    })
    expect(signedInStep(known, 'bank', SHOWN, withVersion('terms'))).toEqual({ name: 'accept_legal', documents: ['terms'] })
    expect(signedInStep(known, 'bank', SHOWN, withVersion('privacy'))).toEqual({ name: 'signed_in' })
  })

  it('ask for nothing that has left the configuration', () => {
    expect(signedInStep(online(), 'app', SHOWN, { settings })).toEqual({ name: 'signed_in' })
    expect(signedInStep(bank, 'bank', SHOWN, { settings: { ...settings, profile: {}, legal: {} } })).toEqual({ name: 'signed_in' })
  })
})

it('pending access lets nobody in', () => {
  expect([hasAccess(online(), 'app'), hasAccess(online(), 'portal'), hasAccess(invited(), 'app')]).toEqual([true, false, false])
  expect(hasAccess(stored(sendInvitation(invited(), { application: 'shop' }, at())), 'shop')).toBe(false)
})
