// What a flow token carries, sealed: where the flow stands by what was proven in it, never how far it came.

import type { ActivationProofs, Carrier, DeviceAnswer, FirstFactor } from '@foyer/core'
import { FoyerError } from '@foyer/core'
import type { KeyRing } from '../keys/key-ring.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { Ceremony } from '../passkey/ceremony.ts'

/** What was proven so far. The step is computed from it and the stored facts on every call. */
export type Place =
  | { at: 'sign_in'; name: string | null }
  | { at: 'enter_code' }
  | { at: 'send_invitation'; name: string | null }
  | { at: 'recover'; name: string | null }
  /** The name as typed: whether anybody has it is not in here. */
  | { at: 'recover_code'; name: string }
  | { at: 'recovered'; name: string | null }
  | { at: 'mail_sent'; purpose: 'activation' | 'recovery' }
  /** `chosen`: they go on, once what is due was agreed to. */
  | { at: 'continue_as'; userId: string; familyId: string; chosen?: boolean }
  /** Keys of what is required and was not agreed to. */
  | { at: 'legal_declined'; documents: string[]; flow: 'sign_in' | 'activation' }
  /** A genuine link was opened; its button was not pressed yet. */
  | LinkPlace
  /** A genuine link, opened where somebody else is signed in. */
  | { at: 'other_account'; link: LinkPlace; userId: string; familyId: string }
  | { at: 'dead_link'; newer: boolean }
  | { at: 'email_confirmed'; emailMasked: string | null; invited: boolean }
  | { at: 'refuse'; grantId: string; revision: number | null; emailMasked: string | null }
  | { at: 'refused' }
  | {
      at: 'activation'
      proofs: ActivationProofs /** Asked to type another address. */
      retypes: boolean /** What was typed looks like a slip. */
      doubt?: { typed: string; suggestion: string } | null
    }
  /** Link or code of a recovery was shown. */
  | {
      at: 'recovery'
      grantId: string
      generation: number
      /** How it was opened, where that was handed over. */
      carrier?: Carrier | undefined
      /** What the hand-over asks for was named. */
      answered?: boolean | undefined
      /** The code of the second factor was right. */
      second?: boolean | undefined
    }
  /** The typed code of the same secret is shown; going back shows the link again. */
  | { at: 'other_device'; link: LinkPlace }
  /** The first factor was shown; what the application still asks comes before the session. */
  | {
      at: 'first_factor'
      userId: string
      credentialRevision: number
      flow: 'sign_in' | 'activation'
      /** What opened the activation, so that its steps are counted to the end as they were from the beginning. */
      carrier?: Carrier
      first: FirstFactor
      /** The code after a password was right. */
      second: boolean
      /** Backup codes that were made in this flow and are still on the screen. */
      codes?: readonly string[] | null
      /** When the own password was shown or set. */
      shownAt?: number | undefined
      /** Whose device this is, once that is known. */
      device?: DeviceAnswer | undefined
      /** A passkey is offered, or nothing is to be offered (any more). */
      offer?: 'open' | 'closed' | undefined
    }
  | {
      at: 'signed_in'
      userId: string
      familyId: string
      flow: 'sign_in' | 'activation' /** On a shared device. */
      shared?: boolean | undefined
    }
  /** The mailed link that keeps an account was opened. */
  | { at: 'keep'; grantId: string; generation: number }
  | { at: 'kept'; nameMasked: string | null }

export interface LinkPlace {
  at: 'link'
  purpose: 'activation' | 'recovery' | 'confirmation' | 'undo'
  grantId: string
  generation: number
  carrier: Carrier
  /** Of a mailed link: the revision of the address that it was verified for, which may be another when the button is pressed. */
  revision: number | null
}

/** A sign-in that began at `/authorize`. */
export interface AuthorizeRequest {
  redirectUri: string
  state: string
  challenge: string
}

export interface FlowState {
  place: Place
  application: string
  /** The page's origin; the token is worthless on any other. */
  origin: string
  locale: string
  /** S256 challenge of a page that exchanges the sign-in for a session of its own. */
  challenge: string | null
  request: AuthorizeRequest | null
  /** The challenge for a passkey that this answer offers; another answer brings another. */
  ceremony?: Ceremony | null
  /** Key of an authenticator app that is being set up, base64url; the same until it is confirmed. */
  totpKey?: string | null
}

/** A flow waits this long for the next action. */
export const FLOW_TTL_MS = 30 * 60_000
const CONTINUATION_TTL_MS = 5 * 60_000

interface Sealed {
  state: FlowState
  expiresAt: number
}

export const sealFlow = (keys: KeyRing, state: FlowState, now: number): string =>
  seal(keys, 'seal/flow', { state, expiresAt: now + FLOW_TTL_MS } satisfies Sealed)

/** A token that is genuine. Whether it is old is judged as soon as a statement has told the time. */
export interface OpenedFlow {
  readonly state: FlowState
  /** @throws FoyerError `flow_expired` */
  readonly requireInTime: (now: number) => void
}

/** @throws FoyerError `flow_expired` for a token that is forged or of another origin. */
export const openFlow = (keys: KeyRing, token: string, origin: string): OpenedFlow => {
  const sealed = unseal(keys, 'seal/flow', token) as Sealed | undefined
  if (sealed === undefined || sealed.state.origin !== origin) throw new FoyerError('flow_expired')
  const requireInTime = (now: number) => {
    if (sealed.expiresAt <= now) throw new FoyerError('flow_expired')
  }
  return { state: sealed.state, requireInTime }
}

/** Carries an opened activation from Foyer's landing page to a page of the host. */
export const sealContinuation = (keys: KeyRing, state: FlowState, origin: string, now: number): string =>
  seal(keys, 'seal/continuation', { state: { ...state, origin }, expiresAt: now + CONTINUATION_TTL_MS } satisfies Sealed)

/** @throws FoyerError `flow_expired`, also for another application or origin. */
export const openContinuation = (keys: KeyRing, token: string, at: { origin: string; application: string }, now: number): FlowState => {
  const sealed = unseal(keys, 'seal/continuation', token) as Sealed | undefined
  if (sealed === undefined || sealed.expiresAt <= now) throw new FoyerError('flow_expired')
  if (sealed.state.origin !== at.origin || sealed.state.application !== at.application) throw new FoyerError('flow_expired')
  return sealed.state
}

export const sealAuthorize = (keys: KeyRing, request: AuthorizeRequest & { application: string }, now: number): string =>
  seal(keys, 'seal/authorize', { request, expiresAt: now + FLOW_TTL_MS })

/** @throws FoyerError `flow_expired`. */
export const openAuthorize = (keys: KeyRing, token: string, application: string, now: number): AuthorizeRequest => {
  const sealed = unseal(keys, 'seal/authorize', token) as
    | { request: AuthorizeRequest & { application: string }; expiresAt: number }
    | undefined
  if (sealed === undefined || sealed.expiresAt <= now || sealed.request.application !== application) throw new FoyerError('flow_expired')
  const { redirectUri, state, challenge } = sealed.request
  return { redirectUri, state, challenge }
}
