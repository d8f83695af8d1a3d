// Every endpoint on one page: plain data, so that the SDK can carry it without the schemas.

/**
 * Who may call a route and from where.
 * - `flow`: a browser on an origin of the named application; no credential but the flow token.
 * - `session`: a browser on an origin of the named application; Foyer's own cookie.
 * - `account`: a page of Foyer's own origin; Foyer's own cookie of the named application.
 * - `management`: an API key and no `Origin`, or the managing application's cookie on Foyer's own origin.
 * - `backend`: an API key and no `Origin`.
 * - `webhook`: a provider's server, which signs what it posts, and no `Origin`; not there unless configured.
 * - `public`: anybody; reads only.
 */
export type RouteClass = 'flow' | 'session' | 'account' | 'management' | 'backend' | 'webhook' | 'public'

/** What a route does, for the table role × action. `user.*` are judged per person as well. */
export type Permission = 'read' | 'write' | 'invite' | 'handOver' | 'owner' | 'backend' | 'none'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly class: RouteClass
  readonly permission: Permission
  /** `file`: answers bytes instead of JSON, with their type and name in the headers; `page`: HTML for a frame, which can run and load nothing. */
  readonly answers?: 'file' | 'page'
  /** Takes bytes instead of JSON; its input is in the query. */
  readonly takes?: 'file'
}

