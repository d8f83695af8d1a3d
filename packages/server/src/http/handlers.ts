// Which use case answers which route.

import { takeMailgunWebhook } from '../delivery/take-mailgun-webhook.ts'
import { managementHandlers } from '../management/management-handlers.ts'
import { checkHostSession } from '../session/check-host-session.ts'
import { endHostSession } from '../session/end-host-session.ts'
import { exchangeCode } from '../session/exchange-code.ts'
import { actOnAccount, readAccount } from './account-routes.ts'
import { answerFlow, answerStart } from './flow-routes.ts'
import type { Handlers } from './serve-route.ts'
import { currentSession, sessionToken, signOut } from './session-routes.ts'

export const handlers: Handlers = {
  ...managementHandlers,
  'sessions.exchange': ({ deps, c, caller, input }) => exchangeCode(deps, caller, c.req.header('user-agent') ?? null, input),
  'sessions.check': ({ deps, caller, input }) => checkHostSession(deps, caller, input),
  'sessions.end': ({ deps, input }) => endHostSession(deps, input),
  'webhooks.mailgun': ({ deps, input }) => takeMailgunWebhook(deps, input),
  'flow.start': answerStart,
  'flow.act': answerFlow,
  'account.read': readAccount,
  'account.act': actOnAccount,
  'session.current': currentSession,
  'session.token': sessionToken,
  'session.signOut': signOut,
}
