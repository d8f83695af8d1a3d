// <foyer-account>: the holder's own page. Everything but this shell is loaded when there is one on the page.

import { accountTools } from './account-tools.ts'
import { loadAccount } from './load-later.ts'

const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

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
        ({ mountAccount }) => mountAccount(this, this.attachShadow({ mode: 'open' }), FoyerAccountElement.home, accountTools),
        () => {},
      ),
    )
  }
}
