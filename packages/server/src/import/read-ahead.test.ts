// What is read ahead is used where it belongs, and nowhere else.

import { expect, it } from 'vitest'
import { startReadAhead } from './read-ahead.ts'

const rowsAfter = (asked: number[]) => (after: number) => async () => {
  asked.push(after)
  return after + 1
}

it('uses what was begun for the place, and reads anew for any other', async () => {
  const asked: number[] = []
  const read = rowsAfter(asked)
  const ahead = startReadAhead<number>(true)
  ahead.begin(10, read(10))
  expect(await ahead.take(10, read(10))).toBe(11)
  expect(await ahead.take(10, read(10))).toBe(11)
  expect(asked).toEqual([10, 10])
  ahead.begin(20, read(20))
  expect(await ahead.take(15, read(15))).toBe(16)
  expect(await ahead.take(20, read(20))).toBe(21)
  expect(asked).toEqual([10, 10, 20, 15, 20])
})

it('tells a failure to whoever takes it, and to nobody else', async () => {
  const fails = () => Promise.reject(new Error('gone'))
  const ahead = startReadAhead<number>(true)
  ahead.begin(1, fails)
  await expect(ahead.take(1, async () => 2)).rejects.toThrow('gone')
  ahead.begin(1, fails)
  expect(await ahead.take(2, async () => 3)).toBe(3)
})

it('begins nothing where nothing is gained by it', async () => {
  const asked: number[] = []
  const ahead = startReadAhead<number>(false)
  ahead.begin(1, rowsAfter(asked)(1))
  expect(asked).toEqual([])
})
