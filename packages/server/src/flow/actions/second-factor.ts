// After a password: the code of the authenticator app, or setting one up where the application insists.

import { addTotp, FoyerError } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import { hashBackupCodes, newBackupCodes } from '../../mfa/backup-codes.ts'
import { proveSecondFactor } from '../../mfa/prove-second-factor.ts'
import { counterOf, sealTotpKey } from '../../mfa/totp.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { holderName, holderOf } from '../open-activation.ts'

/** @throws FoyerError `code_wrong`, `rate_limited`. */
export const submitFactor = async ({ deps, state, person, input }: Turn<{ code: string }>): Promise<FlowState> => {
  const { place } = state
  if (person === null || (place.at !== 'first_factor' && place.at !== 'recovery')) throw new FoyerError('action_not_open')
  await proveSecondFactor(deps, person, input.code)
  return { ...state, place: { ...place, second: true } }
}

/** The key was made for this flow and is kept from now on. @throws FoyerError `code_wrong`, `totp_exists`, `mfa_off`. */
export const confirmTotp = async ({ deps, state, person, now, input }: Turn<{ code: string }>): Promise<FlowState> => {
  const { place } = state
  if (person === null || place.at !== 'first_factor' || state.totpKey == null) throw new FoyerError('action_not_open')
  const key = Buffer.from(state.totpKey, 'base64url')
  const lastCounter = counterOf(key, input.code.replace(/\s/g, ''), now)
  if (lastCounter === null) throw new FoyerError('code_wrong', { triesLeft: 1 })
  const codes = newBackupCodes()
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, at) => addTotp(found, decisionContext(deps, holderOf(found.id), at)),
    {
      actor: holderName(person.id),
      totp: { sealed: sealTotpKey(deps, person.id, key), lastCounter },
      backupCodes: hashBackupCodes(deps, person.id, codes),
    },
  )
  if (changed === null) throw new FoyerError('flow_expired')
  deps.wakeWorkers()
  return { ...state, totpKey: null, place: { ...place, second: true, codes } }
}

/** The codes were seen. */
export const leaveBackupCodes = async ({ state }: Turn): Promise<FlowState> => {
  const { place } = state
  return place.at === 'first_factor' ? { ...state, place: { ...place, codes: null } } : state
}
