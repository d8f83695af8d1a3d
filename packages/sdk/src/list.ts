// Lists over cursor pages: iterate over everything, or take a page.

import type { Page } from '@foyer/contract'
import type { CallOptions } from './client-options.ts'
import { FoyerError } from './errors.ts'

export interface PageOptions extends CallOptions {
  /** `next` of the page before; absent or `null` for the first. */
  after?: string | null | undefined
  /** Items in a page, as many as the route allows at most. */
  limit?: number | undefined
}

/** `for await` reads page after page, as far as it is asked to. */
export interface Pages<T, P extends Page<T> = Page<T>> extends AsyncIterable<T> {
  page(options?: PageOptions): Promise<P>
}

export interface List<T, P extends Page<T> = Page<T>> extends Pages<T, P> {
  /** Exact to 10,000; 10,000 when there are more. */
  count(options?: CallOptions): Promise<number>
  /** The same, and whether that is all: `exact` is false when there are more than 10,000. */
  total(options?: CallOptions): Promise<{ count: number; exact: boolean }>
}

export function pages<T, P extends Page<T> = Page<T>>(read: (options: PageOptions) => Promise<P>): Pages<T, P> {
  return {
    page: (options = {}) => read(options),
    async *[Symbol.asyncIterator]() {
      let after: string | null = null
      do {
        const { items, next }: Page<T> = await read({ after })
        yield* items
        if (next !== null && next === after)
          throw new FoyerError('internal', {}, { message: 'The list does not move on: the same page was named twice.' })
        after = next
      } while (after !== null)
    },
  }
}
