// What a page is told: token, step, and the frame around it.

import type { FlowView } from '@foyer/contract'
import { FoyerError, isBlocked } from '@foyer/core'
import { organisationView } from '../appearance/organisation-view.ts'
import type { Deps } from '../deps.ts'
import { localText } from '../text.ts'
import { type Known, withWayOn } from './finish.ts'
import { type FlowState, sealContinuation, sealFlow } from './flow-state.ts'
import { sessionStands } from './session-stands.ts'
import { loadPlace, standing } from './stand.ts'
import { withFactors } from './with-factors.ts'

/**
 * @param known of a session that was begun this moment, so that neither the person nor the session is asked for again
 * @throws FoyerError `flow_expired` when what was proven holds no more
 */
export const presentFlow = async (deps: Deps, given: FlowState, known?: Known): Promise<FlowView> => {
  const { person, now } = known ?? (await loadPlace(deps, given))
  const { place } = given
  if (place.at === 'first_factor' && (person === null || person.credentialRevision !== place.credentialRevision || isBlocked(person, now)))
    throw new FoyerError('flow_expired')
  const byASession = known === undefined && (place.at === 'signed_in' || place.at === 'continue_as')
  if (byASession && !(await sessionStands(deps, place))) throw new FoyerError('flow_expired')
  const { step: bare, progress, person: shown } = standing(deps, given, person, now)
  const { step, state } = await withFactors(deps, given, bare, person, now)
  const application = deps.config.applications[state.application]
  const { locale } = state
  return {
    token: sealFlow(deps.keys, state, now),
    step: withWayOn(deps, state, step, now),
    progress,
    organisation: organisationView(deps.config),
    application: {
      key: state.application,
      name: application === undefined ? state.application : localText(application.name, locale, deps.config.organisation.locale),
      url: application?.url ?? null,
    },
    locale,
    firstName: shown?.profile.firstName ?? null,
    continueAt: continueAt(deps, state, now),
  }
}

/**
 * An activation opened on Foyer's landing page goes on at the application's own page, where it names one. Where Foyer is mounted in the
 * application's own origin both pages look alike from here: the element on the named page stays where it is.
 */
const continueAt = (deps: Deps, state: FlowState, now: number): string | null => {
  const page = deps.config.applications[state.application]?.authPage ?? null
  if (page === null || state.place.at !== 'activation' || state.origin !== deps.config.origin) return null
  return `${page}#foyer=${sealContinuation(deps.keys, state, new URL(page).origin, now)}`
}
