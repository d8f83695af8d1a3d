// The entry: registers <foyer-auth> and <foyer-account>, once however often it is loaded, and not at all where there are no elements.

import type { SessionUser } from '@foyer/contract'
import type { FaultCode } from './flow/fault.ts'
import type { SignedIn } from './flow/signed-in.ts'
import { FoyerAccountElement } from './foyer-account.ts'
import { FoyerAuthElement } from './foyer-auth.ts'

export type { FaultCode } from './flow/fault.ts'
export type { SignedIn } from './flow/signed-in.ts'
export type { SessionUser }
export { FoyerAccountElement, FoyerAuthElement }

/** The element's own events with their details. */
export interface FoyerAuthEventMap {
  /** Cancelable: a page that prevents it goes on by itself. */
  'foyer-signed-in': CustomEvent<SignedIn>
  /** Names of steps alone, no secrets. */
  'foyer-step': CustomEvent<{ step: string }>
  'foyer-error': CustomEvent<{ code: FaultCode }>
}

declare global {
  interface HTMLElementTagNameMap {
    'foyer-auth': FoyerAuthElement
    'foyer-account': FoyerAccountElement
  }
  interface HTMLElementEventMap extends FoyerAuthEventMap {}
}

if (globalThis.customElements && !customElements.get('foyer-auth')) {
  FoyerAccountElement.home = FoyerAuthElement.home = new URL('.', import.meta.url).href
  customElements.define('foyer-auth', FoyerAuthElement)
  customElements.define('foyer-account', FoyerAccountElement)
}
