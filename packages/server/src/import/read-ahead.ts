// Reads the rows of the next batch while the present one is still being written.

export interface ReadAhead<T> {
  /** What was begun for this place, or what is read now. */
  take(after: number, read: () => Promise<T>): Promise<T>
  /** Without waiting for it. What nobody takes is forgotten. */
  begin(after: number, read: () => Promise<T>): void
}

/** @param isOn false: nothing is begun, because a database that does one thing at a time would gain nothing */
export const startReadAhead = <T>(isOn: boolean): ReadAhead<T> => {
  let begun: { after: number; rows: Promise<T> } | null = null
  return {
    take(after, read) {
      const mine = begun?.after === after ? begun.rows : read()
      begun = null
      return mine
    },
    begin(after, read) {
      if (!isOn) return
      begun = { after, rows: read() }
      // Whoever takes it hears of a failure.
      begun.rows.catch(() => undefined)
    },
  }
}
