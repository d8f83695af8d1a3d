// Scope × route: what each API key may do, on one page.

import type { UserAction } from './model.ts'
import type { RouteName, routes } from './routes.ts'

/** The scopes of API keys, with one sentence each. A key may do what its scopes name, and nothing else. */
export const scopes = {
  'users:read': 'Read, list and count people, what became of their mails, and what this deployment is set up for.',
  'users:write': 'Enter, change, deactivate and erase people, give and take access, mail confirmations and recoveries.',
  'invitations:write': 'Invite people; send, hand over, renew and revoke invitations.',
  'events:read': 'Read the trail of events.',
  'legal:read': 'Read the legal documents, who accepted which version, and the ledger.',
  'sessions:check': "Exchange sign-in codes, and check and end a host's sessions.",
  owner: 'Everything, with the rank of an owner: API keys, resets of access, and people who are owners themselves.',
} as const

export type Scope = keyof typeof scopes

/** Scopes that a key for one application alone may have: it signs that application's people in, and reads them. */
export const scopesForOneApplication: readonly Scope[] = ['users:read', 'sessions:check']

/** What such a key may call; whatever else there is tells about people of every application. */
export const routesForOneApplication: readonly RouteName[] = [
  'users.list',
  'users.count',
  'users.get',
  'settings.get',
  'sessions.exchange',
  'sessions.check',
  'sessions.end',
]

type RouteOf<K extends 'management' | 'backend'> = {
  [R in RouteName]: (typeof routes)[R]['class'] extends K ? R : never
}[RouteName]
export type ManagementRoute = RouteOf<'management'>
/** Routes that API keys may call. */
export type KeyRoute = RouteOf<'management' | 'backend'>

/** What a key needs for each route; `owner` is enough for all. A route without a scope does not compile. */
export const routeScopes = {
  'users.list': 'users:read',
  'users.count': 'users:read',
  'users.export': 'users:read',
  'users.get': 'users:read',
  'users.create': 'users:write',
  'users.update': 'users:write',
  'users.delete': 'users:write',
  'users.upsert': 'users:write',
  'users.changeEmail': 'users:write',
  'users.sendConfirmation': 'users:write',
  'users.sendRecovery': 'users:write',
  'users.clearBounce': 'users:write',
  'users.grantAccess': 'users:write',
  'users.withdrawAccess': 'users:write',
  'users.deactivate': 'users:write',
  'users.sessions': 'users:read',
  'users.endSessions': 'users:write',
  'users.deactivateMany': 'users:write',
  'users.reactivate': 'users:write',
  'users.resetAccess': 'owner',
  'invitations.send': 'invitations:write',
  'invitations.sendMany': 'invitations:write',
  'invitations.renew': 'invitations:write',
  'invitations.revoke': 'invitations:write',
  'invitations.handOver': 'invitations:write',
  'invitations.qr': 'invitations:write',
  'imports.list': 'users:read',
  'imports.create': 'users:write',
  'imports.template': 'users:read',
  'imports.inspect': 'users:write',
  'imports.get': 'users:read',
  'imports.look': 'users:read',
  'imports.begin': 'users:write',
  'imports.remedy': 'users:write',
  'imports.upload': 'users:write',
  'imports.preview': 'users:read',
  'imports.rows': 'users:read',
  'imports.run': 'users:write',
  'imports.replan': 'users:write',
  'imports.cancel': 'users:write',
  'imports.result': 'users:read',
  'imports.problems': 'users:read',
  'imports.campaign': 'users:read',
  'imports.undo': 'users:write',
  'sheets.create': 'invitations:write',
  'sheets.get': 'invitations:write',
  'sheets.prepare': 'invitations:write',
  'sheets.render': 'invitations:write',
  'overview.get': 'users:read',
  'settings.get': 'users:read',
  'legal.documents': 'legal:read',
  'legal.people': 'legal:read',
  'legal.entries': 'legal:read',
  'legal.export': 'legal:read',
  'previews.mail': 'users:read',
  'previews.page': 'users:read',
  'previews.sendTest': 'invitations:write',
  'events.list': 'events:read',
  'mails.list': 'users:read',
  'keys.list': 'owner',
  'keys.create': 'owner',
  'keys.rotate': 'owner',
  'keys.revoke': 'owner',
  'sessions.exchange': 'sessions:check',
  'sessions.check': 'sessions:check',
  'sessions.end': 'sessions:check',
} as const satisfies Record<KeyRoute, Scope>

/** What a key needs for each thing that may be done to a person: `allowedActions` goes by it. */
export const actionScopes: Record<UserAction, Scope> = {
  send: 'invitations:write',
  renew: 'invitations:write',
  revoke: 'invitations:write',
  handOver: 'invitations:write',
  changeEmail: 'users:write',
  sendConfirmation: 'users:write',
  sendRecovery: 'users:write',
  grantAccess: 'users:write',
  withdrawAccess: 'users:write',
  deactivate: 'users:write',
  reactivate: 'users:write',
  resetAccess: 'owner',
  delete: 'users:write',
}
