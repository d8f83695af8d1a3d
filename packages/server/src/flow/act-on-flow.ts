// Acts on the step that a flow stands at: one table, steps × actions.

import { type FlowView, type StepName, stepActions } from '@foyer/contract'
import { FoyerError, hasAccess, isBlocked, type Person } from '@foyer/core'
import type * as z from 'zod'
import type { Deps } from '../deps.ts'
import { validate } from '../http/validate.ts'
import { acceptLegal } from './actions/accept-legal.ts'
import { answerQuestion } from './actions/answer-question.ts'
import { createPasskey } from './actions/create-passkey.ts'
import { declineLegal } from './actions/decline-legal.ts'
import { addOfferedPasskey, answerDevice, keepAccount, skipPasskey } from './actions/last-questions.ts'
import { openLink } from './actions/open-link.ts'
import { leaveOtherDevice, showOtherDevice } from './actions/other-device.ts'
import { continueAs, leaveLink, signInAsOther, signOutAndGoOn } from './actions/other-session.ts'
import { giveEmail, keepEmail, resendEmailCode, submitEmailCode } from './actions/prove-email.ts'
import { requestInvitationMail, requestNewLink, requestRecoveryMail, resendRecoveryMail, submitRecoveryCode } from './actions/recover.ts'
import { refuse } from './actions/refuse.ts'
import { saveProfile } from './actions/save-profile.ts'
import { confirmTotp, leaveBackupCodes, submitFactor } from './actions/second-factor.ts'
import { setPassword } from './actions/set-password.ts'
import { setRecoveredPassword } from './actions/set-recovered-password.ts'
import { submitCode } from './actions/submit-code.ts'
import { usePasskey } from './actions/use-passkey.ts'
import { goWithoutEmail } from './actions/without-email.ts'
import type { BegunSession, FlowEnvironment } from './environment.ts'
import { beginSession } from './finish.ts'
import { type FlowState, type OpenedFlow, openFlow, type Place } from './flow-state.ts'
import { answerSilently, stepBeforeSession } from './last-questions.ts'
import { presentFlow } from './present-flow.ts'
import { type Moved, signIn } from './sign-in.ts'
import { loadPlace, standing } from './stand.ts'
import { requireOrigin } from './start-flow.ts'

export interface Turn<I = unknown> {
  deps: Deps
  environment: FlowEnvironment
  state: FlowState
  /** The person that the flow is about; `null` where nobody is known. */
  person: Person | null
  now: number
  input: I
}

type Act<I> = (turn: Turn<I>) => Promise<FlowState | Moved>
/** `sign_in` alone stands outside of the table: its own first statement tells the time. */
type TableAction<S extends StepName> = Exclude<keyof (typeof stepActions)[S], 'sign_in'>
type Actions = { [S in StepName]: { [A in TableAction<S>]: Act<ActionInput<(typeof stepActions)[S][A]>> } }
type ActionInput<S> = S extends z.ZodType ? z.output<S> : never

const to =
  (place: Place): Act<unknown> =>
  async ({ state }) => ({ ...state, place })

const toSignIn = to({ at: 'sign_in', name: null })
const toCode = to({ at: 'enter_code' })

/** Takes along the name that was typed, so that nobody types it twice. */
const toRecovery: Act<{ name?: string | undefined }> = async ({ state, input }) => ({
  ...state,
  place: { at: 'recover', name: input.name?.trim() || null },
})

/** Every step with every action it takes. One that is missing does not compile. */
const actions: Actions = {
  sign_in: {
    use_passkey: usePasskey,
    type_code: toCode,
    forgot: toRecovery,
  },
  continue_as: { continue: continueAs, other: signInAsOther },
  enter_code: { submit_code: submitCode, send_again: to({ at: 'send_invitation', name: null }), back: toSignIn },
  send_invitation: { request: requestInvitationMail, back: toCode },
  recover: { request: requestRecoveryMail, back: toSignIn },
  recover_code: {
    submit_code: submitRecoveryCode,
    resend: resendRecoveryMail,
    back: async ({ state }) => ({ ...state, place: { at: 'recover', name: state.place.at === 'recover_code' ? state.place.name : null } }),
  },
  recovered: {
    to_sign_in: async ({ state }) => ({
      ...state,
      place: { at: 'sign_in', name: state.place.at === 'recovered' ? state.place.name : null },
    }),
  },
  mail_sent: { to_sign_in: toSignIn, type_code: toCode },
  open_link: { open: openLink, other_device: showOtherDevice },
  other_device: { back: leaveOtherDevice },
  answer_question: { answer: answerQuestion },
  other_account: { sign_out: signOutAndGoOn, leave: leaveLink },
  email_confirmed: { to_sign_in: toSignIn },
  refuse: { refuse },
  refused: {},
  check_email: { give_email: giveEmail, keep_email: keepEmail, without_email: goWithoutEmail },
  prove_email: {
    submit_email_code: submitEmailCode,
    resend: resendEmailCode,
    back: async ({ state }) => (state.place.at === 'activation' ? { ...state, place: { ...state.place, retypes: true } } : state),
  },
  accept_legal: { accept: acceptLegal, decline: declineLegal },
  legal_declined: { to_sign_in: toSignIn },
  set_password: {
    set_password: (turn) => (turn.state.place.at === 'recovery' ? setRecoveredPassword(turn) : setPassword(turn)),
    create_passkey: createPasskey,
  },
  second_factor: { submit_factor: submitFactor, to_sign_in: toSignIn },
  set_up_totp: { confirm_totp: confirmTotp, to_sign_in: toSignIn },
  backup_codes: { continue: leaveBackupCodes },
  complete_profile: { save_profile: saveProfile },
  keep_account: { keep: keepAccount, to_sign_in: toSignIn },
  account_kept: { to_sign_in: toSignIn },
  own_device: { own: answerDevice('own'), shared: answerDevice('shared') },
  offer_passkey: { create_passkey: addOfferedPasskey, skip: skipPasskey },
  signed_in: { sign_out: signInAsOther },
  already_active: { to_sign_in: toSignIn },
  link_expired: { send_new: requestNewLink, to_sign_in: toSignIn },
  link_invalid: { to_sign_in: toSignIn, type_code: toCode, forgot: to({ at: 'recover', name: null }) },
}

