// Requests that may be repeated: what they touched is kept, the answer is made again.

import { actorName, FoyerError } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import type { EarlierRequest, RememberedRequest } from '../store/request.port.ts'
import type { Caller } from './caller.ts'
import { type UserView, userView } from './user-view.ts'

/** @throws FoyerError `idempotency_key_reused` when the key belongs to another request. */
export const findEarlier = async (deps: ManagementDeps, caller: Caller): Promise<EarlierRequest | null> => {
  if (caller.idempotencyKey === undefined) return null
  const earlier = await deps.store.findRequest(actorName(caller.actor), caller.idempotencyKey)
  if (earlier !== null && earlier.requestHash !== caller.requestHash) throw new FoyerError('idempotency_key_reused')
  return earlier
}

/**
 * Works once for each idempotency key: the same request again, also one that was under way at the same moment, is answered with
 * the person as they stand now.
 * @throws FoyerError `idempotency_key_reused`, and those of `work`.
 */
export const once = async (deps: ManagementDeps, caller: Caller, work: () => Promise<UserView>): Promise<UserView> => {
  const earlier = await answerEarlier(deps, caller)
  if (earlier !== null) return earlier
  try {
    return await work()
  } catch (error) {
    const meanwhile = await answerEarlier(deps, caller)
    if (meanwhile !== null) return meanwhile
    throw error
  }
}

/** The person that the same request touched before; `null` when it is the first time. */
const answerEarlier = async (deps: ManagementDeps, caller: Caller): Promise<UserView | null> => {
  const earlier = await findEarlier(deps, caller)
  if (earlier?.refs.userId === undefined) return null
  const loaded = await deps.store.loadPerson({ id: earlier.refs.userId })
  if (loaded === null) throw new FoyerError('user_not_found', { ref: earlier.refs.userId })
  return userView(deps, loaded, caller)
}

/** What the first request did, kept as its status, so that a repeated one says the same. */
export const requestStatus = { created: 201, updated: 200, unchanged: 204 } as const

export const remembered = (caller: Caller, status: number): RememberedRequest | undefined =>
  caller.idempotencyKey === undefined
    ? undefined
    : { actor: actorName(caller.actor), key: caller.idempotencyKey, requestHash: caller.requestHash, status }
