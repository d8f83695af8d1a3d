// What is added to the index of names waits in a list until there is much of it, and then somebody's write puts it in its places.

import type { Migration } from './migration.ts'

export const searchFlushed: Migration = {
  name: '0025-search-flushed',
  statements: [
    // A quarter of the standard: an import's statement is held up for a quarter of the time, and searches read a shorter list.
    'alter index users_search set (gin_pending_list_limit = 1024)',
  ],
}
