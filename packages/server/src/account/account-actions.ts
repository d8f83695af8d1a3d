// What a holder does with the own account: one table, each action a decision of core.

import type { AccountActed, AccountAction, accountActions, PasskeyAttestation } from '@foyer/contract'
import {
  acceptDocuments,
  addPasskey,
  addTotp,
  checkPassword,
  chooseSignInNotices,
  type Decision,
  FoyerError,
  makeBackupCodes,
  offeredConsents,
  type Person,
  passkeyName,
  removePasskey,
  removeTotp,
  renamePasskey,
  saveOwnProfile,
  setOwnPassword,
  validateFields,
  withdrawConsent,
} from '@foyer/core'
import type * as z from 'zod'
import { decisionContext } from '../deps.ts'
import { wordsAbout } from '../flow/actions/set-password.ts'
import { accountKeyOf } from '../flow/limits.ts'
import { holderName, holderOf } from '../flow/open-activation.ts'
import { hashBackupCodes, newBackupCodes } from '../mfa/backup-codes.ts'
import { counterOf, newTotpKey, sealTotpKey, totpSetup } from '../mfa/totp.ts'
import { burnCeremony } from '../passkey/ceremony.ts'
import { verifyAttestation } from '../passkey/verify-passkey.ts'
import { commonPasswords } from '../password/common-passwords.ts'
import { refuseLeaked } from '../password/refuse-leaked.ts'
import { describeDevice } from '../session/describe-device.ts'
import type { SaveOptions } from '../store/person.port.ts'
import { type AccountSession, renewCookie } from './account-session.ts'
import { changeOwnEmail } from './change-own-email.ts'
import { confirmOwnEmail } from './confirm-own-email.ts'
import { eraseOwnAccount } from './erase-own-account.ts'
import { ownData } from './own-data.ts'
import { reauthenticate } from './reauthenticate.ts'
import { openTicket, sealTicket } from './ticket.ts'

export type Result = AccountActed['result']
type InputOf<A extends AccountAction> = z.output<(typeof accountActions)[A]['input']>
type Act<A extends AccountAction> = (account: AccountSession, input: InputOf<A>) => Promise<Result | undefined>

/** Every action of the contract, or this does not compile. */
export const actions: { [A in AccountAction]: Act<A> } = {
  reauthenticate,

  set_password: async (account, { password }) => {
    const { deps, person, application } = account
    if (deps.config.settings.applications[application.key]?.passkeys === 'require' && !person.hasPassword)
      throw new FoyerError('action_not_open')
    checkPassword(password, {
      minLength: deps.config.minPasswordLength,
      maxLength: 256,
      personWords: wordsAbout(deps, person),
      isCommon: await commonPasswords(),
    })
    await refuseLeaked(deps, password)
    await decide(account, setOwnPassword, { passwordHash: await deps.hasher.hash(password) })
    if (person.email !== null) await deps.store.clearTries([accountKeyOf(deps.keys, person.email.canonical)])
    await renewCookie(account)
  },

  add_passkey: async (account, { ticket, response }) => {
    const { id, passkey } = await madePasskey(account, ticket, response)
    const name = passkeyName(describeDevice(account.c.req.header('user-agent') ?? null, account.locale))
    await decide(account, (person, context) => addPasskey(person, { id, name }, context), { passkey })
  },
  rename_passkey: (account, input) => decide(account, (person, context) => renamePasskey(person, input, context)),
  remove_passkey: async (account, input) => {
    await decide(account, (person, context) => removePasskey(person, input, context))
    await renewCookie(account)
  },

  start_totp: async ({ deps, session, person, now }) => {
    const key = newTotpKey()
    const setup = await totpSetup(deps, key, person.email?.entered ?? person.signInName ?? '')
    const content = { kind: 'totp', key: Buffer.from(key).toString('base64url') } as const
    return { kind: 'totp', setup, ticket: sealTicket(deps, session.id, content, now) }
  },
  confirm_totp: async (account, { ticket, code }) => {
    const { deps, session, person, now } = account
    const key = Buffer.from(openTicket(deps, ticket, 'totp', { sessionId: session.id, now }).key, 'base64url')
    const lastCounter = counterOf(key, code.replace(/\s/g, ''), now)
    if (lastCounter === null) throw new FoyerError('code_wrong', { triesLeft: 1 })
    const codes = newBackupCodes()
    const totp = { sealed: sealTotpKey(deps, person.id, key), lastCounter }
    await decide(account, addTotp, { totp, backupCodes: hashBackupCodes(deps, person.id, codes) })
    return { kind: 'codes', codes }
  },
  remove_totp: async (account) => {
    await decide(account, removeTotp)
    await renewCookie(account)
  },
  make_backup_codes: async (account) => {
    const codes = newBackupCodes()
    await decide(account, makeBackupCodes, { backupCodes: hashBackupCodes(account.deps, account.person.id, codes) })
    return { kind: 'codes', codes }
  },

  end_session: async ({ deps, person }, { id }) => {
    const found = (await deps.store.listSessions(person.id)).find((session) => session.id === id)
    if (found !== undefined) await deps.store.endSessions({ familyId: found.familyId }, holderName(person.id))
  },
  end_other_sessions: async ({ deps, person, session }) => {
    await deps.store.endSessions({ userId: person.id, exceptFamilyId: session.familyId }, holderName(person.id))
  },

  change_email: changeOwnEmail,
  confirm_email: confirmOwnEmail,

  save_profile: (account, input) => {
    const { profile } = account.deps.config.settings
    const fields = validateFields(profile, input.fields, { by: 'holder', partial: true, stored: account.person.profile.fields })
    return decide(account, (person, context) => saveOwnProfile(person, { application: account.application.key, fields }, context))
  },

  give_consent: (account, { key, version }) => {
    const { deps, person, locale } = account
    if (!offeredConsents(person, { settings: deps.config.settings }).includes(key)) throw new FoyerError('action_not_open')
    const documents = [{ key, version, ...deps.legalTexts.shown(key, locale) }]
    return decide(account, (found, context) => acceptDocuments(found, { documents, channel: 'account' }, context))
  },
  withdraw_consent: (account, { key }) =>
    decide(account, (person, context) => withdrawConsent(person, { key, locale: account.locale }, context)),
  choose_notices: (account, { newSignIn }) => decide(account, (person, context) => chooseSignInNotices(person, newSignIn, context)),

  read_data: async (account) => ({ kind: 'data', data: await ownData(account) }),
  erase_account: eraseOwnAccount,
}

/** One conditional write. Where a decision ends all sessions, this sign-in goes on. */
const decide = async (
  { deps, person, session }: AccountSession,
  decision: (person: Person, context: ReturnType<typeof decisionContext>) => Decision,
  options: Partial<SaveOptions> = {},
): Promise<null> => {
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, now) => decision(found, decisionContext(deps, holderOf(found.id), now)),
    { actor: holderName(person.id), keepFamily: session.familyId, ...options },
  )
  if (changed === null) throw new FoyerError('unauthenticated')
  deps.wakeWorkers()
  return null
}

const madePasskey = async ({ deps, application, session, now }: AccountSession, ticket: string, response: PasskeyAttestation) => {
  if (deps.config.settings.applications[application.key]?.passkeys === 'off') throw new FoyerError('passkeys_off')
  const { create } = openTicket(deps, ticket, 'passkey', { sessionId: session.id, now })
  const challenge = await burnCeremony(deps, create, 'create', now)
  return verifyAttestation({ response }, { challenge, origin: deps.config.origin, relyingParty: deps.config.relyingParty })
}
