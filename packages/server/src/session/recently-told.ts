// Notices that this process wrote already: a device that keeps no cookie costs the database nothing at its next sign-in of the day.

/** Forgetting one is harmless: the database takes no second job under its key. */
const MAX_KEPT = 5_000

const told = new WeakMap<object, Set<string>>()

/** @param owner the store that the notices were written with */
export const wasTold = (owner: object, key: string): boolean => told.get(owner)?.has(key) === true

export const keepTold = (owner: object, key: string): void => {
  const keys = told.get(owner) ?? new Set<string>()
  told.set(owner, keys)
  const [oldest] = keys
  if (keys.size >= MAX_KEPT && oldest !== undefined) keys.delete(oldest)
  keys.add(key)
}
