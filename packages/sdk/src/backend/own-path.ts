// Decides where a visitor may be sent on to: a path of this host, nothing else.

/** Travels inside the state of a sign-in, which Foyer takes up to 500 characters long. */
const MAX_LENGTH = 300

/** The path with its query and fragment, in normal form; `null` when it leads elsewhere or could be read so. */
export function ownPath(value: string | null | undefined): string | null {
  if (!value || value.length > MAX_LENGTH || !value.startsWith('/')) return null
  if (/[\\\p{Cc}\p{Zs}\p{Zl}\p{Zp}\p{Cf}]/u.test(value)) return null
  let url: URL
  try {
    url = new URL(value, 'https://own.invalid')
  } catch {
    return null
  }
  const path = url.pathname + url.search + url.hash
  return url.origin === 'https://own.invalid' && !path.startsWith('//') && path.length <= MAX_LENGTH ? path : null
}
