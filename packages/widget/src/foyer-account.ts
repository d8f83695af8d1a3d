// <foyer-account>: the holder's own page. Everything but this shell is loaded when there is one on the page.

import { html, nothing, render } from 'lit/html.js'
import { postJson } from './flow/post-json.ts'
import { loadSpeech, wantedLanguage } from './i18n/load-speech.ts'
import { loadAccount, loadLater } from './load-later.ts'
import { createKit } from './parts/kit.ts'
import { addStyles, adoptStyles } from './theme/adopt-styles.ts'

const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

/** What the shell hands in, so that the account's file holds the account alone. */
const tools = { html, nothing, render, postJson, loadSpeech, wantedLanguage, loadLater, createKit, addStyles, adoptStyles }
export type AccountTools = typeof tools

/** The element. See the package's README for its attributes. */
export class FoyerAccountElement extends Base {
  /** Address that the script came from: the server unless the attribute `server` names another. */
  static home = ''
  #isMounted = false

  connectedCallback(): void {
    if (this.#isMounted) return
    this.#isMounted = true
    queueMicrotask(() =>
      loadAccount().then(
        ({ mountAccount }) => mountAccount(this, this.attachShadow({ mode: 'open' }), FoyerAccountElement.home, tools),
        () => {},
      ),
    )
  }
}
