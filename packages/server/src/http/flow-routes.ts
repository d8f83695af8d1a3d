// The two routes behind every screen, with the cookie that a finished flow sets.

import type { FlowView, OutputOf } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { actOnFlow } from '../flow/act-on-flow.ts'
import type { BegunSession, FlowEnvironment } from '../flow/environment.ts'
import { hashSecret } from '../flow/finish.ts'
import { startFlow } from '../flow/start-flow.ts'
import { type Device, forgetOn, knownFor, openDevice, sealDevice } from '../session/device.ts'
import type { CheckedSession } from '../store/session.port.ts'
import { pickLocale } from '../text.ts'
import { clearSessionCookie, readDeviceCookie, readSessionCookie, writeDeviceCookie, writeSessionCookie } from './cookies.ts'
import type { AppContext } from './request-context.ts'
import type { Call } from './serve-route.ts'

export const answerStart = async ({ c, deps, input }: Call<'flow.start'>): Promise<OutputOf<'flow.start'>> => {
  const environment = environmentOf(deps, c, input.locale)
  return loose(await startFlow(deps, { ...environment, signedIn: await signedInHere(deps, c, input.application) }, input))
}

export const answerFlow = async ({ c, deps, input }: Call<'flow.act'>): Promise<OutputOf<'flow.act'>> => {
  const { view, session, signedOut } = await counted(deps, input.action, actOnFlow(deps, environmentOf(deps, c, input.locale), input))
  if (signedOut !== null) clearCookie(deps, c, signedOut)
  if (session !== null) await replaceSession(deps, c, session)
  return loose(view)
}

/** Counts what became of a password that was tried. */
const counted = async <T>({ metrics }: Deps, action: string, acting: Promise<T>): Promise<T> => {
  if (metrics === null || action !== 'sign_in') return acting
  try {
    const acted = await acting
    metrics.signIn('accepted')
    return acted
  } catch (error) {
    metrics.signIn(error instanceof FoyerError ? error.code : 'internal')
    throw error
  }
}

const environmentOf = (deps: Deps, c: AppContext, locale: string | undefined): FlowEnvironment => ({
  origin: c.req.header('origin') ?? '',
  locale: pickLocale(locale ?? c.req.header('accept-language'), deps.config.organisation.locale),
  block: c.var.facts.block,
  userAgent: c.req.header('user-agent')?.slice(0, 200) ?? null,
  device: readDevice(deps, c),
  signedIn: null,
})

const readDevice = (deps: Deps, c: AppContext): Device | null => openDevice(deps.keys, readDeviceCookie(c, deps.config))

/** Who is signed in to this application in this browser; looked at, never changed. */
const signedInHere = async (deps: Deps, c: AppContext, application: string): Promise<FlowEnvironment['signedIn']> => {
  const secret = readSessionCookie(c, deps.config, application)
  const checked = secret === null ? null : await deps.store.checkSession(hashSecret(secret), application)
  return checked === null ? null : pickSignedIn(checked.session)
}

const pickSignedIn = ({ userId, familyId, shared }: CheckedSession['session']) => ({ userId, familyId, shared })

const clearCookie = (deps: Deps, c: AppContext, key: string): void => {
  const application = deps.config.applications[key]
  if (application !== undefined) clearSessionCookie(c, deps.config, application)
}

/** The session that this browser had before ends with its cookie: whoever read it along has nothing. */
const replaceSession = async (deps: Deps, c: AppContext, session: BegunSession): Promise<void> => {
  const application = deps.config.applications[session.application]
  if (application === undefined) throw new FoyerError('application_unknown', { application: session.application })
  const before = readSessionCookie(c, deps.config, application.key)
  if (before !== null) await deps.store.endSessions({ secretHash: hashSecret(before) }, 'system')
  writeSessionCookie(c, deps.config, application, session.secret, session.shared ? null : session.maxAgeMs)
  const device = deviceAfter(readDevice(deps, c), session)
  if (device !== null) writeDeviceCookie(c, deps.config, sealDevice(deps.keys, device))
}

/** What this browser remembers from now on; `null` where nothing changes. A shared one remembers nobody who said so. */
const deviceAfter = (device: Device | null, session: BegunSession): Device | null => {
  if (session.shared) return device === null ? null : forgetOn(device, session.accountKey)
  return session.accountKey === null && session.ownName === null ? null : knownFor(device, session)
}

/** The contract's schema of a step is wider than its type. */
const loose = (view: FlowView): OutputOf<'flow.start'> => ({ ...view, step: { name: view.step.name, data: { ...view.step.data } } })
