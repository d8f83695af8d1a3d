// What a screen is: a function from a step's data to parts that the layout sets in one frame.

import type { ActionName, FlowView, StepData, StepName } from '@foyer/contract'
import type { Speech } from '../i18n/speak.ts'
import type { FirstKey, WordKey } from '../i18n/words.ts'
import type { Kit } from '../parts/kit.ts'

export interface Way {
  readonly label: string
  run(form: HTMLFormElement): void
}

export interface ScreenParts {
  /** Above the title: the place on the way, or the drawn check. */
  readonly above?: unknown
  /** What to do here. */
  readonly title: string
  /** One sentence: for which application, which person. */
  readonly lead?: unknown
  /** The fields. */
  readonly body?: unknown
  /** The one primary action. */
  readonly submit?: { readonly label: string; run(form: HTMLFormElement): void }
  /** Below the action: a note, or a link in its place. */
  readonly below?: unknown
  /** Other ways on, as links at the end. */
  readonly ways?: readonly Way[]
}

/** Screens get templates and parts handed in, so that a screen's file holds the screen alone. `Words`: which are there. */
export interface ScreenContext<S extends StepName = StepName, Words extends WordKey = WordKey> {
  readonly data: StepData[S]
  readonly view: FlowView
  readonly speech: Speech<Words>
  readonly kit: Kit
  /** The action that led here. */
  readonly last: string | undefined
  act(action: ActionName<S>, input?: Record<string, unknown>): void
  /** Asks the browser for a passkey, and acts with what it answers; nothing happens when the person gives up. */
  passkey(action: ActionName<S>, input?: Record<string, unknown>): void
  /** A choice on the screen itself that the server need not know; gone with the screen. */
  readonly choice: string | null
  choose(choice: string | null): void
}

export type Screen<S extends StepName, Words extends WordKey = WordKey> = (context: ScreenContext<S, Words>) => ScreenParts

/** A screen with its words, ready to be shown. */
export interface Scene {
  readonly speech: Speech<FirstKey>
  /** Its own, where they are in a file apart. */
  readonly styles?: string | undefined
  screen(context: Omit<ScreenContext<never>, 'data' | 'speech'>): ScreenParts
}
