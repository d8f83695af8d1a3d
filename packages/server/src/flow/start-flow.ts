// Begins a flow: from a link, a continuation, a sign-in that began elsewhere, or an empty page.

import type { FlowView, ParsedInputOf } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { ResolvedApplication } from '../config.ts'
import type { Deps } from '../deps.ts'
import type { FlowEnvironment } from './environment.ts'
import { type FlowState, type LinkPlace, openAuthorize, openContinuation, type Place } from './flow-state.ts'
import { presentFlow } from './present-flow.ts'
import { readLink } from './read-link.ts'

/**
 * Looks at a link without using it: only the step's button does that.
 * @throws FoyerError `application_unknown`, `origin_not_allowed`, `flow_expired` for an old continuation or request.
 */
export const startFlow = async (deps: Deps, environment: FlowEnvironment, input: ParsedInputOf<'flow.start'>): Promise<FlowView> => {
  const application = requireOrigin(deps, input.application, environment.origin)
  const base: FlowState = {
    place: beginnings[input.begin],
    application: application.key,
    origin: environment.origin,
    locale: environment.locale,
    challenge: input.codeChallenge ?? null,
    request: null,
  }
  if (input.link !== undefined)
    return presentFlow(deps, { ...base, place: await forWhomeverIsHere(deps, environment, await readLink(deps, input.link)) })
  const now = await deps.store.now()
  if (input.continuation !== undefined) {
    const at = { origin: environment.origin, application: application.key }
    const { place } = openContinuation(deps.keys, input.continuation, at, now)
    return presentFlow(deps, { ...base, place })
  }
  const request = input.request === undefined ? null : openAuthorize(deps.keys, input.request, application.key, now)
  const { signedIn } = environment
  // On a shared device whoever comes next is not told who was there.
  if (signedIn !== null && !signedIn.shared && input.begin === 'sign_in') {
    const { userId, familyId } = signedIn
    return presentFlow(deps, { ...base, request, place: { at: 'continue_as', userId, familyId } })
  }
  return presentFlow(deps, { ...base, request })
}

const beginnings: Record<ParsedInputOf<'flow.start'>['begin'], Place> = {
  sign_in: { at: 'sign_in', name: null },
  enter_code: { at: 'enter_code' },
  recover: { at: 'recover', name: null },
}

/** A link of one person, opened where another is signed in, waits for a decision. */
const forWhomeverIsHere = async (deps: Deps, environment: FlowEnvironment, place: Place): Promise<Place> => {
  const { signedIn } = environment
  if (signedIn === null || place.at !== 'link') return place
  const loaded = await deps.store.loadPerson({ grantId: place.grantId })
  return loaded === null || loaded.person.id === signedIn.userId ? place : otherAccount(place, signedIn)
}

const otherAccount = (link: LinkPlace, { userId, familyId }: { userId: string; familyId: string }): Place => ({
  at: 'other_account',
  link,
  userId,
  familyId,
})

/** @throws FoyerError `application_unknown`, `origin_not_allowed`. */
export const requireOrigin = (deps: Pick<Deps, 'config'>, key: string, origin: string): ResolvedApplication => {
  const application = Object.hasOwn(deps.config.applications, key) ? deps.config.applications[key] : undefined
  if (application === undefined) throw new FoyerError('application_unknown', { application: key })
  if (!application.origins.has(origin)) throw new FoyerError('origin_not_allowed')
  return application
}
