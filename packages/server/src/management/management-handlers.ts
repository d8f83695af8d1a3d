// Which use case answers which managing route: for callers of the API, and for commands.

import type { ManagementRoute, OutputOf, ParsedInputOf } from '@foyer/contract'
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
  requireAction,
  requireApplication,
  resetAccess,
  revokeInvitation,
  sendConfirmation,
  sendInvitation,
  sendRecovery,
  updatePerson,
  withdrawAccess,
} from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { importHandlers } from '../import/import-handlers.ts'
import { ledgerFile } from '../legal/ledger-csv.ts'
import { listDocuments, listLedger, listLegalPeople } from '../legal/read-legal.ts'
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from './api-keys.ts'
import { type Caller, requireScope } from './caller.ts'
import { changeUser } from './change-user.ts'
import { createSheets, readSheets } from './create-sheets.ts'
import { createUser } from './create-user.ts'
import { deactivateMany } from './deactivate-many.ts'
import { getUser } from './get-user.ts'
import { handOver, showQr } from './hand-over.ts'
import { readInitialPassword } from './initial-password.ts'
import { listEvents } from './list-events.ts'
import { listMails } from './list-mails.ts'
import { countUsers, listUsers } from './list-users.ts'
import { prepareSheets } from './prepare-sheets.ts'
import { previewMail, previewPage, sendTestMail } from './preview.ts'
import { readEndsAt, readProfile } from './profile-input.ts'
import { readOverview } from './read-overview.ts'
import { readSettings } from './read-settings.ts'
import { renderSheets } from './render-sheets.ts'
import { sendMany } from './send-many.ts'
import { readSendAt } from './send-time.ts'
import { upsertUser } from './upsert-user.ts'
import { endUserSessions, listUserSessions } from './user-sessions.ts'

export interface ManagementCall<R extends ManagementRoute> {
  deps: ManagementDeps
  input: ParsedInputOf<R>
  /** Whom or what the path names, decoded; empty where it names nothing. */
  ref: string
  /** Of routes that take a file; empty for the others. */
  bytes: Uint8Array
  caller: Caller
}

export type ManagementHandler<R extends ManagementRoute> = (call: ManagementCall<R>) => Promise<OutputOf<R>>

const readAddress = (entered: string | null) => (entered === null || entered.trim() === '' ? null : parseAddress(entered))

export const managementHandlers: { [R in ManagementRoute]: ManagementHandler<R> } = {
  'users.list': ({ deps, caller, input }) => listUsers(deps, caller, input),
  'users.count': ({ deps, caller, input }) => countUsers(deps, caller, input),
  'users.create': async ({ deps, caller, input }) => {
    if (input.invite !== undefined) requireScope(caller, 'invitations:write')
    return createUser(deps, caller, input)
  },
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
  'users.changeEmail': async ({ deps, caller, ref, input }) => {
    if (input.send === 'invitation') requireScope(caller, 'invitations:write')
    const email = readAddress(input.email)
    return changeUser(deps, caller, ref, (person, context) => changeEmail(person, { email, send: input.send }, context))
  },
  'users.sendConfirmation': ({ deps, caller, ref }) =>
    changeUser(deps, caller, ref, (person, context) => sendConfirmation(person, context)),
  'users.sendRecovery': ({ deps, caller, ref, input }) =>
    changeUser(deps, caller, ref, (person, context) => {
      requireAction('sendRecovery', person, context)
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
  'users.sessions': ({ deps, caller, ref }) => listUserSessions(deps, caller, ref),
  'users.endSessions': ({ deps, caller, ref, input }) => endUserSessions(deps, caller, ref, input),
  'users.deactivateMany': ({ deps, caller, input }) => deactivateMany(deps, caller, input),
  'users.reactivate': ({ deps, caller, ref }) => changeUser(deps, caller, ref, reactivatePerson),
  'users.resetAccess': ({ deps, caller, ref, input }) => {
    const email = input.email === undefined ? undefined : readAddress(input.email)
    return changeUser(deps, caller, ref, (person, context) =>
      resetAccess(person, { reason: input.reason, email, invite: input.invite }, context),
    )
  },
  'invitations.send': async ({ deps, caller, ref, input }) => {
    const initialPassword = await readInitialPassword(deps, caller, input.initialPassword)
    const sendAt = await readSendAt(deps, input.sendAt, ['sendAt'])
    return changeUser(deps, caller, ref, (person, context) => sendInvitation(person, { ...input, sendAt, initialPassword }, context))
  },
  'invitations.sendMany': ({ deps, caller, input }) => sendMany(deps, caller, input),
  'invitations.renew': ({ deps, caller, ref, input }) =>
    changeUser(deps, caller, ref, (person, context) => renewInvitation(person, input, context)),
  'invitations.revoke': ({ deps, caller, ref }) => changeUser(deps, caller, ref, revokeInvitation),
  'invitations.handOver': ({ deps, caller, ref, input }) => handOver(deps, caller, ref, input),
  'invitations.qr': ({ deps, caller, ref, input }) => showQr(deps, caller, ref, input),
  ...importHandlers,
  'overview.get': ({ deps }) => readOverview(deps),
  'sheets.create': ({ deps, caller, input }) => createSheets(deps, caller, input),
  'sheets.get': ({ deps, caller, ref }) => readSheets(deps, caller, ref),
  'sheets.prepare': ({ deps, caller, ref }) => prepareSheets(deps, caller, ref),
  'sheets.render': ({ deps, caller, ref, input }) => renderSheets(deps, caller, ref, input.format),
  'previews.mail': ({ deps, caller, input }) => previewMail(deps, caller, input),
  'previews.page': ({ deps, caller, input }) => previewPage(deps, caller, input),
  'previews.sendTest': ({ deps, caller, input }) => sendTestMail(deps, caller, input),
  'settings.get': async ({ deps, caller }) => readSettings(deps, caller),
  'legal.documents': ({ deps, caller }) => listDocuments(deps, caller),
  'legal.people': ({ deps, ref, input }) => listLegalPeople(deps, ref, input),
  'legal.entries': ({ deps, input }) => listLedger(deps, input),
  'legal.export': ({ deps, caller, input }) => ledgerFile(deps, caller, input),
  'events.list': ({ deps, caller, input }) => listEvents(deps, caller, input),
  'mails.list': ({ deps, input }) => listMails(deps, input),
  'keys.list': ({ deps }) => listApiKeys(deps),
  'keys.create': ({ deps, caller, input }) => createApiKey(deps, caller, input),
  'keys.rotate': ({ deps, caller, ref, input }) => rotateApiKey(deps, caller, ref, input),
  'keys.revoke': ({ deps, caller, ref }) => revokeApiKey(deps, caller, ref),
}
