// Which addresses a sign-in may go on to.

/**
 * `return-to` as a full address of the page's own `origin` or of a listed one, else `null`. Takes a path with exactly one leading
 * slash, or a full address: never `//host`, `/\host`, another scheme, or a control character that a browser would drop.
 */
export function returnAddress(returnTo: string | null, origin: string, listed: readonly string[] = []): string | null {
  if (!returnTo || !/^(\/(?![/\\])|https?:\/\/)[^\\\s\p{Cc}]*$/u.test(returnTo)) return null
  try {
    const url = new URL(returnTo, origin)
    return [origin, ...listed].includes(url.origin) && !url.username ? url.href : null
  } catch {
    return null
  }
}

/** An address from the server that may be navigated to: http and https alone. */
export const webAddress = (address: string | null): string | null => (address && /^https?:\/\//i.test(address) ? address : null)
