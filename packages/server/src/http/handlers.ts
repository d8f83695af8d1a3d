// Which use case answers which route.

import {
  changeEmail,
  clearBounce,
  deactivatePerson,
  deletePerson,
  grantAccess,
  parseAddress,
  parseMoment,
  reactivatePerson,
  renewInvitation,
  requireApplication,
  resetAccess,
  revokeInvitation,
  sendConfirmation,
  sendInvitation,
  sendRecovery,
  updatePerson,
  withdrawAccess,
} from '@foyer/core'
import { changeUser } from '../management/change-user.ts'
import { createUser } from '../management/create-user.ts'
import { getUser } from '../management/get-user.ts'
import { readInitialPassword } from '../management/initial-password.ts'
import { listEvents } from '../management/list-events.ts'
import { countUsers, listUsers } from '../management/list-users.ts'
import { readEndsAt, readProfile } from '../management/profile-input.ts'
import { readOverview } from '../management/read-overview.ts'
import { readSettings } from '../management/read-settings.ts'
import { upsertUser } from '../management/upsert-user.ts'
import { checkHostSession } from '../session/check-host-session.ts'
import { endHostSession } from '../session/end-host-session.ts'
import { exchangeCode } from '../session/exchange-code.ts'
import { answerFlow, answerStart } from './flow-routes.ts'
import type { Handlers } from './serve-route.ts'
import { currentSession, sessionToken, signOut } from './session-routes.ts'

const readAddress = (entered: string | null) => (entered === null || entered.trim() === '' ? null : parseAddress(entered))

export const handlers: Handlers = {
  'users.list': ({ deps, caller, input }) => listUsers(deps, caller, input),
  'users.count': ({ deps, input }) => countUsers(deps, input),
  'users.create': ({ deps, caller, input }) => createUser(deps, caller, input),
  'users.get': ({ deps, caller, ref }) => getUser(deps, caller, ref),
  'users.update': ({ deps, caller, ref, input }) =>
    changeUser(deps, caller, ref, (person, context) =>
      updatePerson(person, { profile: readProfile(deps, input, person.profile.fields), endsAt: readEndsAt(deps, input.endsAt) }, context),
    ),
  'users.delete': async ({ deps, caller, ref }) => {
    await changeUser(deps, caller, ref, deletePerson)
    return {}
  },
  'users.upsert': ({ deps, caller, ref, input }) => upsertUser(deps, caller, ref, input),
  'users.changeEmail': ({ deps, caller, ref, input }) =>
    changeUser(deps, caller, ref, (person, context) => changeEmail(person, { email: readAddress(input.email), send: input.send }, context)),
  'users.sendConfirmation': ({ deps, caller, ref }) =>
    changeUser(deps, caller, ref, (person, context) => sendConfirmation(person, context)),
  'users.sendRecovery': ({ deps, caller, ref, input }) =>
    changeUser(deps, caller, ref, (person, context) => {
      const application = input.application ?? person.access.find(({ pending }) => !pending)?.application ?? ''
      return sendRecovery(person, { application: requireApplication(deps.config.settings, application).key }, context)
    }),
  'users.clearBounce': ({ deps, caller, ref }) => changeUser(deps, caller, ref, clearBounce),
  'users.grantAccess': ({ deps, caller, ref, input }) =>
    changeUser(deps, caller, ref, (person, context) => grantAccess(person, input, context)),
  'users.withdrawAccess': ({ deps, caller, ref, input }) =>
    changeUser(deps, caller, ref, (person, context) => withdrawAccess(person, input, context)),
  'users.deactivate': ({ deps, caller, ref, input }) => {
    const at = input.at === undefined ? undefined : parseMoment(input.at, deps.config.settings.timeZone, ['at'])
    return changeUser(deps, caller, ref, (person, context) => deactivatePerson(person, { at, reason: input.reason }, context))
  },
  'users.reactivate': ({ deps, caller, ref }) => changeUser(deps, caller, ref, reactivatePerson),
  'users.resetAccess': ({ deps, caller, ref, input }) => {
    const email = input.email === undefined ? undefined : readAddress(input.email)
    return changeUser(deps, caller, ref, (person, context) =>
      resetAccess(person, { reason: input.reason, email, invite: input.invite }, context),
    )
  },
  'invitations.send': async ({ deps, caller, ref, input }) => {
    const initialPassword = await readInitialPassword(deps, caller, input.initialPassword)
    return changeUser(deps, caller, ref, (person, context) => sendInvitation(person, { ...input, initialPassword }, context))
  },
  'invitations.renew': ({ deps, caller, ref, input }) =>
    changeUser(deps, caller, ref, (person, context) => renewInvitation(person, input, context)),
  'invitations.revoke': ({ deps, caller, ref }) => changeUser(deps, caller, ref, revokeInvitation),
  'overview.get': ({ deps }) => readOverview(deps),
  'settings.get': async ({ deps, caller }) => readSettings(deps, caller),
  'events.list': ({ deps, input }) => listEvents(deps, input),
  'sessions.exchange': ({ deps, c, caller, input }) => exchangeCode(deps, caller, c.req.header('user-agent') ?? null, input),
  'sessions.check': ({ deps, caller, input }) => checkHostSession(deps, caller, input),
  'sessions.end': ({ deps, input }) => endHostSession(deps, input),
  'flow.start': answerStart,
  'flow.act': answerFlow,
  'session.current': currentSession,
  'session.token': sessionToken,
  'session.signOut': signOut,
}
