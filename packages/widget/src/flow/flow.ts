// The flow behind the screens: starts, resumes and acts, and says what is to be seen. Knows the server's rules by their answers only.

import type { FlowView } from '@foyer/contract'
import { loadLater, loadPasskeys, prefetchLater } from '../load-later.ts'
import type { Scene, ScreenParts } from '../screens/screen.ts'
import { type Entry, forgetLink, isThisPage, readEntry } from './entry.ts'
import type { Fault } from './fault.ts'
import { makePkce } from './pkce.ts'
import { type Answer, postJson } from './post-json.ts'
import { type FlowRecord, readRecord, writeRecord } from './record.ts'
import type { SignedIn } from './signed-in.ts'

export interface FlowSettings {
  /** Base address of the server, without a slash at its end. */
  readonly server: string
  readonly application: string
  /** BCP 47. */
  readonly locale: string
  /** Path of the host's routes that take the sign-in code, or `null` when the page relies on Foyer's own session. */
  readonly exchange: string | null
  readonly returnTo: string | null
  readonly begin: string | null
}

export type FlowState =
  | { readonly kind: 'starting'; readonly fault?: undefined }
  | {
      readonly kind: 'step'
      readonly view: FlowView
      readonly scene: Scene
      /** The action under way. */
      readonly pending?: string | undefined
      readonly fault?: Fault | undefined
      /** The action that led to this answer. */
      readonly last?: string | undefined
    }
  | {
      readonly kind: 'stopped'
      readonly fault: Fault /** Absent when not even these could be loaded. */
      readonly parts?: ScreenParts | undefined
    }

export interface FlowPort {
  settings(): FlowSettings
  /** Loads what the screen of this answer needs; rejects when that cannot be had. */
  prepare(view: FlowView): Promise<Scene>
  /** The screen for what stopped the flow. */
  explain(fault: Fault, flow: Flow): Promise<{ fault: Fault; parts: ScreenParts }>
  show(state: FlowState): void
  /** Tells the page. False when the page takes over from here. */
  signedIn(detail: SignedIn): boolean
}

export interface Flow {
  /** Reads the address and what the tab remembers, and shows the first screen. Called once. */
  begin(): void
  act(action: string, input?: Record<string, unknown>): void
  /** The same with a passkey that the browser is asked for. */
  passkey(action: string, input?: Record<string, unknown>): void
  /** Asks for the step as it stands. */
  resume(): void
  /** Repeats what stopped the flow. */
  retry(): void
  restart(): void
}

/** Faults that may be gone at the next try. */
const passing = /^(unreachable|timed_out|rate_limited|busy|unavailable|internal)$/
/** Refusals that mean: the facts have moved on, ask for the step as it stands. */
const overtaken = /^(action_not_open|already_active|link_.*)$/

/** Screens that nothing more happens on: whoever goes to another address wants something else. */
const ended = /^(link_.*|already_active|email_confirmed|refused|account_kept)$/

/** Links and continuations are always looked at anew. A flow that came from one goes on wherever the page begins, until it has ended. */
const isSameWay = ({ begin, request }: Entry, { endedAt, ...record }: FlowRecord): boolean => {
  if (endedAt && endedAt !== location.pathname) return false
  return begin ? !record.begin || record.begin === begin : request !== undefined && request === record.request
}

