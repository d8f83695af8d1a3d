// A whole input of each route, for tests that put something else in the place of a part of it.

import type { RouteName } from '@foyer/contract'
import { APP } from './example-foyer.ts'

const invite = { application: 'app', validDays: 14, message: 'Hallo', initialPassword: 'generate' }
export const profile = {
  firstName: 'Jan',
  lastName: 'Weber',
  location: 'Köln',
  department: 'Logistik',
  position: 'Fahrer',
  locale: 'de',
  endsAt: '2030-01-31',
  postalAddress: { street: 'Am Markt 1', postcode: '50667', town: 'Köln', country: 'DE' },
  fields: { shirtSize: 'M', phone: '+49 221 123456' },
}

const filter = {
  status: 'online',
  emailStatus: 'none',
  application: 'app',
  invitation: 'expired',
  location: 'Köln',
  department: 'Logistik',
  search: 'web',
  changedAfter: '2026-01-01',
  importId: '01900000-0000-7000-8000-000000000000',
}

/** A whole input of each route that takes one, with every field that it has. A test holds it against the contract. */
export const routeInputs: Partial<Record<RouteName, Record<string, unknown>>> = {
  'users.list': { ...filter, sort: 'lastName', after: 'x', limit: '5' },
  'users.count': filter,
  'users.export': { ...filter, locale: 'de' },
  'users.create': { ...profile, externalId: 'N-1', email: 'jan@example.com', invite: { ...invite, role: 'viewer' } },
  'users.update': { ...profile, externalId: 'T-1' },
  'users.upsert': { ...profile, email: 'synced@example.com' },
  'users.changeEmail': { email: 'other@example.com', send: 'invitation' },
  'users.grantAccess': { application: 'portal', role: 'viewer' },
  'users.withdrawAccess': { application: 'shop' },
  'users.deactivate': { at: '2030-01-31', reason: 'Left' },
  'users.resetAccess': { reason: 'Lost mailbox', email: 'new@example.com', invite: { application: 'app', validDays: 5, message: 'Hallo' } },
  'users.sendRecovery': { application: 'app' },
  'invitations.send': { ...invite, application: 'portal', role: 'viewer' },
  'invitations.sendMany': {
    selection: { status: 'online', location: 'Köln' },
    invite: { application: 'app', message: 'Hallo', validDays: 14 },
    after: 'x',
  },
  'invitations.handOver': { application: 'app', role: 'viewer', validDays: 14 },
  'invitations.qr': { application: 'app', role: 'viewer', validDays: 14, size: 320 },
  'sheets.create': {
    selection: { status: 'deactivated', location: 'Köln' },
    application: 'app',
    validDays: 60,
    locales: ['de'],
    order: ['lastName'],
    only: 'all',
    lost: false,
  },
  'sheets.render': { format: 'html' },
  'invitations.renew': { validDays: 14, send: true },
  'imports.list': { after: '01900000-0000-7000-8000-000000000000', limit: '5' },
  'imports.create': {
    application: 'app',
    invite: 'new',
    mode: 'changes',
    columns: { Wohnsitz: 'location' },
    clear: '-',
    matchByEmail: true,
    initialPassword: 'generate',
    name: 'staff.csv',
  },
  'imports.template': { locale: 'de' },
  'imports.inspect': { whole: 'true', matchByEmail: 'false' },
  'imports.upload': { offset: '0', last: 'true' },
  'imports.rows': { outcome: 'error', after: '1', limit: '5' },
  'imports.run': { planHash: 'x', deactivate: 5 },
  'events.list': { after: '1-1', types: 'user.created', user: 'external:T-1', limit: '5' },
  'keys.create': { name: 'Sync', scopes: ['users:read'], application: 'app', expiresAt: '2030-01-31' },
  'keys.rotate': { oldUntil: '2030-01-31' },
  'sessions.exchange': { code: 'x', verifier: 'A'.repeat(43), application: 'app', origin: APP },
  'sessions.check': { sessionSecret: 'A'.repeat(43), application: 'app' },
  'sessions.end': { sessionSecret: 'A'.repeat(43) },
  'flow.start': {
    application: 'app',
    locale: 'de',
    begin: 'sign_in',
    link: 'x',
    continuation: 'x',
    request: 'x',
    codeChallenge: 'A'.repeat(43),
  },
  'flow.act': { token: 'x', action: 'sign_in', input: { name: 'jan@example.com', password: 'x' }, locale: 'de' },
  'session.current': { application: 'app' },
  'session.token': { application: 'app' },
  'session.signOut': { application: 'app' },
}
