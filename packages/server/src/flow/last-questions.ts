// What comes when nothing else is asked before a session: whose device this is, and the offer of a passkey.

import type { Step } from '@foyer/contract'
import { type DeviceAnswer, mayOfferPasskey, type Person, type Settings, signedInStep } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { FlowEnvironment } from './environment.ts'
import type { FlowState, Place } from './flow-state.ts'
import { accountKeyOf, bucketKey } from './limits.ts'

export type FirstFactorPlace = Extract<Place, { at: 'first_factor' }>
const DAY_MS = 86_400_000

/** Steps after the first factor, with those that come last. */
export const stepBeforeSession = (person: Person, state: FlowState, place: FirstFactorPlace, settings: Settings) => {
  const next = signedInStep(person, state.application, place, { settings })
  if (next.name !== 'signed_in') return next
  if (place.device === 'unknown') return { name: 'own_device' } as const
  return place.offer === 'open' ? ({ name: 'offer_passkey' } as const) : next
}

/** A fast way past `answerSilently`: whether a sign-in with a password ends here without any question. */
export const asksNothing = (deps: Deps, environment: FlowEnvironment, state: FlowState, person: Person): boolean => {
  const { settings } = deps.config
  const shown = { first: 'password', shownAt: 0, device: deviceAnswer(deps, environment, person) } as const
  return shown.device !== 'unknown' && !mayOfferPasskey(person, state.application, shown, { settings, now: 0 })
}

/**
 * Answers what need not be asked: a browser that is known as somebody's own, and a passkey that was offered lately. An offer counts from when
 * it is made, taken or not.
 */
export const answerSilently = async (
  deps: Deps,
  environment: FlowEnvironment,
  state: FlowState,
  place: FirstFactorPlace,
  person: Person,
  now: number,
): Promise<FlowState & { place: FirstFactorPlace }> => {
  const { settings } = deps.config
  const device = place.device ?? deviceAnswer(deps, environment, person)
  const answered = { ...place, device }
  const asked = { ...state, place: answered }
  const isLast = place.codes == null && stepBeforeSession(person, state, answered, settings).name === 'signed_in'
  if (!isLast || place.offer !== undefined) return asked
  const { application } = state
  const may = mayOfferPasskey(person, application, { first: place.first, shownAt: place.shownAt ?? null, device }, { settings, now })
  const offers = may && (await countOffer(deps, person.id, settings.passkeyOfferDays ?? 0))
  return { ...asked, place: { ...answered, offer: offers ? 'open' : 'closed' } }
}

/** What a step of this file is told. The passkey's challenge is added where the answer is made. */
export const lastQuestionStep = (name: 'own_device' | 'offer_passkey'): Step =>
  name === 'own_device' ? { name, data: {} } : { name, data: { passkey: null } }

/** One row of the limits, so that offering changes nothing of the person. */
const countOffer = async (deps: Deps, userId: string, days: number): Promise<boolean> => {
  const key = bucketKey(deps.keys, 'passkey-offer', userId)
  const { tallies } = await deps.store.countTry([{ key, kind: 'window', windowMs: days * DAY_MS, max: 1 }])
  return tallies.every(({ admitted }) => admitted)
}

/** What is known of this browser without a question. */
export const deviceAnswer = (deps: Deps, { device }: FlowEnvironment, person: Person): DeviceAnswer => {
  if (deps.config.settings.sharedDevices === 'off') return 'unasked'
  const name = ownNameOf(deps, person)
  return device?.own?.includes(name) === true ? 'own' : 'unknown'
}

/** Under what a browser remembers whose own it is: a keyed hash. */
export const ownNameOf = (deps: Pick<Deps, 'keys'>, person: Pick<Person, 'id' | 'email'>): string =>
  person.email === null ? bucketKey(deps.keys, 'own', person.id) : accountKeyOf(deps.keys, person.email.canonical)