export const routes = {
  'users.list': { method: 'GET', path: '/api/users', class: 'management', permission: 'read' },
  'users.count': { method: 'GET', path: '/api/users/count', class: 'management', permission: 'read' },
  'users.export': { method: 'GET', path: '/api/export', class: 'management', permission: 'read', answers: 'file' },
  'users.create': { method: 'POST', path: '/api/users', class: 'management', permission: 'write' },
  'users.get': { method: 'GET', path: '/api/users/:ref', class: 'management', permission: 'read' },
  'users.update': { method: 'PATCH', path: '/api/users/:ref', class: 'management', permission: 'write' },
  'users.delete': { method: 'DELETE', path: '/api/users/:ref', class: 'management', permission: 'write' },
  'users.upsert': { method: 'PUT', path: '/api/users/:ref', class: 'management', permission: 'write' },
  'users.changeEmail': { method: 'POST', path: '/api/users/:ref/email', class: 'management', permission: 'write' },
  'users.sendConfirmation': { method: 'POST', path: '/api/users/:ref/send-confirmation', class: 'management', permission: 'write' },
  'users.sendRecovery': { method: 'POST', path: '/api/users/:ref/send-recovery', class: 'management', permission: 'write' },
  'users.clearBounce': { method: 'POST', path: '/api/users/:ref/clear-bounce', class: 'management', permission: 'write' },
  'users.grantAccess': { method: 'POST', path: '/api/users/:ref/grant-access', class: 'management', permission: 'write' },
  'users.withdrawAccess': { method: 'POST', path: '/api/users/:ref/withdraw-access', class: 'management', permission: 'write' },
  'users.deactivate': { method: 'POST', path: '/api/users/:ref/deactivate', class: 'management', permission: 'write' },
  'users.sessions': { method: 'GET', path: '/api/users/:ref/sessions', class: 'management', permission: 'read' },
  'users.endSessions': { method: 'POST', path: '/api/users/:ref/end-sessions', class: 'management', permission: 'write' },
  'users.deactivateMany': { method: 'POST', path: '/api/users/deactivate-many', class: 'management', permission: 'write' },
  'users.reactivate': { method: 'POST', path: '/api/users/:ref/reactivate', class: 'management', permission: 'write' },
  'users.resetAccess': { method: 'POST', path: '/api/users/:ref/reset-access', class: 'management', permission: 'owner' },
  'invitations.send': { method: 'POST', path: '/api/users/:ref/invitation', class: 'management', permission: 'invite' },
  'invitations.sendMany': { method: 'POST', path: '/api/invitations/send-many', class: 'management', permission: 'invite' },
  'invitations.renew': { method: 'POST', path: '/api/users/:ref/invitation/renew', class: 'management', permission: 'handOver' },
  'invitations.revoke': { method: 'POST', path: '/api/users/:ref/invitation/revoke', class: 'management', permission: 'invite' },
  'overview.get': { method: 'GET', path: '/api/overview', class: 'management', permission: 'read' },
  'settings.get': { method: 'GET', path: '/api/settings', class: 'management', permission: 'read' },
  'previews.mail': { method: 'GET', path: '/api/previews/mail', class: 'management', permission: 'read' },
  'previews.page': { method: 'GET', path: '/api/previews/page', class: 'management', permission: 'read', answers: 'page' },
  'previews.sendTest': { method: 'POST', path: '/api/previews/test', class: 'management', permission: 'handOver' },
  'invitations.handOver': { method: 'POST', path: '/api/users/:ref/invitation/hand-over', class: 'management', permission: 'handOver' },
  'invitations.qr': { method: 'POST', path: '/api/users/:ref/invitation/qr', class: 'management', permission: 'handOver', answers: 'file' },
  'imports.list': { method: 'GET', path: '/api/imports', class: 'management', permission: 'read' },
  'imports.create': { method: 'POST', path: '/api/imports', class: 'management', permission: 'write' },
  'imports.template': { method: 'GET', path: '/api/import-template', class: 'management', permission: 'read', answers: 'file' },
  'imports.inspect': { method: 'POST', path: '/api/import-inspections', class: 'management', permission: 'write', takes: 'file' },
  'imports.get': { method: 'GET', path: '/api/imports/:ref', class: 'management', permission: 'read' },
  'imports.look': { method: 'GET', path: '/api/imports/:ref/inspection', class: 'management', permission: 'read' },
  'imports.begin': { method: 'POST', path: '/api/imports/:ref/begin', class: 'management', permission: 'write' },
  'imports.remedy': { method: 'POST', path: '/api/imports/:ref/remedies', class: 'management', permission: 'write' },
  'imports.upload': { method: 'POST', path: '/api/imports/:ref/content', class: 'management', permission: 'write', takes: 'file' },
  'imports.preview': { method: 'GET', path: '/api/imports/:ref/preview', class: 'management', permission: 'read' },
  'imports.rows': { method: 'GET', path: '/api/imports/:ref/rows', class: 'management', permission: 'read' },
  'imports.run': { method: 'POST', path: '/api/imports/:ref/run', class: 'management', permission: 'write' },
  'imports.replan': { method: 'POST', path: '/api/imports/:ref/plan', class: 'management', permission: 'write' },
  'imports.cancel': { method: 'POST', path: '/api/imports/:ref/cancel', class: 'management', permission: 'write' },
  'imports.result': { method: 'GET', path: '/api/imports/:ref/result', class: 'management', permission: 'read' },
  'imports.problems': { method: 'GET', path: '/api/imports/:ref/problems', class: 'management', permission: 'read', answers: 'file' },
  'imports.campaign': { method: 'GET', path: '/api/imports/:ref/campaign', class: 'management', permission: 'read' },
  'imports.undo': { method: 'POST', path: '/api/imports/:ref/undo', class: 'management', permission: 'write' },
  'sheets.create': { method: 'POST', path: '/api/sheets', class: 'management', permission: 'handOver' },
  'sheets.get': { method: 'GET', path: '/api/sheets/:key', class: 'management', permission: 'handOver' },
  'sheets.prepare': { method: 'POST', path: '/api/sheets/:key/prepare', class: 'management', permission: 'handOver' },
  'sheets.render': { method: 'POST', path: '/api/sheets/:key/file', class: 'management', permission: 'handOver', answers: 'file' },
  'legal.documents': { method: 'GET', path: '/api/legal/documents', class: 'management', permission: 'read' },
  'legal.people': { method: 'GET', path: '/api/legal/documents/:key/people', class: 'management', permission: 'read' },
  'legal.entries': { method: 'GET', path: '/api/legal/entries', class: 'management', permission: 'read' },
  'legal.export': { method: 'GET', path: '/api/legal/export', class: 'management', permission: 'read', answers: 'file' },
  'events.list': { method: 'GET', path: '/api/events', class: 'management', permission: 'read' },
  'mails.list': { method: 'GET', path: '/api/mails', class: 'management', permission: 'read' },
  'keys.list': { method: 'GET', path: '/api/keys', class: 'management', permission: 'owner' },
  'keys.create': { method: 'POST', path: '/api/keys', class: 'management', permission: 'owner' },
  'keys.rotate': { method: 'POST', path: '/api/keys/:key/rotate', class: 'management', permission: 'owner' },
  'keys.revoke': { method: 'POST', path: '/api/keys/:key/revoke', class: 'management', permission: 'owner' },
  'sessions.exchange': { method: 'POST', path: '/api/sessions/exchange', class: 'backend', permission: 'backend' },
  'sessions.check': { method: 'POST', path: '/api/sessions/check', class: 'backend', permission: 'backend' },
  'sessions.end': { method: 'POST', path: '/api/sessions/end', class: 'backend', permission: 'backend' },
  'webhooks.mailgun': { method: 'POST', path: '/webhooks/mailgun', class: 'webhook', permission: 'none' },
  'flow.start': { method: 'POST', path: '/flow/start', class: 'flow', permission: 'none' },
  'flow.act': { method: 'POST', path: '/flow/act', class: 'flow', permission: 'none' },
  'account.read': { method: 'POST', path: '/account/read', class: 'account', permission: 'none' },
  'account.act': { method: 'POST', path: '/account/act', class: 'account', permission: 'none' },
  'session.current': { method: 'POST', path: '/session/current', class: 'session', permission: 'none' },
  'session.token': { method: 'POST', path: '/session/token', class: 'session', permission: 'none' },
  'session.signOut': { method: 'POST', path: '/session/sign-out', class: 'session', permission: 'none' },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
