// The second factor beside a password: an authenticator app with backup codes. Who has to have one, and when it is asked.

import type { Person } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { requireOnline, tellFactor } from './passkeys.ts'

/** What was shown in a flow or a session. A passkey with user verification is two factors by itself. */
export type FirstFactor = 'password' | 'passkey'

export type SecondFactorNeed = 'none' | 'ask' | 'set_up'

/** What an application still wants of somebody who has shown the first factor. */
export const secondFactorNeed = (
  person: Person,
  application: string,
  shown: { first: FirstFactor; second: boolean },
  { settings }: { settings: Settings },
): SecondFactorNeed => {
  const policy = settings.applications[application]?.mfa ?? 'off'
  if (shown.first === 'passkey' || shown.second) return 'none'
  if (person.totpSince !== null) return 'ask'
  return policy === 'required' ? 'set_up' : 'none'
}

/** @throws FoyerError `not_online`, `totp_exists`, `mfa_off` where no application of this person takes one. */
export const addTotp = (person: Person, context: Context): Decision => {
  requireOnline(person, context)
  if (person.totpSince !== null) throw new FoyerError('totp_exists')
  if (mfaPolicy(person, context) === 'off') throw new FoyerError('mfa_off')
  const d = draft(person, context)
  d.change({ totpSince: context.now })
  d.event({ type: 'totp.added', data: {} })
  tellFactor(d, 'totp_added', '')
  return d.done()
}

/**
 * Ends every session but the one that the caller keeps; the backup codes go as well.
 * @throws FoyerError `not_online`, `totp_missing`, `mfa_required` while an application insists and there is a password.
 */
export const removeTotp = (person: Person, context: Context): Decision => {
  requireOnline(person, context)
  if (person.totpSince === null) throw new FoyerError('totp_missing')
  if (person.hasPassword && mfaPolicy(person, context) === 'required') throw new FoyerError('mfa_required')
  const d = draft(person, context)
  d.change({ totpSince: null, credentialRevision: person.credentialRevision + 1 })
  d.endSessions('all')
  d.event({ type: 'totp.removed', data: {} })
  tellFactor(d, 'totp_removed', '')
  return d.done()
}

/** New backup codes; earlier ones end. @throws FoyerError `not_online`, `totp_missing`. */
export const makeBackupCodes = (person: Person, context: Context): Decision => {
  requireOnline(person, context)
  if (person.totpSince === null) throw new FoyerError('totp_missing')
  const d = draft(person, context)
  d.event({ type: 'backup_codes.made', data: {} })
  tellFactor(d, 'backup_codes_made', '')
  return d.done()
}

/** A backup code was used up. */
export const tellBackupCode = (person: Person, context: Context): Decision => {
  const d = draft(person, context)
  d.event({ type: 'backup_code.used', data: {} })
  return d.done()
}

const strictness = { off: 0, optional: 1, required: 2 } as const

/** The strictest of the applications that this person really has access to. */
export const mfaPolicy = (person: Person, { settings }: Pick<Context, 'settings'>): 'off' | 'optional' | 'required' =>
  person.access
    .filter(({ pending }) => !pending)
    .map(({ application }) => settings.applications[application]?.mfa ?? 'off')
    .reduce((one, other) => (strictness[other] > strictness[one] ? other : one), 'off' as 'off' | 'optional' | 'required')
