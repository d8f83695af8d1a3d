// <foyer-auth>: sign-in and activation on any page. Frame and slots in a shadow root, the form beside it in the light DOM.

import type { FlowView, SessionUser } from '@foyer/contract'
import { html, render } from 'lit/html.js'
import { createFlow, type Flow, type FlowSettings, type FlowState } from './flow/flow.ts'
import { loadSpeech, wantedLanguage } from './i18n/load-speech.ts'
import type { Speech } from './i18n/speak.ts'
import type { FirstKey } from './i18n/words.ts'
import { loadLater, prefetchWhenIdle } from './load-later.ts'
import { prepareScene } from './screens/prepare-scene.ts'
import { createStage, type Stage } from './stage.ts'
import { adoptStyles } from './theme/adopt-styles.ts'

/** Outside of browsers the class exists, but nothing is ever made of it. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

let instances = 0

/** The element. See the package's README for attributes, slots, events and custom properties. */
export class FoyerAuthElement extends Base {
  static readonly observedAttributes = ['application', 'server', 'lang']
  /** Address that the script came from: the server unless the attribute `server` names another. */
  static home = ''

  readonly #shadow = this.attachShadow({ mode: 'open' })
  readonly #prefix = `foyer-${++instances}`
  readonly #observer = new MutationObserver(() => this.#mount())
  #run: { readonly key: string; readonly flow: Flow; readonly stage: Stage } | undefined
  #state: FlowState = { kind: 'starting' }
  /** Words for what happens before the server has answered, and for the case that it never does. */
  #speech: Speech<FirstKey> | undefined
  #user: SessionUser | null = null

  /** Name of the step on the screen, for a listener that came late; `null` before the first and in trouble. */
  get step(): string | null {
    return this.#state.kind === 'step' ? this.#state.view.step.name : null
  }

  /** Who has signed in here; `null` before that. */
  get user(): SessionUser | null {
    return this.#user
  }

  connectedCallback(): void {
    this.#observer.observe(this, { childList: true })
    addEventListener('pageshow', this.#onPageShow)
    // The attributes of an element made by a script may follow a moment later.
    queueMicrotask(() => this.#begin())
  }

  disconnectedCallback(): void {
    this.#observer.disconnect()
    removeEventListener('pageshow', this.#onPageShow)
  }

  attributeChangedCallback(name: string): void {
    if (name === 'lang' && this.#state.kind === 'step') this.#run?.flow.resume()
    else if (this.#run) this.#begin()
  }

  /** One flow for each pair of server and application. An element that was removed and added again goes on with the one it has. */
  #begin(): void {
    if (!this.isConnected) return
    const { server, application, locale } = this.#settings()
    const key = `${server} ${application}`
    loadSpeech(locale).then(
      (speech) => {
        this.#speech = speech
        this.#draw()
      },
      () => {},
    )
    if (this.#run?.key !== key) {
      this.#run?.stage.root.remove()
      const isCurrent = (): boolean => this.#run?.flow === flow
      const flow = createFlow({
        settings: () => this.#settings(),
        prepare: (view) => prepareScene(view, this.lang || view.locale, server),
        explain: async (fault) => {
          const [{ explainTrouble }, speech] = await Promise.all([loadLater(), loadSpeech(locale)])
          return explainTrouble(fault, this.#settings(), speech, flow)
        },
        show: (state) => isCurrent() && this.#show(state),
        signedIn: (detail) => {
          if (!isCurrent()) return false
          this.#user = detail.user
          return this.#tell('foyer-signed-in', detail, true)
        },
      })
      const stage = createStage({ prefix: this.#prefix, flow, takesFocus: `${location.href}/`.startsWith(`${server}/`) })
      this.#run = { key, flow, stage }
      this.#show({ kind: 'starting' })
      flow.begin()
    }
    this.#dress()
    this.#mount()
  }

  #show(state: FlowState): void {
    const before = this.step
    const { fault } = this.#state
    this.#state = state
    this.#frame(state.kind === 'step' ? state.view.organisation : undefined)
    this.#dress()
    this.#draw()
    const { step } = this
    if (step && step !== 'signed_in') this.#user = null
    if (step && step !== before) {
      prefetchWhenIdle(this.#settings().locale)
      this.#tell('foyer-step', { step })
    }
    if (state.fault && state.fault !== fault) this.#tell('foyer-error', { code: state.fault.code })
  }

  #draw(): void {
    this.#run?.stage.show(this.#state, this.#state.kind === 'step' ? this.#state.scene.speech : this.#speech)
  }

  /** Brings the form back when a framework has removed it, and removes a copy that came with cloned markup. */
  #mount(): void {
    const root = this.#run?.stage.root
    for (const child of [...this.children]) {
      if (child !== root && child.classList.contains('foyer-root')) child.remove()
    }
    if (root && root.parentNode !== this) this.append(root)
  }

  #dress(): void {
    const page = this.getRootNode()
    const { server } = this.#settings()
    for (const root of [this.#shadow, page]) {
      if (!(root instanceof Document || root instanceof ShadowRoot)) continue
      const loading = adoptStyles(root, server)
      if (!loading) continue
      this.hidden = true
      loading.then(() => {
        this.hidden = false
      })
    }
  }

  #frame(organisation: FlowView['organisation'] | undefined): void {
    if (!organisation && this.#shadow.querySelector('.foyer-frame')) return
    const { logo, name, accent } = organisation ?? {}
    render(
      html`<div class="foyer-frame" part="frame">
        <slot name="logo">${logo && html`<img class="foyer-logo" src=${logo} alt=${name} />`}</slot>
        <slot name="header"></slot>
        <slot name="foyer-screen"></slot>
        <slot name="footer"></slot>
      </div>`,
      this.#shadow,
    )
    const frame = this.#shadow.querySelector<HTMLElement>('.foyer-frame')
    for (const [shade, colour] of Object.entries(accent ?? {})) frame?.style.setProperty(`--f-${shade}`, colour)
  }

  #tell(type: string, detail: object, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }))
  }

  /** Back from another page, out of the browser's memory: what was under way then is not any more. */
  readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    const state = this.#state
    if (persisted && (state.kind === 'starting' || (state.kind === 'step' && state.pending))) this.#run?.flow.resume()
  }

  #settings(): FlowSettings {
    const { href } = new URL(this.getAttribute('server') ?? FoyerAuthElement.home, document.baseURI)
    return {
      server: href.replace(/[/?#]*$/, ''),
      application: this.getAttribute('application') ?? '',
      locale: wantedLanguage(this.lang),
      exchange: this.getAttribute('exchange'),
      returnTo: this.getAttribute('return-to'),
      begin: this.getAttribute('begin'),
    }
  }
}
