// What stands before every call on an import: that it is there.

import { FoyerError } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { StoredImport } from '../store/import.port.ts'

/** @throws FoyerError `import_not_found`. */
export const requireImport = async (deps: Pick<Deps, 'store'>, id: string): Promise<StoredImport> => {
  const job = await deps.store.findImport(id)
  if (job === null) throw new FoyerError('import_not_found')
  return job
}
