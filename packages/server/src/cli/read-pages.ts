// Reads page after page of a list, up to as many items as were asked for.

import * as z from 'zod'
import type { Output } from './output.ts'

const PAGE = 200
export const MAX_LISTED = 10_000

export const limitOption = z.int('give a whole number').min(1, 'give at least 1').max(MAX_LISTED, `give at most ${MAX_LISTED}`).default(50)

interface Page {
  items: readonly unknown[]
  next: string | null
}

/** `last` is the page that was read last: its `next` says whether there are more. */
export const readPages = async <P extends Page>(
  limit: number,
  output: Output,
  ask: (place: { after?: string; limit: number }) => Promise<P>,
): Promise<{ items: P['items'][number][]; last: P }> => {
  const items: P['items'][number][] = []
  for (let after: string | null = null; ; ) {
    const last: P = await ask({ ...(after === null ? {} : { after }), limit: Math.min(PAGE, limit - items.length) })
    items.push(...last.items)
    output.progress(`${items.length} read`)
    after = last.next
    if (after === null || items.length >= limit) return { items, last }
  }
}
