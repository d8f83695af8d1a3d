// Name and password: one hash and two statements on every path, whoever is meant.

import { setTimeout } from 'node:timers/promises'
import {
  type AddressRevision,
  FoyerError,
  hasAccess,
  isBlocked,
  isExpired,
  isFoyerError,
  isIssued,
  isPasswordDisabled,
  limits,
  normaliseTyped,
  type Person,
  parseAddress,
  signedInStep,
  WAITING_RECOVERIES_MAX,
} from '@foyer/core'
import type { Deps } from '../deps.ts'
import { sealRequest } from '../keys/job-request.ts'
import type { Limit } from '../store/rate-limit.port.ts'
import type { SignInName } from '../store/session.port.ts'
import type { BegunSession, FlowEnvironment } from './environment.ts'
import { beginSession, type Known } from './finish.ts'
import type { FlowState, OpenedFlow } from './flow-state.ts'
import { asksNothing, deviceAnswer } from './last-questions.ts'
import { accountLimit, blockLimit, bucketKey, requireAdmitted } from './limits.ts'
import { openPlace } from './open-activation.ts'

export interface Moved {
  state: FlowState
  session: BegunSession | null
  /** The application whose session in this browser was ended: its cookie goes. */
  signedOut?: string
  /** Whom the session was begun for, and when: read just now, so nothing is asked again to show it. */
  known?: Known
}

/**
 * Right: the session begins, or the steps that this application still asks for come first. An initial password goes on as an
 * activation. A wrong name, a wrong password and an account that cannot sign in all answer alike.
 * @throws FoyerError `credentials_wrong`, `no_access` (after a right password only), `rate_limited`, `busy`, `flow_expired`.
 */
export const signIn = async (
  deps: Deps,
  environment: FlowEnvironment,
  { state, requireInTime }: OpenedFlow,
  input: { name: string; password: string },
): Promise<Moved> => {
  const typed = readName(deps, state, input.name)
  const accountKey = bucketKey(deps.keys, 'account', typed.count)
  const known = environment.device?.accounts.includes(accountKey) === true
  const countedKey = known ? bucketKey(deps.keys, 'device', `${environment.device?.id} ${accountKey}`) : accountKey
  // Thousands may share a block, so its count is looked at by every try and written by failures alone.
  const blockLimits = known ? [] : [blockLimit(bucketKey(deps.keys, 'block', environment.block))]
  const tried = await deps.store.beginSignIn(typed.name, [accountLimit(countedKey, 'signInName' in typed.name)], blockLimits)
  requireInTime(tried.now)
  requireAdmitted([...tried.tallies, ...tried.watched], tried.now)
  if ((tried.watched[0]?.count ?? 0) >= limits.blockFailuresDelayed.max) await setTimeout(FLOOD_DELAY_MS)
  const person = tried.found?.person ?? null
  const online = person !== null && person.activatedAt !== null && !isBlocked(person, tried.now)
  const stored = online ? (tried.found?.passwordHash ?? null) : chosenPassword(person, tried.now)
  const right = await deps.hasher.verify(stored, input.password)
  const failures = known || 'signInName' in typed.name ? 0 : (tried.tallies[0]?.count ?? 0)
  // The hundredth failure disables; what comes after it fails whatever was typed.
  if (isPasswordDisabled(failures - 1)) return fail(deps, blockLimits)
  const mailed = isInitialPassword(deps, person, input.password, tried.now)
  if (person !== null && (mailed || (right && !online))) {
    await deps.store.clearTries([countedKey])
    return { state: await openByPassword(deps, state, person, mailed ? 'initial_password' : 'chosen_password'), session: null }
  }
  if (person === null || !online || !right) {
    // The holder is told by a job: written for every name, so that nobody sees here whether there is a holder.
    if (isPasswordDisabled(failures)) await enqueueNotice(deps, state, input.name)
    return fail(deps, blockLimits)
  }
  if (!hasAccess(person, state.application)) {
    await deps.store.clearTries([countedKey])
    throw new FoyerError('no_access')
  }
  const next = signedInStep(person, state.application, SHOWN, { settings: deps.config.settings })
  const { credentialRevision } = person
  if (next.name !== 'signed_in' || !asksNothing(deps, environment, state, person)) {
    await deps.store.clearTries([countedKey])
    return {
      state: {
        ...state,
        place: { at: 'first_factor', userId: person.id, credentialRevision, flow: 'sign_in', ...SHOWN, shownAt: tried.now },
      },
      session: null,
    }
  }
  const rehashed = stored !== null && deps.hasher.isOutdated(stored) ? await deps.hasher.hash(input.password) : undefined
  return beginSession(deps, environment, state, person, {
    flow: 'sign_in',
    credentialRevision,
    device: deviceAnswer(deps, environment, person),
    now: tried.now,
    clearKeys: [countedKey],
    rehashed,
  })
}

