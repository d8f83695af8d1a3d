// The door to everything that the first screen does without.

/** Rejects when the file cannot be loaded. */
export const loadLater = () => import('./later.ts')

/** Fetches it while nothing else is to be done, so that the next screen is there before it is asked for. */
export function prefetchLater(): void {
  const fetchIt = () => loadLater().catch(() => {})
  if ('requestIdleCallback' in window) requestIdleCallback(fetchIt)
  else setTimeout(fetchIt, 500)
}
