// Tests of granting and withdrawing access.

import { describe, expect, it } from 'vitest'
import { deactivatePerson } from '../account/deactivate.ts'
import {
  apiKey,
  at,
  begun,
  codeOf,
  DAY,
  eventTypes,
  handedOver,
  invitationOf,
  invited,
  mailKinds,
  manager,
  offline,
  online,
  openedBy,
  START,
  settings,
  stored,
} from '../account/person.fixture.ts'
import { completeActivation } from '../activation/activate.ts'
import { sendInvitation } from '../invitation/invite.ts'
import { revokeInvitation } from '../invitation/renew-revoke.ts'
import { grantAccess, withdrawAccess } from './change-access.ts'

const real = (person: { access: readonly { application: string; pending: boolean }[] }) =>
  person.access.filter(({ pending }) => !pending).map(({ application }) => application)
const pending = (person: { access: readonly { application: string; pending: boolean }[] }) =>
  person.access.filter((access) => access.pending).map(({ application }) => application)

describe('granting access', () => {
  it('takes effect at once for somebody online, with what the application includes, and says so by one mail', () => {
    const decision = grantAccess(online('mia@example.com', { application: 'intranet' }), { application: 'shop' }, at())
    expect(real(decision.person)).toEqual(['intranet', 'shop', 'app'])
    expect(decision.events).toMatchObject([{ type: 'access.granted', data: { application: 'shop', role: null, pending: false } }])
    expect(mailKinds(decision)).toEqual(['access_granted'])
  })

  it('stays pending for somebody invited, without a mail, and keeps what was handed out', () => {
    const person = invited()
    const decision = grantAccess(person, { application: 'shop' }, at(START + DAY))
    expect(pending(decision.person)).toEqual(['app', 'shop'])
    expect(decision.person.invitation).toEqual(person.invitation)
    expect(decision.jobs).toEqual([])
  })

  it('renews the invitation for a managing application, so that nothing handed out before opens more than it did', () => {
    const person = handedOver('mia@example.com')
    const decision = grantAccess(person, { application: 'portal', role: 'helper' }, at(START + DAY))
    expect(decision.person.invitation?.generation).toBeGreaterThan(invitationOf(person).generation)
    expect(decision.person.invitation?.carriers).toEqual([])
    expect(decision.person.invitation?.expiresAt).toBe(invitationOf(person).expiresAt)
    expect(eventTypes(decision)).toEqual(['access.granted', 'invitation.renewed'])
  })

  it('renews also when only the role there rises', () => {
    const person = invited('mia@example.com', { application: 'portal', role: 'viewer' })
    const decision = grantAccess(person, { application: 'portal', role: 'manager' }, at(START + DAY))
    expect(decision.person.invitation?.generation).toBeGreaterThan(invitationOf(person).generation)
  })

  it('revives no invitation that has run out', () => {
    const person = handedOver('mia@example.com')
    const late = invitationOf(person).expiresAt + DAY
    const { invitation } = grantAccess(person, { application: 'portal' }, at(late)).person
    expect(invitation?.expiresAt).toBeLessThanOrEqual(late)
  })

  it('gives viewer where no role is named, and keeps the role that is there', () => {
    const role = (person: ReturnType<typeof online>) => person.access.find(({ application }) => application === 'portal')?.role
    expect(role(grantAccess(online(), { application: 'portal' }, at()).person)).toBe('viewer')
    const helping = online('mia@example.com', { application: 'portal', role: 'helper' })
    expect(codeOf(() => grantAccess(helping, { application: 'portal' }, at()))).toBe('access_exists')
  })

  it('ends the sessions of a managing application whose role changes', () => {
    const person = online('mia@example.com', { application: 'portal', role: 'manager' })
    expect(grantAccess(person, { application: 'portal', role: 'viewer' }, at()).endSessions).toEqual(['portal'])
  })

  it('gives no role above the own, and none where the application knows none', () => {
    const person = online()
    expect(codeOf(() => grantAccess(person, { application: 'portal', role: 'owner' }, at(START, manager)))).toBe('role_too_low')
    expect(codeOf(() => grantAccess(person, { application: 'portal', role: 'owner' }, at(START, apiKey)))).toBe('role_too_low')
    expect(codeOf(() => grantAccess(person, { application: 'portal', role: 'manager' }, at(START, apiKey)))).toBeNull()
    expect(codeOf(() => grantAccess(person, { application: 'shop', role: 'viewer' }, at()))).toBe('role_not_applicable')
  })

  it('refuses what is there already, what nobody configured, and people who are offline or deactivated', () => {
    expect(codeOf(() => grantAccess(online(), { application: 'app' }, at()))).toBe('access_exists')
    expect(codeOf(() => grantAccess(online(), { application: 'toString' }, at()))).toBe('application_unknown')
    expect(codeOf(() => grantAccess(offline(), { application: 'app' }, at()))).toBe('not_invited')
    const off = stored(deactivatePerson(online(), {}, at()))
    expect(codeOf(() => grantAccess(off, { application: 'shop' }, at()))).toBe('user_deactivated')
  })
})

