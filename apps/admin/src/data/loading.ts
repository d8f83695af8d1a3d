// Something that is read from the server: loading, failed, or there. A newer reading ends the older one.

import { type FoyerError, isFoyerError } from '@foyer/sdk'
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export type State<T> = { kind: 'loading'; before: T | null } | { kind: 'failed'; error: FoyerError | Error } | { kind: 'done'; value: T }

export class Loading<T> implements ReactiveController {
  state: State<T> = { kind: 'loading', before: null }
  readonly #host: ReactiveControllerHost
  readonly #read: (signal: AbortSignal) => Promise<T>
  #abort: AbortController | null = null

  constructor(host: ReactiveControllerHost, read: (signal: AbortSignal) => Promise<T>) {
    this.#host = host
    this.#read = read
    host.addController(this)
  }

  get value(): T | null {
    if (this.state.kind === 'done') return this.state.value
    return this.state.kind === 'loading' ? this.state.before : null
  }

  hostDisconnected(): void {
    this.#abort?.abort()
  }

  /** Keeps showing what was there before, unless `afresh`. */
  async load({ afresh = false } = {}): Promise<void> {
    this.#abort?.abort()
    const abort = new AbortController()
    this.#abort = abort
    this.#become({ kind: 'loading', before: afresh ? null : this.value })
    try {
      const value = await this.#read(abort.signal)
      if (!abort.signal.aborted) this.#become({ kind: 'done', value })
    } catch (error) {
      if (!abort.signal.aborted) this.#become({ kind: 'failed', error: asError(error) })
    }
  }

  /** Takes an answer that came by another way, such as a change that was just made. */
  set(value: T): void {
    this.#abort?.abort()
    this.#become({ kind: 'done', value })
  }

  #become(state: State<T>): void {
    this.state = state
    this.#host.requestUpdate()
  }
}

export const asError = (error: unknown): FoyerError | Error =>
  isFoyerError(error) || error instanceof Error ? error : new Error(String(error))
