// What the trail is filtered by, summed up for each range of pages: a filter that finds little or nothing passes millions of events by. Some
// hundred bytes for each range, so that writing an event costs next to nothing more.

import type { Migration } from './migration.ts'

const bloom = (of: string, distinct: number): string => `${of} text_bloom_ops (n_distinct_per_range = ${distinct})`

export const trailFilters: Migration = {
  name: '0028-trail-filters',
  statements: [
    `create index events_by_filter on events using brin (${[
      bloom('type', 64),
      bloom(`split_part(actor, ':', 1)`, 16),
      bloom(`(type || ' ' || split_part(actor, ':', 1))`, 128),
      bloom('actor', 128),
    ].join(', ')})`,
  ],
}