const SHOWN = { first: 'password', second: false } as const

/** Counted once it is known to be wrong; tries that are under way meanwhile are as many as may wait for a hash. */
const fail = async (deps: Deps, blockLimits: readonly Limit[]): Promise<never> => {
  if (blockLimits.length > 0) await deps.store.countTry(blockLimits)
  throw new FoyerError('credentials_wrong')
}

/** How long each try waits once its address block has failed more than a hundred times. */
const FLOOD_DELAY_MS = 1000

/** Once for each row of failures: the way back stands in the mail. */
const enqueueNotice = async (deps: Deps, state: FlowState, name: string): Promise<void> => {
  const sealed = sealRequest(deps.keys, { by: 'name', name: name.trim(), application: state.application })
  await deps.store.enqueueBounded({ type: 'password_disabled', payload: { sealed } }, WAITING_RECOVERIES_MAX)
  deps.wakeWorkers()
}

/** The address on file with its revision: what mailed secrets are bound to. */
export const addressOf = (person: Person): AddressRevision | null =>
  person.email === null ? null : { canonical: person.email.canonical, revision: person.emailRevision }

/** A name that cannot be an address counts and costs like any other; it finds nobody. */
const readName = (deps: Deps, state: FlowState, typed: string): { name: SignInName; count: string } => {
  const trimmed = typed.trim()
  if (!trimmed.includes('@') && deps.config.settings.applications[state.application]?.signInWith.includes('external_id') === true)
    return { name: { signInName: trimmed.slice(0, 64) }, count: `number:${trimmed}` }
  try {
    const { canonical } = parseAddress(trimmed)
    return { name: { email: canonical }, count: `email:${canonical}` }
  } catch (error) {
    if (!isFoyerError(error)) throw error
    return { name: { email: '' }, count: `odd:${trimmed.toLowerCase()}` }
  }
}

const openInvitation = (person: Person | null, now: number) => {
  if (person === null || person.activatedAt !== null || isBlocked(person, now)) return null
  return person.invitation === null || isExpired(person.invitation, now) ? null : person.invitation
}

const chosenPassword = (person: Person | null, now: number): string | null => openInvitation(person, now)?.chosenPassword?.hash ?? null

const isInitialPassword = (deps: Deps, person: Person | null, typed: string, now: number): boolean => {
  const invitation = openInvitation(person, now)
  const address = person === null ? null : addressOf(person)
  if (person === null || invitation === null || address === null || !deps.secrets.canDerive(invitation)) return false
  if (!isIssued(invitation, 'initial_password', person)) return false
  return deps.secrets.isRight(normaliseTyped(typed), deps.secrets.initialPassword(invitation, address))
}

/** An initial password opens nothing but the activation. A mailed one proves the mailbox, a chosen one does not. */
const openByPassword = async (
  deps: Deps,
  state: FlowState,
  person: Person,
  carrier: 'initial_password' | 'chosen_password',
): Promise<FlowState> => {
  if (person.invitation === null) throw new FoyerError('credentials_wrong')
  const { id, generation } = person.invitation
  return openPlace(deps, state, person.id, { grantId: id, generation, carrier, revision: person.emailRevision })
}
