// Keeps API keys in memory for a few seconds, so that a host's calls cost no statement for the key.

import type { ApiKeyFacts } from './api-key.port.ts'
import type { Store } from './store.ts'

/** A key that was revoked in another process, or ran out, may answer this much longer. */
export const KEY_MEMORY_MS = 5_000
/** Beyond it the oldest goes first. */
const MAX_KEYS = 1_000
/** The database itself writes "last used" no more often. */
const TOUCH_EVERY_MS = 60_000

interface Remembered {
  facts: Promise<ApiKeyFacts | null>
  until: number
}

/**
 * The same store with a memory for keys that were found. A key revoked or rotated through this store is forgotten at once; unknown ones are
 * never remembered.
 */
export const rememberApiKeys = (store: Store): Store => {
  const known = new Map<string, Remembered>()
  const touched = new Map<string, number>()

  return {
    ...store,
    findApiKey(hash) {
      const name = Buffer.from(hash).toString('base64')
      const remembered = known.get(name)
      if (remembered !== undefined && remembered.until > performance.now()) return remembered.facts
      // Those who ask at the same moment share one answer.
      const facts = store.findApiKey(hash)
      const entry = { facts, until: performance.now() + KEY_MEMORY_MS }
      keepNewest(known, name, entry)
      const forget = () => {
        if (known.get(name) === entry) known.delete(name)
      }
      facts.then((found) => {
        if (found === null) forget()
      }, forget)
      return facts
    },
    async touchApiKey(id) {
      const now = performance.now()
      if (now - (touched.get(id) ?? Number.NEGATIVE_INFINITY) < TOUCH_EVERY_MS) return
      keepNewest(touched, id, now)
      await store.touchApiKey(id)
    },
    async rotateApiKey(id, next) {
      const rotated = await store.rotateApiKey(id, next)
      known.clear()
      return rotated
    },
    async revokeApiKey(id) {
      const revoked = await store.revokeApiKey(id)
      known.clear()
      return revoked
    },
    async transaction(work) {
      let changes = false
      const result = await store.transaction((tx) =>
        work({
          ...tx,
          rotateApiKey(id, next) {
            changes = true
            return tx.rotateApiKey(id, next)
          },
          revokeApiKey(id) {
            changes = true
            return tx.revokeApiKey(id)
          },
        }),
      )
      if (changes) known.clear()
      return result
    },
    async shiftClock(ms) {
      known.clear()
      touched.clear()
      await store.shiftClock(ms)
    },
  }
}

const keepNewest = <V>(map: Map<string, V>, key: string, value: V): void => {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.size > MAX_KEYS ? map.keys() : []
  if (oldest !== undefined) map.delete(oldest)
}
