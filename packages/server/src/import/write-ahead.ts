// Writes the next batches beside the present one, so that the database is never waited for: each is committed after the one before it, or not at all.

/** A batch that was begun before its turn. */
interface BegunBatch<State> {
  /** What it leaves, once its turn has come; null: it is not to be written before its turn, and none after it is begun. */
  written: Promise<{ left: State | null } | null> | null
  /** Where the batch after it begins; null: nowhere. */
  next: number | null
}

/** Resolves to what the batch before left when it was committed. Null: it was not, and nothing of this one may be. */
export type Turned<State> = Promise<State | null>

type Start<Batch, State> = (after: number) => (turned: Turned<State>) => Promise<Batch>

export interface WriteAhead<Batch extends BegunBatch<State>, State> {
  /** What was begun for this place; null when nothing was. */
  take(after: number, left: State): Promise<Batch> | null
  /** As many as there may be, from this place on, without waiting for them. */
  begin(after: number, start: Start<Batch, State>): void
  /** The turn of the first has come: it may commit, and each of the others after the one before it. */
  release(left: State | null): void
  /** Takes back what was begun and is not committed. */
  drop(): Promise<void>
}

interface Lane<Batch, State> {
  after: number
  batch: Promise<Batch>
  settle: (left: State | null) => void
}

/**
 * @param most batches under way beside the present one
 * @param isOn false: nothing is begun, because others need the database, or because it does one thing at a time
 */
export const startWriteAhead = <Batch extends BegunBatch<State>, State>(most: number, isOn: () => boolean): WriteAhead<Batch, State> => {
  let lanes: Lane<Batch, State>[] = []

  const beginOne = (after: number, start: Start<Batch, State>): Lane<Batch, State> => {
    let settle: Lane<Batch, State>['settle'] = () => undefined
    const turned = new Promise<State | null>((resolve) => {
      settle = resolve
    })
    const lane = { after, batch: start(after)(turned), settle }
    lanes.push(lane)
    beginBehind(lane, start)
    return lane
  }

  const beginBehind = (lane: Lane<Batch, State>, start: Start<Batch, State>): void => {
    lane.batch.then(
      ({ written, next }) => {
        if (written === null || next === null || lanes.at(-1) !== lane || lanes.length >= most || !isOn()) return
        const { settle } = beginOne(next, start)
        written.then(
          (kept) => settle(kept?.left ?? null),
          () => settle(null),
        )
      },
      // Whoever takes it hears of a failure.
      () => undefined,
    )
  }

  return {
    take(after, left) {
      const at = lanes.findIndex((lane) => lane.after === after)
      const lane = lanes[at]
      if (lane === undefined) return null
      // Those before it were committed meanwhile.
      lanes = lanes.slice(at + 1)
      lane.settle(left)
      return lane.batch
    },
    begin(after, start) {
      const last = lanes.at(-1)
      if (!isOn() || lanes.length >= most) return
      if (last === undefined) beginOne(after, start)
      else beginBehind(last, start)
    },
    release: (left) => lanes[0]?.settle(left),
    async drop() {
      const dropped = lanes
      lanes = []
      for (const { settle } of dropped) settle(null)
      await Promise.all(dropped.map(({ batch }) => batch.then(({ written }) => written).catch(() => undefined)))
    },
  }
}
