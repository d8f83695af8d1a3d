// The 16-character code from a mail or a sheet.

import { FoyerError, isIssued, MAX_CODE_TRIES, type Person, readActivationCode } from '@foyer/core'
import type { Deps } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { blockLimit, bucketKey, requireAdmitted } from '../limits.ts'
import { openPlace } from '../open-activation.ts'
import { addressOf } from '../sign-in.ts'

/**
 * Right: the activation opens. Ten wrong tries end the code of this generation, not its link.
 * @throws FoyerError `code_wrong`, `code_exhausted`, `rate_limited`, `already_active`, `link_expired`.
 */
export const submitCode = async ({ deps, environment, state, input }: Turn<{ code: string }>): Promise<FlowState> => {
  const blockKey = bucketKey(deps.keys, 'code', environment.block)
  const counted = await deps.store.countTry([blockLimit(blockKey)])
  requireAdmitted(counted.tallies, counted.now)
  const typed = readActivationCode(input.code)
  if (typed === null) throw new FoyerError('code_wrong', { triesLeft: MAX_CODE_TRIES })
  const loaded = await deps.store.loadPerson({ locator: typed.locator })
  const invitation = loaded?.person.invitation ?? null
  const tries = await deps.store.countCodeTry(invitation?.id ?? NO_GRANT, invitation?.generation ?? 0)
  const carrier = loaded === null ? null : matchingCarrier(deps, loaded.person, input.code)
  if (loaded === null || invitation === null || tries === null) throw new FoyerError('code_wrong', { triesLeft: MAX_CODE_TRIES })
  if (tries > MAX_CODE_TRIES) throw new FoyerError('code_exhausted')
  if (carrier === null) throw new FoyerError('code_wrong', { triesLeft: MAX_CODE_TRIES })
  const { id: grantId, generation } = invitation
  // Only wrong tries count: a right code opens as often as its holder comes back.
  await deps.store.uncountCodeTry(grantId, generation)
  await deps.store.uncountTries([blockKey])
  const revision = loaded.person.emailRevision
  return openPlace(deps, whereInvited(deps, state, loaded.person), loaded.person.id, { grantId, generation, carrier, revision })
}

/** Counted like any other, so that an unknown locator takes the same path. */
const NO_GRANT = '0000000000000000'

const matchingCarrier = (deps: Deps, person: Person, code: string): 'mail_code' | 'code' | null => {
  const { invitation } = person
  if (invitation === null || !deps.secrets.canDerive(invitation)) return null
  const typed = readActivationCode(code)
  const given = typed === null ? '' : typed.locator + typed.check
  for (const carrier of ['mail_code', 'code'] as const) {
    if (!isIssued(invitation, carrier, person)) continue
    if (deps.secrets.isRight(given, deps.secrets.activationCode(invitation, carrier, carrier === 'mail_code' ? addressOf(person) : null)))
      return carrier
  }
  return null
}

/** On Foyer's own pages the flow goes on in the application that the code invites to. */
const whereInvited = (deps: Deps, state: FlowState, person: Person): FlowState => {
  const application = person.invitation?.application ?? null
  if (application === null || state.origin !== deps.config.origin) return state
  return { ...state, application }
}
