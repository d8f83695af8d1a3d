// How much waits for its place in the index of names is said by whoever writes: an import lets more of it come together, which is less work.

import type { Migration } from './migration.ts'

export const searchCollected: Migration = {
  name: '0030-search-collected',
  statements: ['alter index users_search reset (gin_pending_list_limit)'],
}
