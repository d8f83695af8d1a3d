// A file stands back while somebody signs in, and not for ever.

import { expect, it } from 'vitest'
import { giveWay } from './give-way.ts'

it('goes on at once when no password is compared', async () => {
  let looks = 0
  const hasher = {
    get running() {
      looks += 1
      return 0
    },
  }
  await giveWay({ hasher })
  expect(looks).toBe(1)
})

it('waits until passwords were compared', async () => {
  let left = 5
  const hasher = {
    get running() {
      left -= 1
      return Math.max(0, left)
    },
  }
  await giveWay({ hasher })
  expect(left).toBe(0)
})

it('goes on after a while, however many sign in', async () => {
  await giveWay({ hasher: { running: 2 } })
})
