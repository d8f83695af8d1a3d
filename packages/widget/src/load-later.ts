// The door to everything that the first screen does without.

/** Rejects when the file cannot be loaded. */
export const loadLater = () => import('./later.ts')

/** The same for the file that speaks to the browser about passkeys. */
export const loadPasskeys = () => import('./flow/passkeys.ts')

/** The same for the holder's own page. */
export const loadAccount = () => import('./account/account.ts')

/** Fetches it with its words, so that the next screen is there before it is asked for. `locale` is BCP 47. */
export async function prefetchLater(locale: string): Promise<void> {
  const { loadLaterWords } = await loadLater()
  await loadLaterWords(locale)
}

/** The same while nothing else is to be done. */
export function prefetchWhenIdle(locale: string): void {
  const fetchIt = () => prefetchLater(locale).catch(() => {})
  if ('requestIdleCallback' in window) requestIdleCallback(fetchIt)
  else setTimeout(fetchIt, 500)
}
