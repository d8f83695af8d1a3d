// How an import is watched: by what the server says of it, until there is nothing left to wait for.

import { expect, it } from 'vitest'
import { type Import, type ImportProgress, imports } from './imports.ts'

const ID = '01900000-0000-7000-8000-0000000000aa'

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
