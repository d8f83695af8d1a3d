// The people of a filter, read page by page as far as somebody scrolls.

import type { Foyer, User } from '@foyer/sdk'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { asError } from './loading.ts'
import { type PeopleQuery, toFilter } from './people-query.ts'

const PAGE_SIZE = 100
/** Beyond it a list is no way to find anybody, and the browser holds everything that was read. */
export const MAX_SHOWN = 10_000

export class PeopleList implements ReactiveController {
  people: User[] = []
  count: { count: number; exact: boolean } | null = null
  /** A search matched more than the server sorts. */
  refine = false
  state: { kind: 'idle' } | { kind: 'loading' } | { kind: 'failed'; error: unknown } = { kind: 'loading' }
  readonly #host: ReactiveControllerHost
  #next: string | null = null
  #query: PeopleQuery | null = null
  #foyer: Foyer | null = null
  #abort = new AbortController()

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostDisconnected(): void {
    this.#abort.abort()
  }

  get hasMore(): boolean {
    return this.#next !== null && this.people.length < MAX_SHOWN
  }

  get isCut(): boolean {
    return this.#next !== null && this.people.length >= MAX_SHOWN
  }

  /** Begins anew; what was shown stays until the first page is there. */
  async open(foyer: Foyer, query: PeopleQuery): Promise<void> {
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#foyer = foyer
    this.#query = query
    this.#next = null
    await Promise.all([this.#readPage({ first: true }), this.#readCount()])
  }

  readonly more = async (): Promise<void> => {
    if (this.state.kind === 'loading' || !this.hasMore) return
    await this.#readPage({ first: false })
  }

  async #readPage({ first }: { first: boolean }): Promise<void> {
    const { signal } = this.#abort
    if (this.#foyer === null || this.#query === null) return
    this.#become({ kind: 'loading' })
    try {
      const page = await this.#foyer.users.list(toFilter(this.#query)).page({ after: this.#next, limit: PAGE_SIZE, signal })
      if (signal.aborted) return
      this.people = first ? page.items : [...this.people, ...page.items]
      this.#next = page.next
      this.refine = page.more === 'refine'
      this.#become({ kind: 'idle' })
    } catch (error) {
      if (signal.aborted) return
      // What was found before answers another question.
      if (first) this.people = []
      this.#become({ kind: 'failed', error: asError(error) })
    }
  }

  /** The list stands without its count. */
  async #readCount(): Promise<void> {
    const { signal } = this.#abort
    if (this.#foyer === null || this.#query === null) return
    try {
      const count = await this.#foyer.users.list(toFilter(this.#query)).count({ signal })
      if (!signal.aborted) this.count = { count, exact: count < MAX_SHOWN }
    } catch {
      if (!signal.aborted) this.count = null
    }
    this.#host.requestUpdate()
  }

  #become(state: PeopleList['state']): void {
    this.state = state
    this.#host.requestUpdate()
  }
}
