// Web addresses that may stand in a profile.

const LONGEST = 2000
/** A host name typed without `https://`. */
const BARE_HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[:/?#]|$)/u

/**
 * The address as a browser writes it; `null` unless it is http or https with a dotted host and without a user name in it.
 * `www.example.com` is taken as `https://www.example.com/`.
 */
export function normaliseWebAddress(typed: string): string | null {
  const trimmed = typed.trim()
  if (trimmed.length > LONGEST || /[\s\p{Cc}\p{Cf}\p{Cs}]/u.test(trimmed)) return null
  const text = BARE_HOST.test(trimmed) ? `https://${trimmed}` : trimmed
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null
  const { href, hostname, username, password } = new URL(text)
  const isPlain = username === '' && password === '' && hostname.includes('.') && href.length <= LONGEST
  return isPlain ? href : null
}
