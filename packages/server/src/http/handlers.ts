// Which use case answers which route.

import { type ManagementRoute, type RouteName, routes } from '@foyer/contract'
import { takeMailgunWebhook } from '../delivery/take-mailgun-webhook.ts'
import { lateParts } from '../late-parts.ts'
import { checkHostSession } from '../session/check-host-session.ts'
import { endHostSession } from '../session/end-host-session.ts'
import { exchangeCode } from '../session/exchange-code.ts'
import { actOnAccount, readAccount } from './account-routes.ts'
import { answerFlow, answerStart } from './flow-routes.ts'
import type { Handler, Handlers } from './serve-route.ts'
import { currentSession, sessionToken, signOut } from './session-routes.ts'

const isManagement = (name: RouteName): name is ManagementRoute => routes[name].class === 'management'

/** What manages is much, and no visitor asks for it. */
const managementHandlers = Object.fromEntries(
  (Object.keys(routes) as RouteName[]).filter(isManagement).map((name): [ManagementRoute, Handler<ManagementRoute>] => [
    name,
    async (call) => {
      const { managementHandlers } = await lateParts.management()
      return (managementHandlers[name] as Handler<ManagementRoute>)(call)
    },
  ]),
) as Pick<Handlers, ManagementRoute>

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
