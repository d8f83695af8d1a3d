// The 16-character code from a mail or a sheet.

import { FoyerError, type GrantFacts, isBlocked, isExpired, isIssued, MAX_CODE_TRIES, type Person, readActivationCode } from '@foyer/core'
import type { Deps } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { blockLimit, bucketKey, codeLimit, requireAdmitted } from '../limits.ts'
import { openPlace } from '../open-activation.ts'
import { addressOf } from '../sign-in.ts'

/**
 * Right: the activation opens, or the recovery of somebody without a mailbox. Ten wrong tries end the code of this generation, not its
 * link. They are counted by what locates the code, new with each generation, whether there is such a code or not: the answer tells nobody
 * which of them are there.
 * @throws FoyerError `code_wrong`, `code_exhausted`, `rate_limited`, `already_active`, `link_expired`.
 */
export const submitCode = async ({ deps, environment, state, input }: Turn<{ code: string }>): Promise<FlowState> => {
  const typed = readActivationCode(input.code)
  const block = blockLimit(bucketKey(deps.keys, 'code', environment.block))
  const tried = codeLimit(bucketKey(deps.keys, 'locator', typed?.locator ?? ''))
  const counted = await deps.store.countTry(typed === null ? [block] : [block, tried])
  requireAdmitted(counted.tallies.slice(0, 1), counted.now)
  if (typed === null) throw new FoyerError('code_wrong', { triesLeft: MAX_CODE_TRIES })
  const tally = counted.tallies[1]
  if (tally?.admitted !== true) throw new FoyerError('code_exhausted')
  const loaded = await deps.store.loadPerson({ locator: typed.locator })
  const grant = loaded === null ? null : grantAt(loaded.person, typed.locator)
  const carrier = loaded === null || grant === null ? null : matchingCarrier(deps, loaded.person, grant, input.code)
  const person = loaded?.person ?? null
  const wrong = person === null || grant === null || carrier === null || (grant.purpose === 'recovery' && isBlocked(person, counted.now))
  if (wrong) throw new FoyerError('code_wrong', { triesLeft: MAX_CODE_TRIES - tally.count })
  // Only wrong tries count: a right code opens as often as its holder comes back.
  await deps.store.uncountTries([block.key, tried.key])
  const { id: grantId, generation, purpose } = grant
  if (purpose !== 'recovery')
    return openPlace(deps, whereInvited(deps, state, grant), person.id, { grantId, generation, carrier, revision: person.emailRevision })
  if (isExpired(grant, counted.now)) throw new FoyerError('link_expired')
  return { ...whereInvited(deps, state, grant), place: { at: 'recovery', grantId, generation, carrier } }
}

/** An invitation, or the recovery that was handed over to somebody without a mailbox. */
const grantAt = (person: Person, locator: string): GrantFacts | null =>
  [person.invitation, ...person.grants].find((grant) => grant?.locator === locator && grant.endedAt === null) ?? null

const matchingCarrier = (deps: Deps, person: Person, grant: GrantFacts, code: string): 'mail_code' | 'code' | null => {
  if (!deps.secrets.canDerive(grant)) return null
  const typed = readActivationCode(code)
  const given = typed === null ? '' : typed.locator + typed.check
  for (const carrier of ['mail_code', 'code'] as const) {
    if (!isIssued(grant, carrier, person)) continue
    if (deps.secrets.isRight(given, deps.secrets.activationCode(grant, carrier, carrier === 'mail_code' ? addressOf(person) : null)))
      return carrier
  }
  return null
}

/** On Foyer's own pages the flow goes on in the application that the code is for. */
const whereInvited = (deps: Deps, state: FlowState, { application }: GrantFacts): FlowState => {
  if (application === null || state.origin !== deps.config.origin) return state
  return { ...state, application }
}
