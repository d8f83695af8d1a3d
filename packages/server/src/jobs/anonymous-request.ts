// Carries out "forgotten password" and "send me a new one": only here, out of sight, is it looked up who was meant.

import { accountStatus, isBlocked, isExpired, isFoyerError, limits, parseAddress, requestRecovery, tellPasswordDisabled } from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import { bucketKey, countMail } from '../flow/limits.ts'
import { openRequest } from '../keys/job-request.ts'
import type { ClaimedJob } from '../store/job.port.ts'
import type { LoadedPerson } from '../store/person.port.ts'

/**
 * Online people get one mail, invited ones their invitation again, others nothing. Only stored addresses are mailed, at most
 * 3 times an hour and 10 times a day; an expired invitation renews itself once a day. A name that nobody has is counted as well, or
 * whoever may type an address elsewhere would see there that it was not.
 */
export const answerAnonymousRequest = async (deps: Deps, job: ClaimedJob): Promise<void> => {
  const request = openRequest(deps.keys, String(job.payload.sealed))
  if (request === undefined) return
  const typed = request.by === 'name' ? canonicalOf(request.name) : null
  const loaded = request.by === 'grant' ? await deps.store.loadPerson({ grantId: request.grantId }) : await byAddress(deps, typed)
  const address = loaded?.person.email?.canonical ?? typed
  if (address === null || !(await mayMail(deps, address, loaded)) || loaded === null) return
  const { application } = request
  await deps.store.changePerson(
    { id: loaded.person.id },
    (person, now) => requestRecovery(person, { application }, decisionContext(deps, { kind: 'holder', userId: person.id }, now)),
    { actor: `holder:${loaded.person.id}` },
  )
  deps.wakeWorkers()
}

/** The hundredth failure in a row: the holder, where there is one, is told that the password is disabled. */
export const tellDisabled = async (deps: Deps, job: ClaimedJob): Promise<void> => {
  const request = openRequest(deps.keys, String(job.payload.sealed))
  if (request?.by !== 'name') return
  const { name, application } = request
  const loaded = await byAddress(deps, canonicalOf(name))
  if (loaded === null || loaded.person.activatedAt === null || isBlocked(loaded.person, loaded.now)) return
  await deps.store.changePerson(
    { id: loaded.person.id },
    // As of the failure, so that a job that is carried out twice mails once.
    (person) => tellPasswordDisabled(person, { application }, decisionContext(deps, { kind: 'system' }, job.createdAt)),
    { actor: 'system' },
  )
  deps.wakeWorkers()
}

const canonicalOf = (name: string): string | null => {
  try {
    return parseAddress(name).canonical
  } catch (error) {
    if (isFoyerError(error, 'invalid_input', 'email_unsupported')) return null
    throw error
  }
}

const byAddress = async (deps: Deps, canonical: string | null): Promise<LoadedPerson | null> =>
  canonical === null ? null : deps.store.loadPerson({ email: canonical })

const mayMail = async (deps: Deps, address: string, loaded: LoadedPerson | null): Promise<boolean> => {
  const { person, now } = loaded ?? { person: null, now: 0 }
  const renews = person !== null && accountStatus(person) === 'invited' && person.invitation !== null && isExpired(person.invitation, now)
  const mails = await countMail(deps, address)
  if (!mails.tallies.every(({ admitted }) => admitted)) return false
  if (!renews) return true
  const key = bucketKey(deps.keys, 'renewal', address)
  const { tallies } = await deps.store.countTry([{ key, kind: 'window', ...limits.selfServiceRenewals }])
  return tallies.every(({ admitted }) => admitted)
}
