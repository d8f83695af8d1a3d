// Forgotten password, and "send me a new one": the same answer and the same work for every name.

import {
  FoyerError,
  isFoyerError,
  limits,
  parseAddress,
  RECOVERY_CODE_TRIES,
  RECOVERY_TTL_MS,
  readTypedCode,
  WAITING_RECOVERIES_MAX,
} from '@foyer/core'
import { type AnonymousRequest, sealRequest } from '../../keys/job-request.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState, Place } from '../flow-state.ts'
import { bucketKey, requireAdmitted } from '../limits.ts'

const HOUR_MS = 3_600_000
/** Counted like any other, so that an unknown name takes the same path. */
const NO_GRANT = '0000000000000000'

/** Asks for a recovery and goes on to its code. @throws FoyerError `rate_limited`. */
export const requestRecoveryMail = async (turn: Turn<{ name: string }>): Promise<FlowState> => {
  const name = turn.input.name.trim()
  await enqueue(turn, { by: 'name', name, application: turn.state.application })
  return moveTo(turn, { at: 'recover_code', name })
}

/** The same mail again. @throws FoyerError `rate_limited`. */
export const resendRecoveryMail = async (turn: Turn): Promise<FlowState> => {
  const { place } = turn.state
  if (place.at !== 'recover_code') throw new FoyerError('action_not_open')
  await enqueue(turn, { by: 'name', name: place.name, application: turn.state.application })
  return turn.state
}

/** Has the invitation sent again. @throws FoyerError `rate_limited`. */
export const requestInvitationMail = async (turn: Turn<{ name: string }>): Promise<FlowState> => {
  await enqueue(turn, { by: 'name', name: turn.input.name.trim(), application: turn.state.application })
  return moveTo(turn, { at: 'mail_sent', purpose: 'activation' })
}

/** An expired link asks for a new one: to the stored address, never to one that is typed. @throws FoyerError `rate_limited`. */
export const requestNewLink = async (turn: Turn): Promise<FlowState> => {
  const { application, place } = turn.state
  await enqueue(turn, { by: 'grant', grantId: grantOf(place), application })
  const recovers = place.at === 'recovery' || (place.at === 'link' && place.purpose === 'recovery')
  return moveTo(turn, { at: 'mail_sent', purpose: recovers ? 'recovery' : 'activation' })
}

const grantOf = (place: Place): string => {
  if (place.at === 'link' || place.at === 'recovery') return place.grantId
  return place.at === 'activation' ? place.proofs.grantId : NO_GRANT
}

/**
 * The 8-character code of the recovery mail. Five wrong tries burn it, for known and unknown names alike; the link lives on.
 * @throws FoyerError `code_wrong`, `code_exhausted`, `rate_limited`.
 */
export const submitRecoveryCode = async (turn: Turn<{ code: string }>): Promise<FlowState> => {
  const { deps, environment, state } = turn
  const { place } = state
  if (place.at !== 'recover_code') throw new FoyerError('action_not_open')
  const canonical = canonicalOf(place.name)
  const counted = await deps.store.countTry([
    { key: bucketKey(deps.keys, 'recovery-code', canonical), kind: 'window', windowMs: HOUR_MS, max: RECOVERY_CODE_TRIES },
    { key: bucketKey(deps.keys, 'code', environment.block), kind: 'window', ...limits.blockFailuresRefused },
  ])
  if (counted.tallies[0]?.admitted !== true) throw new FoyerError('code_exhausted')
  requireAdmitted(counted.tallies, counted.now)
  const open = await deps.store.findRecovery(canonical)
  const grant = open !== null && deps.secrets.canDerive(open) ? open : null
  // One code has five tries, however the windows of its name fall; a name without a code writes the same row.
  const codeKey = bucketKey(deps.keys, 'recovery-grant', grant === null ? canonical : `${grant.id} ${grant.generation}`)
  const { tallies } = await deps.store.countTry([{ key: codeKey, kind: 'window', windowMs: RECOVERY_TTL_MS, max: RECOVERY_CODE_TRIES }])
  const expected = deps.secrets.mailCode(grant ?? dummyGrant(deps.keys.newest), { canonical, revision: grant?.emailRevision ?? 0 })
  const typed = readTypedCode(turn.input.code, 8)
  const right = deps.secrets.isRight(typed ?? '', expected)
  if (!right || grant === null || tallies[0]?.admitted !== true)
    throw new FoyerError('code_wrong', { triesLeft: Math.max(0, RECOVERY_CODE_TRIES - (counted.tallies[0]?.count ?? 0)) })
  return moveTo(turn, { at: 'recovery', grantId: grant.id, generation: grant.generation })
}

const moveTo = (turn: Turn<unknown>, place: Place): FlowState => ({ ...turn.state, place })

const enqueue = async ({ deps, environment }: Turn<unknown>, request: AnonymousRequest): Promise<void> => {
  const counted = await deps.store.countTry([
    { key: bucketKey(deps.keys, 'recoveries', environment.block), kind: 'window', ...limits.blockRecoveries },
  ])
  requireAdmitted(counted.tallies, counted.now)
  await deps.store.enqueueBounded(
    { type: 'anonymous_request', payload: { sealed: sealRequest(deps.keys, request) } },
    WAITING_RECOVERIES_MAX,
  )
  deps.wakeWorkers()
}

const dummyGrant = (keyId: string) => ({ id: NO_GRANT, purpose: 'recovery', generation: 1, keyId, locator: null }) as const

const canonicalOf = (name: string): string => {
  try {
    return parseAddress(name).canonical
  } catch (error) {
    if (isFoyerError(error)) return name.trim().toLowerCase()
    throw error
  }
}
