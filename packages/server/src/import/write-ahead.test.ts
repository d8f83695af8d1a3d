// What is written before its turn is committed after the batch before it, or not at all.

import { expect, it } from 'vitest'
import { startWriteAhead, type Turned } from './write-ahead.ts'

interface Begun {
  rows: number[]
  written: Promise<number | null>
}

const batch =
  (rows: number[], told: string[]) =>
  async (turned: Turned): Promise<Begun> => ({
    rows,
    written: turned.then((goesOn) => {
      told.push(goesOn ? 'committed' : 'taken back')
      return goesOn ? rows.length : null
    }),
  })

it('lets a batch commit once its turn has come, and hands it to whoever goes on there', async () => {
  const told: string[] = []
  const ahead = startWriteAhead<Begun>(() => true)
  ahead.begin(10, batch([11, 12], told))
  ahead.release()
  const begun = await ahead.take(10)
  expect(begun?.rows).toEqual([11, 12])
  expect(await begun?.written).toBe(2)
  expect(told).toEqual(['committed'])
  expect(ahead.take(10)).toBeNull()
})

it('takes back what nobody goes on with', async () => {
  const told: string[] = []
  const ahead = startWriteAhead<Begun>(() => true)
  ahead.begin(10, batch([11], told))
  expect(ahead.take(20)).toBeNull()
  await ahead.drop()
  expect(told).toEqual(['taken back'])
  expect(ahead.take(10)).toBeNull()
})

it('tells a failure to whoever takes it, and to nobody else', async () => {
  const ahead = startWriteAhead<Begun>(() => true)
  const fails = () => Promise.reject(new Error('gone'))
  ahead.begin(1, fails)
  await expect(ahead.take(1)).rejects.toThrow('gone')
  ahead.begin(1, fails)
  await ahead.drop()
})

it('begins nothing where nothing is gained by it', () => {
  const ahead = startWriteAhead<Begun>(() => false)
  ahead.begin(1, batch([2], []))
  expect(ahead.take(1)).toBeNull()
})
