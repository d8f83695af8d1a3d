// Work on a file goes in small steps while people sign in, and in large ones soon after.

import { expect, it } from 'vitest'
import { watchSignIns } from './watch-sign-ins.ts'

it('tells of sign-ins while there are some and for a moment after', () => {
  let now = 0
  const hasher = { count: 7, running: 0 }
  const signsIn = watchSignIns(hasher, () => now)
  expect(signsIn()).toBe(false)
  hasher.running = 1
  hasher.count += 1
  expect(signsIn()).toBe(true)
  hasher.running = 0
  now = 1_900
  expect(signsIn()).toBe(true)
  now = 2_100
  expect(signsIn()).toBe(false)
  // One that was over before anybody looked.
  hasher.count += 1
  expect(signsIn()).toBe(true)
})
