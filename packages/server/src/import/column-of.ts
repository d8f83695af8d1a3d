// The header of the column that a reason is about.

import type { RowReason } from '@foyer/core'
import type { StoredImport } from '../store/import.port.ts'

/** The detail's own name where no column stands for it. */
export const columnOf = ({ columns }: StoredImport, { field, column: told }: Pick<RowReason, 'field' | 'column'>): string | null => {
  if (told !== undefined) return told
  if (field === null) return null
  const column = columns?.find((one) => one.field === field || one.header === field)
  return column?.header ?? field
}
