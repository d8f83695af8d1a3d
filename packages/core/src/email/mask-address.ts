// Shows an address without giving it away.

/**
 * `mia.weber@example.com` → `m•••@example.com`. Always three dots, so that the length stays unknown.
 * Takes a canonical address; the domain is shown as it is.
 */
export function maskAddress(canonical: string): string {
  const at = canonical.lastIndexOf('@')
  return at < 1 ? '•••' : `${canonical.slice(0, 1)}•••${canonical.slice(at)}`
}
