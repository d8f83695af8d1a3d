// How an import is watched: by what the server says of it, until there is nothing left to wait for.

import { afterEach, expect, it, vi } from 'vitest'
import { type Import, type ImportProgress, imports } from './imports.ts'

const ID = '01900000-0000-7000-8000-0000000000aa'

afterEach(() => vi.useRealTimers())

const watched = async (looks: readonly Partial<Import>[]): Promise<ImportProgress[]> => {
  let at = 0
  const send = async <T>() => {
    const look = looks[Math.min(at, looks.length - 1)]
    at += 1
    return { state: 'done', done: 10, rows: 10, mailsWaiting: 0, ...look } as T
  }
  const seen: ImportProgress[] = []
  for await (const progress of imports(send).watch(ID)) seen.push(progress)
  expect(at, 'looks').toBe(looks.length)
  return seen
}

it('tells every phase, that of the mails among them, and ends when each of them was tried', async () => {
  expect(
    await watched([
      { state: 'planning', done: 0 },
      { state: 'planning', done: 5 },
      { state: 'planning', done: 5 },
      { state: 'writing', done: 5, mailsWaiting: 1 },
      { mailsWaiting: 4 },
      { mailsWaiting: 1 },
      {},
    ]),
  ).toEqual([
    { phase: 'planning', done: 0, total: 10 },
    { phase: 'planning', done: 5, total: 10 },
    { phase: 'writing', done: 5, total: 10 },
    { phase: 'mailing', done: 0, total: 4 },
    { phase: 'mailing', done: 3, total: 4 },
    { phase: 'mailing', done: 4, total: 4 },
  ])
})

it('ends at once for a preview, and says of one that is done how much it did', async () => {
  expect(await watched([{ state: 'planned' }])).toEqual([])
  expect(await watched([{}])).toEqual([{ phase: 'writing', done: 10, total: 10 }])
})

it.each([700, 3_000, 20_000])('hears of the end of %i ms of writing at once, and asks no more often than it has to', async (lasts) => {
  vi.useFakeTimers()
  const begun = Date.now()
  let looks = 0
  let endedAt = 0
  const send = async <T>() => {
    looks += 1
    const done = Math.min(1_000, Math.floor(((Date.now() - begun) / lasts) * 1_000))
    return { state: done < 1_000 ? 'writing' : 'done', done, rows: 1_000, mailsWaiting: 0 } as T
  }
  const watching = (async () => {
    for await (const _ of imports(send).watch(ID));
    endedAt = Date.now() - begun
  })()
  await vi.advanceTimersByTimeAsync(lasts + 1_000)
  await watching
  expect(endedAt - lasts).toBeLessThanOrEqual(80)
  expect(looks).toBeLessThan(lasts / 400 + 50)
})
