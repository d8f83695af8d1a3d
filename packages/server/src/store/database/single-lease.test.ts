// The lease on the embedded database's one connection.
import { expect, it } from 'vitest'
import { createSingleLease } from './single-lease.ts'

it('is given first come, first served', async () => {
  const lease = createSingleLease(1_000)
  const order: number[] = []
  const borrow = async (name: number) => {
    const held = await lease.acquire()
    order.push(name)
    await new Promise((resolve) => setTimeout(resolve, 5 - name))
    held.release()
  }
  await Promise.all([0, 1, 2, 3, 4].map(borrow))
  expect(order).toEqual([0, 1, 2, 3, 4])
})

it('passes over a borrower who gave up waiting', async () => {
  const lease = createSingleLease(50)
  const first = await lease.acquire()
  await expect(lease.acquire()).rejects.toMatchObject({ code: 'FOYER_DATABASE_BUSY' })
  first.release()
  const second = await lease.acquire()
  first.release()
  await expect(lease.acquire()).rejects.toMatchObject({ code: 'FOYER_DATABASE_BUSY' })
  second.release()
})

it('bounds the line', async () => {
  const lease = createSingleLease(10_000)
  await lease.acquire()
  const line = Array.from({ length: 1_000 }, () => lease.acquire().catch((error: unknown) => error))
  await expect(lease.acquire()).rejects.toMatchObject({ code: 'FOYER_DATABASE_BUSY' })
  const closing = lease.close()
  expect(await Promise.all(line)).toEqual(Array.from({ length: 1_000 }, () => expect.objectContaining({ code: 'FOYER_DATABASE_FAILED' })))
  void closing
})

it('waits with closing for the present borrower', async () => {
  const lease = createSingleLease(5_000)
  const held = await lease.acquire()
  let closed = false
  const closing = lease.close().then(() => {
    closed = true
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(closed).toBe(false)
  held.release()
  await closing
})
