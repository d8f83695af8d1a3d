// Writes the next batches beside the present one, so that the database is never waited for: each is committed after the one before it, or not at all.

/** A batch that was begun before its turn. */
interface BegunBatch {
  /** What it comes to, once its turn has come; null: it is not to be written before its turn, and none after it is begun. */
  written: Promise<number | null> | null
  /** Where the batch after it begins; null: nowhere. */
  next: number | null
}

/** Resolves to whether the batch before was committed; else nothing of this one may be. */
export type Turned = Promise<boolean>

type Start<Batch> = (after: number) => (turned: Turned) => Promise<Batch>

export interface WriteAhead<Batch extends BegunBatch> {
  /** What was begun for this place; null when nothing was. */
  take(after: number): Promise<Batch> | null
  /** As many as there may be, from this place on, without waiting for them. */
  begin(after: number, start: Start<Batch>): void
  /** The turn of the first has come: it may commit, and each of the others after the one before it. */
  release(): void
  /** Takes back what was begun and is not committed. */
  drop(): Promise<void>
}

interface Lane<Batch> {
  after: number
  batch: Promise<Batch>
  settle: (goesOn: boolean) => void
}

/**
 * @param most batches under way beside the present one
 * @param isOn false: nothing is begun, because others need the database, or because it does one thing at a time
 */
export const startWriteAhead = <Batch extends BegunBatch>(most: number, isOn: () => boolean): WriteAhead<Batch> => {
  let lanes: Lane<Batch>[] = []

  const beginOne = (after: number, start: Start<Batch>): Lane<Batch> => {
    let settle: (goesOn: boolean) => void = () => undefined
    const turned = new Promise<boolean>((resolve) => {
      settle = resolve
    })
    const lane = { after, batch: start(after)(turned), settle }
    lanes.push(lane)
    beginBehind(lane, start)
    return lane
  }

  const beginBehind = (lane: Lane<Batch>, start: Start<Batch>): void => {
    lane.batch.then(
      ({ written, next }) => {
        if (written === null || next === null || lanes.at(-1) !== lane || lanes.length >= most || !isOn()) return
        const { settle } = beginOne(next, start)
        written.then(
          (count) => settle(count !== null),
          () => settle(false),
        )
      },
      // Whoever takes it hears of a failure.
      () => undefined,
    )
  }

  return {
    take(after) {
      const at = lanes.findIndex((lane) => lane.after === after)
      const lane = lanes[at]
      if (lane === undefined) return null
      // Those before it were committed meanwhile.
      lanes = lanes.slice(at + 1)
      lane.settle(true)
      return lane.batch
    },
    begin(after, start) {
      const last = lanes.at(-1)
      if (!isOn() || lanes.length >= most) return
      if (last === undefined) beginOne(after, start)
      else beginBehind(last, start)
    },
    release: () => lanes[0]?.settle(true),
    async drop() {
      const dropped = lanes
      lanes = []
      for (const { settle } of dropped) settle(false)
      await Promise.all(dropped.map(({ batch }) => batch.then(({ written }) => written).catch(() => undefined)))
    },
  }
}
