// Moments as text are what the language itself writes, only sooner.
import { expect, it } from 'vitest'
import { isoText } from './iso-text.ts'

const DAY_MS = 86_400_000

it.each([0, 1, -1, DAY_MS - 1, DAY_MS, -DAY_MS, 951_868_799_999, 1_795_305_600_000, 8.64e15, -8.64e15, 253_402_300_800_000])(
  'writes %d as the language does',
  (instant) => expect(isoText(instant)).toBe(new Date(instant).toISOString()),
)

it('writes ten thousand others alike, over more days than it remembers', () => {
  let instant = 0
  for (let count = 0; count < 10_000; count += 1) {
    instant += Math.floor(Math.random() * 3 * DAY_MS)
    expect(isoText(instant)).toBe(new Date(instant).toISOString())
  }
})

it('refuses what is no moment', () => {
  expect(() => isoText(Number.NaN)).toThrow(RangeError)
  expect(() => isoText(8.64e15 + DAY_MS)).toThrow(RangeError)
})
