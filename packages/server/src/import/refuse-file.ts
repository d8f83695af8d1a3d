// Ends an import whose file cannot be read, and says why.

import { FoyerError } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { StoredImport } from '../store/import.port.ts'
import type { FileRefusal } from './refusal-words.ts'

/** @throws FoyerError `file_refused`, always */
export const refuseFile = async (
  { store }: Pick<Deps, 'store'>,
  { id }: Pick<StoredImport, 'id'>,
  code: FileRefusal,
  line: number | null,
): Promise<never> => {
  await store.endImport(id, ['reading', 'unpacking'], 'failed', { code, line })
  throw fileRefused(code, line)
}

export const fileRefused = (reason: string, line: number | null): FoyerError<'file_refused'> =>
  new FoyerError('file_refused', { reason, line })
