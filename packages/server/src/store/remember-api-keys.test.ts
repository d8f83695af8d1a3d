// What the memory for API keys may keep, and for how long.

import { createHash, randomUUID } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { KEY_MEMORY_MS, rememberApiKeys } from './remember-api-keys.ts'
import type { Store } from './store.ts'

const insertKey = async (store: Store, expiresAt: number | null = null) => {
  const id = randomUUID()
  const hash = createHash('sha256').update(id).digest()
  await store.insertApiKey({ id, hash, name: 'Host', scopes: ['users:read'], application: null, expiresAt })
  return { id, hash }
}

onEachDatabase('the memory for API keys', (at) => {
  afterEach(async () => {
    vi.useRealTimers()
    await at().store.shiftClock(0)
  })

  it('answers a key that another process revoked for 5 seconds at most', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const store = rememberApiKeys(at().store)
    const { id, hash } = await insertKey(store)
    await expect(store.findApiKey(hash)).resolves.toMatchObject({ id })
    await at().store.revokeApiKey(id)
    vi.advanceTimersByTime(KEY_MEMORY_MS - 1)
    await expect(store.findApiKey(hash)).resolves.toMatchObject({ id })
    vi.advanceTimersByTime(1)
    await expect(store.findApiKey(hash)).resolves.toBeNull()
    expect(KEY_MEMORY_MS).toBeLessThanOrEqual(5_000)
  })

  it('forgets a key at once when it is revoked here, also while it is being looked for', async () => {
    const store = rememberApiKeys(at().store)
    const { id, hash } = await insertKey(store)
    await store.findApiKey(hash)
    const [, revoked] = await Promise.all([store.findApiKey(hash), store.revokeApiKey(id), store.findApiKey(hash)])
    expect(revoked).toBe(true)
    await expect(store.findApiKey(hash)).resolves.toBeNull()
  })

  it('forgets at once what a rotation ended', async () => {
    const store = rememberApiKeys(at().store)
    const { id, hash } = await insertKey(store)
    await store.findApiKey(hash)
    const next = createHash('sha256').update(randomUUID()).digest()
    await store.transaction(async (tx) => tx.rotateApiKey(id, { hash: next, oldUntil: await tx.now() }))
    await expect(store.findApiKey(hash)).resolves.toBeNull()
    await expect(store.findApiKey(next)).resolves.toMatchObject({ id })
    await store.rotateApiKey(id, { hash, oldUntil: await store.now() })
    await expect(store.findApiKey(next)).resolves.toBeNull()
  })

  it('forgets a key that was revoked in a transaction, once that is done', async () => {
    const store = rememberApiKeys(at().store)
    const { id, hash } = await insertKey(store)
    await expect(store.findApiKey(hash)).resolves.toMatchObject({ id })
    await expect(store.transaction((tx) => tx.revokeApiKey(id))).resolves.toBe(true)
    await expect(store.findApiKey(hash)).resolves.toBeNull()
  })

  it('finds a key that was unknown a moment ago', async () => {
    const store = rememberApiKeys(at().store)
    const id = randomUUID()
    const hash = createHash('sha256').update(id).digest()
    await expect(store.findApiKey(hash)).resolves.toBeNull()
    await store.insertApiKey({ id, hash, name: 'New', scopes: ['users:read'], application: null, expiresAt: null })
    await expect(store.findApiKey(hash)).resolves.toMatchObject({ id })
  })

  it('keeps no key past its end when the clock is moved', async () => {
    const store = rememberApiKeys(at().store)
    const { hash } = await insertKey(store, (await store.now()) + 60_000)
    await expect(store.findApiKey(hash)).resolves.not.toBeNull()
    await store.shiftClock(61_000)
    await expect(store.findApiKey(hash)).resolves.toBeNull()
  })

  it('does not remember that the database could not be asked', async () => {
    const fails = { once: true }
    const store = rememberApiKeys({
      ...at().store,
      findApiKey: (hash) => {
        if (!fails.once) return at().store.findApiKey(hash)
        fails.once = false
        return Promise.reject(new Error('away'))
      },
    })
    const { id, hash } = await insertKey(at().store)
    await expect(store.findApiKey(hash)).rejects.toThrow('away')
    await expect(store.findApiKey(hash)).resolves.toMatchObject({ id })
  })

  it('writes "last used" once in a minute, and again in the next', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const store = rememberApiKeys(at().store)
    const { id } = await insertKey(store)
    const lastUsed = async () => (await at().store.listApiKeys()).find((key) => key.id === id)?.lastUsedAt ?? null
    await store.touchApiKey(id)
    const first = await lastUsed()
    expect(first).not.toBeNull()
    await at().store.shiftClock(61_000)
    await store.touchApiKey(id)
    expect(await lastUsed()).toBe(first)
    vi.advanceTimersByTime(60_000)
    await store.touchApiKey(id)
    expect(await lastUsed()).toBeGreaterThan(first ?? 0)
  })
})
