// What the holder's page shows, and what its sections may do.

import type { AccountView, TotpSetup } from '@foyer/contract'
import type { AccountTools } from '../account-tools.ts'
import type { Fault } from '../flow/fault.ts'
import type { Say } from '../i18n/account-words.ts'
import type { Speech } from '../i18n/speak.ts'
import type { codeList } from '../parts/code-list.ts'
import type { Kit } from '../parts/kit.ts'
import type { qrCode } from '../parts/qr-code.ts'

/** The one form that is open, if any. */
export type Panel =
  | { readonly name: 'email' | 'code' | 'password' | 'erase' }
  /** Everything else is gone from the page: nobody is signed in any more. */
  | { readonly name: 'erased'; readonly at: string }
  | { readonly name: 'rename'; readonly id: string }
  | { readonly name: 'totp'; readonly setup: TotpSetup; readonly ticket: string }
  | { readonly name: 'codes'; readonly codes: readonly string[] }
  /** Asks who is there; `next` is what waits for the answer. */
  | { readonly name: 'proof'; readonly next: () => void }

export interface AccountState {
  readonly view: AccountView
  readonly panel: Panel | null
  readonly fault: Fault | null
  /** What has worked, read out once. */
  readonly note: string | null
  /** Title of the section where something was done last: what has worked is said there. `null`: nowhere yet. */
  readonly place: string | null
  readonly pending: boolean
}

export const sectionNames = ['profile', 'email', 'password', 'passkeys', 'mfa', 'sessions', 'legal', 'data', 'erase'] as const
export type SectionName = (typeof sectionNames)[number]

/** What a section is drawn with. */
export interface Desk {
  readonly state: AccountState
  readonly say: Say
  readonly speech: Speech
  readonly kit: Kit
  readonly later: Awaited<ReturnType<AccountTools['loadLater']>>
  readonly codeList: typeof codeList
  readonly qrCode: typeof qrCode
  open(panel: Panel | null): void
  /** Sends an action. What it answers is shown, or handed to `then`. */
  send(action: string, input?: object, then?: Then): void
  /** Runs `next` at once where there is a fresh proof, else after one was given. */
  proven(next: () => void): void
  /** Asks the browser for a passkey and sends it with its ticket. */
  sendPasskey(action: 'add_passkey' | 'reauthenticate', then?: Then): void
  signOut(): void
  /** Address of the page that prints what is on file. */
  readonly printAt: string
  /** A moment in words. */
  when(iso: string): string
}

export type Result = { readonly kind: string } & Record<string, unknown>
/** What to show after an action: a form, a sentence, or nothing. */
export type Then = (result: Result | null) => Partial<Pick<AccountState, 'panel' | 'note'>>
