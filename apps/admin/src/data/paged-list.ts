// Something long that is read page by page, as far as somebody asks for more. A newer reading ends the older one.

import type { Page } from '@foyer/sdk'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { asError } from './loading.ts'

export interface Place {
  /** `next` of the page before; `null` for the first. */
  after: string | null
  signal: AbortSignal
}

export type ListState = { kind: 'loading' } | { kind: 'idle' } | { kind: 'failed'; error: Error }

export class PagedList<T> implements ReactiveController {
  /** `null` until the first page is there. */
  items: readonly T[] | null = null
  state: ListState = { kind: 'loading' }
  readonly #host: ReactiveControllerHost
  readonly #read: (place: Place) => Promise<Page<T>>
  #next: string | null = null
  #abort = new AbortController()

  constructor(host: ReactiveControllerHost, read: (place: Place) => Promise<Page<T>>) {
    this.#host = host
    this.#read = read
    host.addController(this)
  }

  get hasMore(): boolean {
    return this.#next !== null
  }

  hostDisconnected(): void {
    this.#abort.abort()
  }

  /** Begins anew; what was shown stays until the first page is there, unless `afresh`. */
  async open({ afresh = false } = {}): Promise<void> {
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#next = null
    if (afresh) this.items = null
    await this.#readPage([])
  }

  readonly more = async (): Promise<void> => {
    if (this.state.kind === 'loading' || this.items === null || this.#next === null) return
    await this.#readPage(this.items)
  }

  /** Whatever failed, once more. */
  readonly retry = (): Promise<void> => (this.items === null || this.#next === null ? this.open() : this.more())

  async #readPage(before: readonly T[]): Promise<void> {
    const { signal } = this.#abort
    this.#become({ kind: 'loading' })
    try {
      const { items, next } = await this.#read({ after: this.#next, signal })
      if (signal.aborted) return
      this.items = [...before, ...items]
      this.#next = next
      this.#become({ kind: 'idle' })
    } catch (error) {
      if (!signal.aborted) this.#become({ kind: 'failed', error: asError(error) })
    }
  }

  #become(state: ListState): void {
    this.state = state
    this.#host.requestUpdate()
  }
}
