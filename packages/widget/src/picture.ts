// From a flow's state to a template: which screen, what is wrong where, what may be done.

import { html, type TemplateResult } from 'lit/html.js'
import type { Fault } from './flow/fault.ts'
import type { Flow, FlowState } from './flow/flow.ts'
import type { Speech } from './i18n/speak.ts'
import type { FirstKey } from './i18n/words.ts'
import { createKit } from './parts/kit.ts'
import { layout } from './parts/layout.ts'
import { span } from './parts/span.ts'
import type { ScreenParts } from './screens/screen.ts'

/** What a picture is drawn with, beside the state. */
export interface Desk {
  /** Begins every id. */
  readonly prefix: string
  readonly flow: Flow
  /** Errors found before anything was sent, by field. */
  readonly missing: ReadonlyMap<string, string>
  readonly choice: string | null
  choose(choice: string | null): void
  submit(event: SubmitEvent, parts: ScreenParts): void
}

/** `speech` is absent as long as the words are not there. */
export function picture(state: FlowState, speech: Speech<FirstKey> | undefined, desk: Desk): TemplateResult {
  if (state.kind === 'starting') return waiting
  const { prefix, flow, missing, choice, choose } = desk
  if (!speech) return wordless(flow)
  const waitMs = (state.fault?.retryAt ?? 0) - Date.now()
  const wait = waitMs > 0 ? speech.say('wait', { time: span(waitMs, speech.locale) }) : undefined
  const errors = new Map(missing)
  const kit = createKit(prefix, errors, speech)
  if (state.kind === 'stopped') {
    const parts: ScreenParts = state.parts ?? {
      title: speech.say('offlineTitle'),
      submit: { label: speech.say('retry'), run: flow.retry },
    }
    return layout({ parts: wait ? { ...parts, lead: wait } : parts, submit: desk.submit })
  }
  const { view, scene, fault, last, pending } = state
  if (fault && (wait || !fault.retryAt)) addErrors(errors, fault, speech)
  const parts = scene.screen({ view, kit, last, act: flow.act, passkey: flow.passkey, choice, choose })
  // What no field has asked for by now is said for the form as a whole.
  return layout({ parts, message: [...errors.values()].join(' '), ticking: wait, pending, submit: desk.submit })
}

/** By field: an issue names its own, and a code such as `password_common` begins with the name of the field that it is about. */
function addErrors(errors: Map<string, string>, { code, detail, issues }: Fault, { say }: Speech<FirstKey>): void {
  const isOffline = code === 'unreachable' || code === 'timed_out'
  if (!issues) errors.set(code.replace(/_.*/, ''), detail || say(isOffline ? 'offline' : 'busy'))
  for (const { path, message } of issues ?? []) errors.set(String(path.filter((part) => typeof part === 'string').pop()), message)
}

const waiting = html`<div class="foyer-wait" aria-hidden="true">
  <p class="foyer-bone"></p>
  <p class="foyer-bone"></p>
  <p class="foyer-bone"></p>
  <p class="foyer-bone"></p>
</div>`

/** Not even the words could be loaded. */
const wordless = ({ retry }: Flow): TemplateResult =>
  html`<p class="foyer-title" role="alert">Keine Verbindung · No connection</p>
    <button class="foyer-button" type="button" @click=${retry}>Erneut versuchen · Try again</button>`