export function createFlow(port: FlowPort): Flow {
  let state: FlowState = { kind: 'starting' }
  let entry: Entry = {}
  let record: FlowRecord = {}
  let repeat = start

  const show = (next: FlowState): void => {
    state = next
    port.show(next)
  }
  const storageKey = (): string => {
    const { server, application } = port.settings()
    return `foyer:${server}:${application}`
  }
  const remember = (next: FlowRecord): void => {
    record = next
    writeRecord(storageKey(), next)
  }
  const call = (path: string, body: object): Promise<Answer<FlowView>> => {
    const { server, locale } = port.settings()
    return postJson(`${server}/flow/${path}`, { ...body, locale }, locale)
  }
  const callAct = (action: string, input: object = {}) => call('act', { token: record.token, action, input })

  async function callStart(from: Entry): Promise<Answer<FlowView>> {
    const { application, exchange } = port.settings()
    const { verifier, challenge } = exchange === null ? {} : await makePkce()
    const answer = await call('start', { application, ...from, codeChallenge: challenge })
    if (answer.value) remember({ token: answer.value.token, verifier, request: entry.request, begin: entry.begin })
    return answer
  }

  async function start(): Promise<void> {
    const { fault, value } = await callStart(entry)
    return fault ? stop(fault, start) : accept(value)
  }

  function startAnew(): Promise<void> {
    const { server, begin } = port.settings()
    if (!entry.request) entry = readEntry(server, begin)
    remember({})
    return start()
  }

  async function resume(): Promise<void> {
    const { fault, value } = await callAct('resume')
    if (value) return accept(value)
    return passing.test(fault.code) ? stop(fault, resume) : startAnew()
  }

  async function act(action: string, input?: object): Promise<void> {
    if (state.kind !== 'step' || state.pending) return
    const { view, scene } = state
    const { name } = view.step
    show({ kind: 'step', view, scene, pending: action })
    if (name === 'signed_in') return signOut(view, scene)
    let answer = await callAct(action, input)
    if (answer.fault?.code === 'flow_expired' && (name === 'sign_in' || name === 'enter_code')) {
      const fresh = await callStart(entry.request ? entry : { begin: name })
      if (fresh.value?.step.name === name) answer = await callAct(action, input)
    }
    const { fault, value } = answer
    if (value) {
      const { server, application } = port.settings()
      // Signing out makes way for a link that still waits for its own button.
      if (action !== 'sign_out') forgetLink(server, application)
      return accept(value, action)
    }
    if (overtaken.test(fault.code)) return resume()
    if (fault.code === 'flow_expired') return stop(fault, startAnew)
    show({ kind: 'step', view, scene, fault })
    // Its challenge is used up.
    if (fault.code === 'passkey_refused') return renew(false)
  }

  /** What a screen with passkeys was told to ask the browser for. */
  function asked({ step: { data } }: FlowView) {
    const passkey = 'passkey' in data ? data.passkey : null
    return passkey && window.PublicKeyCredential ? ('options' in passkey ? passkey.options : passkey) : null
  }

  async function watch(view: FlowView, inField = true): Promise<void> {
    const options = asked(view)
    if (!options) return
    const { watchPasskeys } = await loadPasskeys()
    const isHere = () => state.kind === 'step' && state.view === view
    const use = (response: object) => isHere() && flow.act('use_passkey', { response })
    return watchPasskeys(options, inField && use, () => isHere() && attempt(renew))
  }

  /** A fresh challenge for the screen as it stands, with all that was typed; without a word when there is none to be had. After a refusal the button alone asks again. */
  async function renew(inField = true): Promise<void> {
    if (state.kind !== 'step') return
    const { view } = state
    const { value } = await callAct('resume')
    if (!value || state.view !== view || state.pending || value.step.name !== view.step.name) return
    remember({ ...record, token: value.token })
    show({ ...state, view: value })
    return watch(value, inField)
  }

  async function passkey(action: string, input?: object): Promise<void> {
    if (state.kind !== 'step' || state.pending) return
    const { view } = state
    const options = asked(view)
    if (!options) return
    const { askForPasskey } = await loadPasskeys()
    const response = await askForPasskey(options)
    return response ? act(action, { ...input, response }) : watch(view)
  }

  /** The one action of the last screen. */
  async function signOut(view: FlowView, scene: Scene): Promise<void> {
    const { endSession } = await loadLater()
    const { fault } = await endSession(postJson, port.settings(), view.token)
    return fault ? show({ kind: 'step', view, scene, fault }) : startAnew()
  }

  async function accept(view: FlowView, last?: string): Promise<void> {
    remember({ ...record, token: view.token, endedAt: ended.test(view.step.name) ? location.pathname : undefined })
    if (view.continueAt && !isThisPage(view.continueAt)) return location.replace(view.continueAt)
    const scene = await port.prepare(view)
    if (view.step.name === 'signed_in') return finish(view, scene, false)
    show({ kind: 'step', view, scene, last })
    watch(view).catch(() => {})
  }

  /** The end of every way: the page is told, and goes on or stays on the last screen. */
  async function finish(view: FlowView, scene: Scene, resumed: boolean): Promise<void> {
    const { endSignIn } = await loadLater()
    const { fault, value } = await endSignIn(postJson, port.settings(), view, record.verifier, resumed)
    if (fault) return fault.code === 'session_ended' ? startAnew() : stop(fault, resume)
    remember(value.record)
    show({ kind: 'step', view, scene })
    if (port.signedIn({ user: value.user, flow: value.flow, resumed }) && value.target) location.assign(value.target)
  }

  async function stop(reason: Fault, remedy: () => Promise<void>): Promise<void> {
    repeat = remedy
    const explained = await port.explain(reason, flow).catch(() => ({ fault: reason }))
    show({ kind: 'stopped', ...explained })
  }

  /** A job rejects only when a file of the widget itself cannot be loaded; some browsers try such a file once a page. */
  const attempt = (job: () => Promise<void>): void => {
    job().catch(() => stop({ code: 'unreachable' }, async () => location.reload()))
  }

  const again = (job: () => Promise<void>): void => {
    show({ kind: 'starting' })
    attempt(job)
  }

  const flow: Flow = {
    begin: () =>
      attempt(async () => {
        const { server, application, begin, locale } = port.settings()
        if (!application) return stop({ code: 'config_missing' }, start)
        entry = readEntry(server, begin)
        record = readRecord(storageKey())
        const { done, token } = record
        if (token || entry.begin !== 'sign_in') prefetchLater(locale).catch(() => {})
        if (entry.begin && done) return finish(done, await port.prepare(done), true)
        return token && isSameWay(entry, record) ? resume() : start()
      }),
    act: (action, input) => attempt(() => act(action, input)),
    passkey: (action, input) => attempt(() => passkey(action, input)),
    resume: () => attempt(resume),
    retry: () => again(repeat),
    restart: () => again(startAnew),
  }
  return flow
}
