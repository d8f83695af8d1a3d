// Numbers that a spreadsheet took the leading zeros from: told by somebody on file whose number is the same with them.

import type { RowToPlan } from '../store/import.port.ts'
import type { StoreTransaction } from '../store/store.ts'

export interface LostZeros {
  /** Null where several people have such a number. */
  externalId: string | null
  userId: string
}

const DIGITS = /^[1-9]\d*$/

/** @returns by number of the row, for those alone whose number nobody has */
export const lostZerosOf = async (tx: StoreTransaction, rows: readonly RowToPlan[]): Promise<Map<number, LostZeros>> => {
  const asked = new Map<string, number[]>()
  for (const { number, userId, values } of rows) {
    const { externalId } = values
    if (userId !== null || externalId === undefined || !DIGITS.test(externalId)) continue
    asked.set(externalId, [...(asked.get(externalId) ?? []), number])
  }
  const found = new Map<number, LostZeros>()
  for (const { bare, externalId, userId } of await tx.findWithZeros([...asked.keys()]))
    for (const number of asked.get(bare) ?? []) found.set(number, { userId, externalId: found.has(number) ? null : externalId })
  return found
}
