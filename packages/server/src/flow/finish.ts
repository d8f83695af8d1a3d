// The last act of a flow: the session begins, and its code for the host is made.

import { hash } from 'node:crypto'
import type { Step } from '@foyer/contract'
import { type Actor, actorName, type DeviceAnswer, FoyerError, hasAccess, type NewJob, newSignInNotice, type Person } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../deps.ts'
import { newSecret256 } from '../keys/oslo.ts'
import { describeDevice } from '../session/describe-device.ts'
import { keepTold, wasTold } from '../session/recently-told.ts'
import { makeSignInCode } from '../session/sign-in-code.ts'
import { pickLocale } from '../text.ts'
import type { BegunSession, FlowEnvironment } from './environment.ts'
import type { FlowState } from './flow-state.ts'
import { ownNameOf } from './last-questions.ts'
import { accountKeyOf } from './limits.ts'

export interface Finished {
  state: FlowState
  session: BegunSession
  known: Known
}

/** A person as they stood at that moment. */
export interface Known {
  person: Person
  now: number
}

/**
 * Begins the session of this application, with the event, in one statement that holds only while the credential is the one shown.
 * @throws FoyerError `no_access` without real access, `flow_expired` when the credential changed meanwhile.
 */
export const beginSession = async (
  deps: Deps,
  environment: FlowEnvironment,
  state: FlowState,
  person: Person,
  options: {
    flow: 'sign_in' | 'activation'
    credentialRevision: number
    device?: DeviceAnswer | undefined
    /** By the database's clock. */
    now: number
    clearKeys?: readonly string[]
    rehashed?: string | undefined
  },
): Promise<Finished> => {
  if (!hasAccess(person, state.application)) throw new FoyerError('no_access')
  const application = deps.config.applications[state.application]
  if (application === undefined) throw new FoyerError('application_unknown', { application: state.application })
  const actor: Actor = { kind: 'holder', userId: person.id }
  const shared = options.device === 'shared'
  const accountKey = person.email === null ? null : accountKeyOf(deps.keys, person.email.canonical)
  const jobs = options.flow === 'sign_in' ? noticeOf(deps, environment, state, person, { accountKey, now: options.now }) : []
  const secret = newSecret256()
  const id = uuidv7()
  const started = await deps.store.startSession({
    session: {
      id,
      userId: person.id,
      application: application.key,
      familyId: id,
      kind: 'foyer',
      secretHash: hashSecret(secret),
      credentialRevision: options.credentialRevision,
      idleMs: shared ? Math.min(SHARED_IDLE_MS, application.idleMs) : application.idleMs,
      ttlMs: application.absoluteMs,
      userAgent: environment.userAgent,
      // What opened an activation was no credential of the holder's own.
      proven: options.flow === 'sign_in',
      shared,
    },
    event: { type: 'session.started', data: { application: application.key, flow: options.flow } },
    actor: actorName(actor),
    jobs,
    clearKeys: options.clearKeys,
    rehashed: options.rehashed,
  })
  if (started === null) throw new FoyerError('flow_expired')
  // No worker is woken: a notice may wait until one looks, and a sign-in is not to cost more than it has to.
  for (const { dedupe } of jobs) keepTold(deps.store, dedupe)
  return {
    state: { ...state, place: { at: 'signed_in', userId: person.id, familyId: id, flow: options.flow, shared } },
    session: {
      application: application.key,
      secret,
      maxAgeMs: application.absoluteMs,
      accountKey,
      shared,
      ownName: options.device === 'own' ? ownNameOf(deps, person) : null,
    },
    known: { person, now: started.createdAt },
  }
}

/** Told by mail in the session's own transaction; nothing for a browser that signed this account in before. */
const noticeOf = (
  deps: Deps,
  environment: FlowEnvironment,
  { application }: FlowState,
  person: Person,
  { accountKey, now }: { accountKey: string | null; now: number },
): NewJob[] => {
  if (accountKey === null || environment.device?.accounts.includes(accountKey) === true) return []
  const device = describeDevice(environment.userAgent, pickLocale(person.profile.locale, deps.config.organisation.locale))
  const notice = newSignInNotice(person, { application, device, at: now })
  return notice === null || wasTold(deps.store, notice.dedupe) ? [] : [notice]
}

/** How long a sign-in on a shared device lasts without use. */
const SHARED_IDLE_MS = 30 * 60_000

/** SHA-256: the secret itself has 256 bits, so nothing slower is needed. */
export const hashSecret = (secret: string): Uint8Array => hash('sha256', secret, 'buffer')

/** Adds what the page needs to go on: a code for its backend, or the way back to where the sign-in began. */
export const withWayOn = (deps: Deps, state: FlowState, step: Step, now: number): Step => {
  if (step.name !== 'signed_in' || state.place.at !== 'signed_in') return step
  const { userId, familyId } = state.place
  const base = { userId, familyId, application: state.application }
  if (state.request !== null) {
    const { redirectUri, challenge, state: hostState } = state.request
    const back = new URL(redirectUri)
    back.searchParams.set('code', makeSignInCode(deps.keys, { ...base, origin: back.origin, challenge }, now))
    back.searchParams.set('state', hostState)
    return { ...step, data: { ...step.data, redirect: back.href } }
  }
  if (state.challenge === null) return step
  return {
    ...step,
    data: { ...step.data, code: makeSignInCode(deps.keys, { ...base, origin: state.origin, challenge: state.challenge }, now) },
  }
}