/**
 * Opens the token, computes the step, and carries the action out if that step takes it.
 * @throws FoyerError `flow_expired`, `action_not_open`, `already_active`, `link_expired`, `link_invalid`, `origin_not_allowed`,
 * `invalid_input`, and those of the action.
 */
export const actOnFlow = async (
  deps: Deps,
  environment: FlowEnvironment,
  call: { token: string; action: string; input: Record<string, unknown>; locale?: string | undefined },
): Promise<{ view: FlowView; session: BegunSession | null; signedOut: string | null }> => {
  const { state: sealed, requireInTime } = openFlow(deps.keys, call.token, environment.origin)
  requireOrigin(deps, sealed.application, environment.origin)
  const opened = { state: call.locale === undefined ? sealed : { ...sealed, locale: environment.locale }, requireInTime }
  const signsIn = sealed.place.at === 'sign_in' && call.action === 'sign_in'
  const moved = signsIn
    ? await signIn(deps, environment, opened, validate(stepActions.sign_in.sign_in, call.input))
    : await moveOn(deps, environment, opened, call)
  const finished = await finishWhenNothingIsLeft(deps, environment, moved)
  const view = await presentFlow(deps, finished.state, finished.known)
  return { view, session: finished.session, signedOut: moved.signedOut ?? null }
}

const RESUME = 'resume'

const moveOn = async (
  deps: Deps,
  environment: FlowEnvironment,
  { state, requireInTime }: OpenedFlow,
  call: { action: string; input: Record<string, unknown> },
): Promise<Moved> => {
  const { person, now } = await loadPlace(deps, state)
  requireInTime(now)
  requireStanding(state, person, now)
  return call.action === RESUME ? { state, session: null } : carryOut(deps, environment, state, person, now, call)
}

/** What an action hears that came too late, whatever it was: others were faster, or the term ran out meanwhile. */
const overtaken: Partial<Record<StepName, 'already_active' | 'link_expired' | 'link_invalid'>> = {
  already_active: 'already_active',
  link_expired: 'link_expired',
  link_invalid: 'link_invalid',
}

const carryOut = async (
  deps: Deps,
  environment: FlowEnvironment,
  state: FlowState,
  person: Person | null,
  now: number,
  call: { action: string; input: Record<string, unknown> },
): Promise<Moved> => {
  const { step } = standing(deps, state, person, now)
  const schemas = stepActions[step.name] as Readonly<Record<string, z.ZodType>>
  const schema = Object.hasOwn(schemas, call.action) ? schemas[call.action] : undefined
  if (schema === undefined) throw new FoyerError(overtaken[step.name] ?? 'action_not_open')
  const act = (actions[step.name] as Readonly<Record<string, Act<unknown>>>)[call.action]
  if (act === undefined) throw new FoyerError('action_not_open')
  const result = await act({ deps, environment, state, person, now, input: validate(schema, call.input) })
  return 'place' in result ? { state: result, session: null } : result
}

const finishWhenNothingIsLeft = async (deps: Deps, environment: FlowEnvironment, moved: Moved): Promise<Moved> => {
  const { place } = moved.state
  if (place.at !== 'first_factor') return moved
  const { person, now } = await loadPlace(deps, moved.state)
  if (person === null) throw new FoyerError('flow_expired')
  requireStanding(moved.state, person, now)
  const state = whereAccessIs(deps, moved.state, person)
  if (!hasAccess(person, state.application)) throw new FoyerError('no_access')
  const asked = await answerSilently(deps, environment, state, place, person, now)
  const isLeft = place.codes != null || stepBeforeSession(person, asked, asked.place, deps.config.settings).name !== 'signed_in'
  if (isLeft) return { ...moved, state: asked }
  return beginSession(deps, environment, asked, person, { ...asked.place, now })
}

/** An invitation to another application, opened on Foyer's own pages, ends in that application. A host that waits gets its own or none. */
const whereAccessIs = (deps: Deps, state: FlowState, person: Person): FlowState => {
  if (hasAccess(person, state.application) || state.origin !== deps.config.origin || state.request !== null) return state
  const other = person.access.find(({ pending }) => !pending)
  return other === undefined ? state : { ...state, application: other.application }
}

const requireStanding = (state: FlowState, person: Person | null, now: number): void => {
  if (state.place.at !== 'first_factor') return
  if (person === null || person.credentialRevision !== state.place.credentialRevision || isBlocked(person, now))
    throw new FoyerError('flow_expired')
}
