// The contract of jobs: shared by any number of workers, done once, lost by none.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add } from '../../test/people.ts'
import type { ClaimedJob } from './job.port.ts'

const LEASE_MS = 30_000

onEachDatabase('jobs', (at) => {
  beforeEach(async () => {
    await at().rows('truncate jobs, mails')
  })
  afterEach(() => at().store.shiftClock(0))

  const enqueue = async (count: number) => {
    for (let index = 0; index < count; index += 1)
      await at().store.enqueueJob({ type: 'test', payload: { index }, dedupe: `test:${index}` })
  }
  const claim = (by: string, limit = 10) => at().store.claimJobs({ limit, leaseMs: LEASE_MS, by })
  const claimOne = async () => {
    const [job] = await claim('one', 1)
    if (job === undefined) throw new Error('no job was due')
    return job
  }

  it('are claimed by several workers at once without one claimed twice', async () => {
    await enqueue(100)
    const work = async (by: string): Promise<number[]> => {
      const done: number[] = []
      for (;;) {
        const jobs = await claim(by, 7)
        if (jobs.length === 0) return done
        for (const job of jobs) if (await at().store.finishJob(job)) done.push(job.id)
      }
    }
    const done = (await Promise.all(['a', 'b', 'c', 'd'].map(work))).flat()
    expect(done).toHaveLength(100)
    expect(new Set(done).size).toBe(100)
    await expect(claim('late')).resolves.toEqual([])
  })

  it('come oldest first, with what they need', async () => {
    const { store } = at()
    const person = await add(store, { email: 'job@example.com', invite: 'app' })
    const [job] = await claim('a')
    expect(job).toMatchObject({
      type: 'mail',
      userId: person.id,
      attempt: 1,
      payload: { intent: { kind: 'invitation', application: 'app' } },
    })
    await enqueue(3)
    expect((await claim('a')).map(({ payload }) => payload.index)).toEqual([0, 1, 2])
  })

  describe('that are mails', () => {
    const mail = (kind: string, index = 0) => ({ type: 'mail', payload: { intent: { kind } }, dedupe: `${kind}:${index}` })
    const kindsOf = async (claimed: Promise<ClaimedJob[]>) =>
      (await claimed).map(({ type, payload }) => (payload.intent as { kind: string } | undefined)?.kind ?? type)
    const claimMails = (limit = 10) => at().store.claimJobs({ limit, leaseMs: LEASE_MS, by: 'a', mailsPerMinute: 1 })

    it('and go to many wait for those that somebody waits for', async () => {
      for (let index = 0; index < 5; index += 1) await at().store.enqueueJob(mail(index % 2 ? 'reminder' : 'invitation', index))
      await at().store.enqueueJob(mail('recovery'))
      expect(await kindsOf(claim('a', 1))).toEqual(['recovery'])
      expect(await kindsOf(claim('a', 3))).toEqual(['invitation', 'reminder', 'invitation'])
    })

    it('leave at the pace of the provider, over all servers, and hold up nothing else', async () => {
      const { store, rows } = at()
      await rows('update mail_pace set allowed = 1, at = foyer_now()')
      for (let index = 0; index < 5; index += 1) await store.enqueueJob(mail('invitation', index))
      await store.enqueueJob(mail('recovery'))
      await enqueue(2)
      const first = (await Promise.all([1, 2, 3, 4].map(() => kindsOf(claimMails(3))))).flat()
      expect(first.sort()).toEqual(['recovery', 'test', 'test'])
      // A minute later one may go, and a quiet hour saves up no burst.
      for (const later of [61_000, 3_600_000]) {
        await rows('update jobs set done_at = foyer_now() where lease_by is not null')
        await store.shiftClock(later)
        expect((await Promise.all([1, 2, 3].map(() => kindsOf(claimMails())))).flat()).toEqual(['invitation'])
      }
    })
  })

  it('with one key are one job, also after it was done', async () => {
    const { store, rows } = at()
    await enqueue(1)
    await enqueue(1)
    await store.finishJob(await claimOne())
    await enqueue(1)
    await expect(rows('select 1 from jobs')).resolves.toHaveLength(1)
    await store.enqueueJob({ type: 'test', payload: {} })
    await store.enqueueJob({ type: 'test', payload: {} })
    await expect(claim('a')).resolves.toHaveLength(2)
  })

  it('go to another worker when the lease has run out, and the first can no longer touch them', async () => {
    const { store } = at()
    await enqueue(1)
    const first = await claimOne()
    await expect(claim('two')).resolves.toEqual([])
    await store.shiftClock(LEASE_MS + 1000)
    const [second] = await claim('two')
    expect(second).toMatchObject({ id: first.id, attempt: 2 })
    await expect(store.finishJob(first)).resolves.toBe(false)
    await expect(store.renewLease(first, LEASE_MS)).resolves.toBe(false)
    await expect(store.failJob(first, 'late')).resolves.toBe(false)
    if (second === undefined) throw new Error('not claimed')
    await expect(store.renewLease(second, 2 * LEASE_MS)).resolves.toBe(true)
    await store.shiftClock(2 * LEASE_MS + 1000)
    await expect(claim('three')).resolves.toEqual([])
    await expect(store.finishJob(second)).resolves.toBe(true)
    await expect(store.finishJob(second)).resolves.toBe(false)
  })

  it('wait when put back, and end when given up', async () => {
    const { store, rows } = at()
    await enqueue(2)
    const [retried, failed] = await claim('a')
    if (retried === undefined || failed === undefined) throw new Error('not claimed')
    await expect(store.retryJob(retried, { delayMs: 60_000, error: 'provider_busy' })).resolves.toBe(true)
    await expect(store.retryJob(retried, { delayMs: 0, error: 'again' })).resolves.toBe(false)
    await expect(store.failJob(failed, 'x'.repeat(500))).resolves.toBe(true)
    await expect(claim('a')).resolves.toEqual([])
    const next = await store.nextJobAt()
    expect((next ?? 0) - (await store.now())).toBeGreaterThan(50_000)
    await store.shiftClock(61_000)
    await expect(claim('a')).resolves.toMatchObject([{ id: retried.id, attempt: 2 }])
    const errors = await rows<{ last_error: string }>('select last_error from jobs order by id')
    expect(errors.map(({ last_error }) => last_error.length)).toEqual(['provider_busy'.length, 100])
  })

  it('are given back at once and uncounted when a worker stops', async () => {
    const { store } = at()
    await enqueue(3)
    const jobs = await claim('a')
    const [finished, ...open] = jobs
    if (finished === undefined) throw new Error('not claimed')
    await store.finishJob(finished)
    await store.releaseJobs(jobs)
    await expect(claim('b')).resolves.toMatchObject(open.map(({ id }) => ({ id, attempt: 1 })))
    await store.releaseJobs([])
  })

  it('run no sooner than asked, and only of the types asked', async () => {
    const { store } = at()
    const runAt = (await store.now()) + 60_000
    await store.enqueueJob({ type: 'later', payload: {}, runAt })
    await store.enqueueJob({ type: 'now', payload: {} })
    await expect(store.claimJobs({ limit: 5, leaseMs: 1, by: 'a', types: ['later'] })).resolves.toEqual([])
    await expect(claim('a')).resolves.toMatchObject([{ type: 'now' }])
    await store.shiftClock(61_000)
    await expect(store.claimJobs({ limit: 5, leaseMs: 1, by: 'a', types: ['later'] })).resolves.toMatchObject([{ type: 'later' }])
  })

  it('of a bounded kind find no room beyond it', async () => {
    const { store } = at()
    const put = (key: string) => store.enqueueBounded({ type: 'recovery', payload: {}, dedupe: key }, 2)
    await expect(put('a')).resolves.toBe(true)
    await expect(put('b')).resolves.toBe(true)
    await expect(put('c')).resolves.toBe(false)
    await store.finishJob(await claimOne())
    await expect(put('c')).resolves.toBe(true)
  })

  it('undo with their transaction', async () => {
    const { store } = at()
    const failing = store.transaction(async (tx) => {
      await tx.enqueueJob({ type: 'never', payload: {} })
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    await expect(claim('a')).resolves.toEqual([])
    await expect(store.nextJobAt()).resolves.toBeNull()
  })
})
