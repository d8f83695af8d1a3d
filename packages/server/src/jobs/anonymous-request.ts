// Carries out "forgotten password" and "send me a new one": only here, out of sight, is it looked up who was meant.

import { accountStatus, isExpired, isFoyerError, limits, parseAddress, requestRecovery } from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import { bucketKey } from '../flow/limits.ts'
import { openRequest } from '../keys/job-request.ts'
import type { ClaimedJob } from '../store/job.port.ts'
import type { LoadedPerson } from '../store/person.port.ts'

/**
 * Online people get one mail, invited ones their invitation again, others nothing. Only stored addresses are mailed, at most
 * 3 times an hour and 10 times a day; an expired invitation renews itself once a day.
 */
export const answerAnonymousRequest = async (deps: Deps, job: ClaimedJob): Promise<void> => {
  const request = openRequest(deps.keys, String(job.payload.sealed))
  if (request === undefined) return
  const loaded = request.by === 'grant' ? await deps.store.loadPerson({ grantId: request.grantId }) : await byName(deps, request.name)
  if (loaded === null || loaded.person.email === null || !(await mayMail(deps, loaded))) return
  const { application } = request
  await deps.store.changePerson(
    { id: loaded.person.id },
    (person, now) => requestRecovery(person, { application }, decisionContext(deps, { kind: 'holder', userId: person.id }, now)),
    { actor: `holder:${loaded.person.id}` },
  )
  deps.wakeWorkers()
}

const byName = async (deps: Deps, name: string): Promise<LoadedPerson | null> => {
  try {
    return await deps.store.loadPerson({ email: parseAddress(name).canonical })
  } catch (error) {
    if (isFoyerError(error, 'invalid_input', 'email_unsupported')) return null
    throw error
  }
}

const mayMail = async (deps: Deps, { person, now }: LoadedPerson): Promise<boolean> => {
  const address = person.email?.canonical ?? ''
  const renews = accountStatus(person) === 'invited' && person.invitation !== null && isExpired(person.invitation, now)
  const counted = await deps.store.countTry([
    { key: bucketKey(deps.keys, 'mail-hour', address), kind: 'window', ...limits.mailsPerAddressAndHour },
    { key: bucketKey(deps.keys, 'mail-day', address), kind: 'window', ...limits.mailsPerAddressAndDay },
    ...(renews ? [{ key: bucketKey(deps.keys, 'renewal', address), kind: 'window' as const, ...limits.selfServiceRenewals }] : []),
  ])
  return counted.tallies.every(({ admitted }) => admitted)
}
