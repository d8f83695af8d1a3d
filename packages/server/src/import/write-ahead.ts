// Writes the next batch beside the present one, so that the database is never waited for: it is committed only after it, or not at all.

/** A batch that was begun before its turn, for which it waits before it commits; null: it is not to be written before its turn. */
interface BegunBatch {
  written: Promise<number | null> | null
}

/** Resolves to whether the batch before was committed; else nothing of this one may be. */
export type Turned = Promise<boolean>

export interface WriteAhead<Batch extends BegunBatch> {
  /** What was begun for this place; null when nothing was. */
  take(after: number): Promise<Batch> | null
  /** Without waiting for it. */
  begin(after: number, start: (turned: Turned) => Promise<Batch>): void
  /** Its turn has come: it may commit. */
  release(): void
  /** Takes back what was begun and is not committed. */
  drop(): Promise<void>
}

interface Lane<Batch> {
  after: number
  batch: Promise<Batch>
  settle: (goesOn: boolean) => void
}

/** @param isOn false: nothing is begun, because others need the database, or because it does one thing at a time */
export const startWriteAhead = <Batch extends BegunBatch>(isOn: () => boolean): WriteAhead<Batch> => {
  let lane: Lane<Batch> | null = null
  const drop = async (): Promise<void> => {
    const dropped = lane
    lane = null
    dropped?.settle(false)
    await dropped?.batch.then(({ written }) => written).catch(() => undefined)
  }
  return {
    take(after) {
      if (lane?.after !== after) return null
      const { batch } = lane
      lane = null
      return batch
    },
    begin(after, start) {
      if (!isOn() || lane !== null) return
      let settle: (goesOn: boolean) => void = () => undefined
      const turned = new Promise<boolean>((resolve) => {
        settle = resolve
      })
      const batch = start(turned)
      // Whoever takes it hears of a failure.
      batch.catch(() => undefined)
      lane = { after, batch, settle }
    },
    release: () => lane?.settle(true),
    drop,
  }
}
