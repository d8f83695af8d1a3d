// The contract of counting: exact under parallel tries, on the database's clock.

import { randomUUID } from 'node:crypto'
import { waitAfterFailures } from '@foyer/core'
import { afterEach, expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import type { Limit } from './rate-limit.port.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

onEachDatabase('counting tries', (at) => {
  afterEach(() => at().store.shiftClock(0))

  const once = async (limit: Limit) => {
    const { tallies, now } = await at().store.countTry([limit])
    const [tally] = tallies
    if (tally === undefined) throw new Error('nothing was counted')
    return { ...tally, waitMs: tally.retryAt === null ? 0 : tally.retryAt - now }
  }
  const windowed = (max: number): Limit => ({ key: randomUUID(), kind: 'window', windowMs: 10 * MINUTE_MS, max })
  const doubling = (): Limit => ({
    key: randomUUID(),
    kind: 'doubling',
    free: 5,
    baseMs: MINUTE_MS,
    maxMs: HOUR_MS,
    forgetMs: 24 * HOUR_MS,
  })

  it('admits as many as a window allows, then none until it ends', async () => {
    const limit = windowed(2)
    await expect(once(limit)).resolves.toMatchObject({ count: 1, admitted: true, waitMs: 0 })
    const second = await once(limit)
    expect(second).toMatchObject({ count: 2, admitted: true })
    expect(second.waitMs).toBeGreaterThan(9 * MINUTE_MS)
    await at().store.shiftClock(5 * MINUTE_MS)
    const third = await once(limit)
    expect(third).toMatchObject({ count: 3, admitted: false })
    expect(third.waitMs).toBeLessThanOrEqual(5 * MINUTE_MS)
    await at().store.shiftClock(10 * MINUTE_MS + 1000)
    await expect(once(limit)).resolves.toMatchObject({ count: 1, admitted: true, waitMs: 0 })
  })

  it('counts the same as core after each failure, and nothing inside a wait', async () => {
    const limit = doubling()
    let later = 0
    for (let failure = 1; failure <= 14; failure += 1) {
      const tally = await once(limit)
      expect(tally, `try ${failure}`).toMatchObject({ count: failure, admitted: true, waitMs: waitAfterFailures(failure) })
      if (tally.waitMs === 0) continue
      later += tally.waitMs - 500
      await at().store.shiftClock(later)
      await expect(once(limit)).resolves.toMatchObject({ count: failure, admitted: false, retryAt: tally.retryAt })
      later += 600
      await at().store.shiftClock(later)
    }
  })

  it('forgets after the time given, and at a success', async () => {
    const [limit, other] = [doubling(), doubling()]
    for (let failure = 0; failure < 3; failure += 1) await once(limit)
    await once(other)
    await at().store.clearTries([other.key])
    await expect(once(other)).resolves.toMatchObject({ count: 1 })
    await at().store.shiftClock(24 * HOUR_MS - MINUTE_MS)
    await expect(once(limit)).resolves.toMatchObject({ count: 4 })
    await at().store.shiftClock(48 * HOUR_MS)
    await expect(at().store.readTries([limit.key])).resolves.toEqual([])
    await expect(once(limit)).resolves.toMatchObject({ count: 1 })
  })

  it('takes back tries that were none, and never more than were counted', async () => {
    const limit = windowed(3)
    for (let count = 0; count < 3; count += 1) await at().store.countTry([limit])
    await at().store.uncountTries([limit.key, 'unknown'])
    await expect(once(limit)).resolves.toMatchObject({ count: 3, admitted: true })
    for (let count = 0; count < 9; count += 1) await at().store.uncountTries([limit.key])
    await expect(once(limit)).resolves.toMatchObject({ count: 1 })
  })

  it('is exact under 500 parallel tries on two limits in both orders', async () => {
    const { store } = at()
    const [window, account] = [windowed(100), doubling()]
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => store.countTry(index % 2 === 0 ? [window, account] : [account, window])),
    )
    const all = answers.flatMap(({ tallies }) => tallies)
    const ofWindow = all.filter(({ key }) => key === window.key)
    expect(ofWindow.map(({ count }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    expect(ofWindow.filter(({ admitted }) => admitted)).toHaveLength(100)
    expect(all.filter(({ key, admitted }) => key === account.key && admitted)).toHaveLength(5)
    await expect(store.readTries([window.key, account.key])).resolves.toHaveLength(2)
  })

  it('burns a nonce once, however many try', async () => {
    const { store } = at()
    const nonce = randomUUID()
    const expiresAt = (await store.now()) + HOUR_MS
    const burnt = await Promise.all(Array.from({ length: 50 }, () => store.burnNonce(nonce, expiresAt)))
    expect(burnt.filter(Boolean)).toHaveLength(1)
  })
})
