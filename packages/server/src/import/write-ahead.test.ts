// What is written before its turn is committed after the batch before it, or not at all.

import { expect, it } from 'vitest'
import { startWriteAhead, type Turned } from './write-ahead.ts'

/** Who wrote last. */
type State = string

interface Begun {
  rows: number[]
  written: Promise<{ left: State } | null> | null
  next: number | null
}

/** Batches of two rows each up to `rows`, which tell what becomes of them. */
const batches =
  (told: string[], rows = 100) =>
  (after: number) =>
  async (turned: Turned<State>): Promise<Begun> => ({
    rows: [after + 1, after + 2],
    written: turned.then((before) => {
      told.push(before === null ? `${after} taken back` : `${after} committed after ${before}`)
      return before === null ? null : { left: `${after}` }
    }),
    next: after + 2 < rows ? after + 2 : null,
  })

const settled = () => new Promise((resolve) => setImmediate(resolve))

it('lets a batch commit once its turn has come, and hands it to whoever goes on there', async () => {
  const told: string[] = []
  const ahead = startWriteAhead<Begun, State>(1, () => true)
  ahead.begin(10, batches(told))
  ahead.release('8')
  const begun = await ahead.take(10, '8')
  expect(begun?.rows).toEqual([11, 12])
  expect(await begun?.written).toEqual({ left: '10' })
  expect(told).toEqual(['10 committed after 8'])
  expect(ahead.take(10, '8')).toBeNull()
})

it('begins as many as there may be, one behind the other, up to the end', async () => {
  const told: string[] = []
  const ahead = startWriteAhead<Begun, State>(3, () => true)
  ahead.begin(0, batches(told, 8))
  await settled()
  expect(told).toEqual([])
  expect((await ahead.take(0, 'none'))?.rows).toEqual([1, 2])
  ahead.begin(2, batches(told, 8))
  await settled()
  for (const after of [2, 4, 6]) {
    ahead.release(`${after - 2}`)
    expect((await ahead.take(after, `${after - 2}`))?.rows).toEqual([after + 1, after + 2])
  }
  await settled()
  expect(told).toEqual(['0 committed after none', '2 committed after 0', '4 committed after 2', '6 committed after 4'])
  expect(ahead.take(8, '6')).toBeNull()
})

it('goes on behind a batch that was committed before anybody asked for it', async () => {
  const told: string[] = []
  const ahead = startWriteAhead<Begun, State>(2, () => true)
  ahead.begin(0, batches(told))
  await settled()
  ahead.release('none')
  await settled()
  expect((await ahead.take(2, '0'))?.rows).toEqual([3, 4])
  await settled()
  expect(told).toEqual(['0 committed after none', '2 committed after 0'])
})

it('begins none behind a batch that has to wait for its turn', async () => {
  const ahead = startWriteAhead<Begun, State>(2, () => true)
  let begun = 0
  ahead.begin(0, (after) => async () => {
    begun += 1
    return { rows: [], written: null, next: after + 2 }
  })
  await settled()
  expect(begun).toBe(1)
})

it('takes back what nobody goes on with', async () => {
  const told: string[] = []
  const ahead = startWriteAhead<Begun, State>(2, () => true)
  ahead.begin(10, batches(told))
  await settled()
  expect(ahead.take(20, '18')).toBeNull()
  await ahead.drop()
  expect(told).toEqual(['10 taken back', '12 taken back'])
  expect(ahead.take(10, '8')).toBeNull()
})

it('tells a failure to whoever takes it, and to nobody else', async () => {
  const ahead = startWriteAhead<Begun, State>(2, () => true)
  const fails = () => () => Promise.reject(new Error('gone'))
  ahead.begin(1, fails)
  await expect(ahead.take(1, '0')).rejects.toThrow('gone')
  ahead.begin(1, fails)
  await ahead.drop()
})

it('begins nothing where nothing is gained by it', () => {
  const begin = (most: number, isOn: boolean) => {
    const ahead = startWriteAhead<Begun, State>(most, () => isOn)
    ahead.begin(1, batches([]))
    return ahead.take(1, '0')
  }
  expect(begin(2, false)).toBeNull()
  expect(begin(0, true)).toBeNull()
})