describe('withdrawing access', () => {
  it('ends it with the sessions of that application, and with what came along through it', () => {
    const decision = withdrawAccess(online('mia@example.com', { application: 'portal' }), { application: 'portal' }, at())
    expect(decision.person.access).toEqual([])
    expect(decision.endSessions).toEqual(['portal', 'app'])
    expect(decision.events).toMatchObject([{ type: 'access.withdrawn', data: { applications: ['portal', 'app'] } }])
  })

  it('leaves what was given itself, whichever came first', () => {
    const appFirst = stored(grantAccess(online(), { application: 'shop' }, at()))
    expect(real(withdrawAccess(appFirst, { application: 'shop' }, at()).person)).toEqual(['app'])
    const shopFirst = stored(grantAccess(online('mia@example.com', { application: 'shop' }), { application: 'app' }, at()))
    expect(real(withdrawAccess(shopFirst, { application: 'shop' }, at()).person)).toEqual(['app'])
  })

  it('leaves what another application of theirs includes as well, until that goes too', () => {
    const both = stored(grantAccess(online('mia@example.com', { application: 'shop' }), { application: 'portal' }, at()))
    const withoutShop = withdrawAccess(both, { application: 'shop' }, at())
    expect(real(withoutShop.person)).toEqual(['app', 'portal'])
    expect(withoutShop.endSessions).toEqual(['shop'])
    expect(withoutShop.events).toMatchObject([{ data: { applications: ['shop'] } }])
    expect(withdrawAccess(stored(withoutShop), { application: 'portal' }, at()).person.access).toEqual([])
  })

  it('takes away what is named even where another application includes it', () => {
    const person = stored(grantAccess(online(), { application: 'shop' }, at()))
    expect(real(withdrawAccess(person, { application: 'app' }, at()).person)).toEqual(['shop'])
  })

  it('ends the invitation when nothing pending is left', () => {
    const decision = withdrawAccess(invited(), { application: 'app' }, at())
    expect(decision.person.invitation).toBeNull()
    expect(eventTypes(decision)).toEqual(['access.withdrawn', 'invitation.revoked'])
    expect(decision.person.email?.issuedAt).not.toBeNull()
  })

  it('keeps the invitation for what is left, and names that', () => {
    const person = stored(sendInvitation(invited('mia@example.com', { application: 'intranet' }), { application: 'shop' }, at()))
    const decision = withdrawAccess(person, { application: 'shop' }, at())
    expect(pending(decision.person)).toEqual(['intranet'])
    expect(decision.person.invitation).toMatchObject({ application: 'intranet', generation: invitationOf(person).generation })
  })

  it('takes away access to an application that has left the configuration', () => {
    const { intranet: _, ...applications } = settings.applications
    const person = online('mia@example.com', { application: 'intranet' })
    const without = { settings: { ...settings, applications } }
    expect(withdrawAccess(person, { application: 'intranet' }, at(START, undefined, without)).person.access).toEqual([])
    expect(codeOf(() => withdrawAccess(person, { application: 'elsewhere' }, at()))).toBe('application_unknown')
    expect(codeOf(() => withdrawAccess(person, { application: 'shop' }, at()))).toBe('access_missing')
  })

  it('lets nobody in who was invited, had the invitation revoked and was invited elsewhere', () => {
    const first = invited('mia@example.com', { application: 'portal', role: 'manager' })
    const second = stored(sendInvitation(stored(revokeInvitation(first, at())), { application: 'intranet' }, at(START + DAY)))
    const confirmed = { ...second, email: begun().email }
    const done = completeActivation(confirmed, openedBy(second, 'mail_link'), { credential: 'password' }, at(START + DAY))
    expect(real(done.person)).toEqual(['intranet'])
  })
})
