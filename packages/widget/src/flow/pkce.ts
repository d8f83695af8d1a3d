// A verifier and its S256 challenge: RFC 7636 §4.1 and §4.2.

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')

/** 256 random bits. `crypto.subtle` is missing on plain http outside of loopback; there our own SHA-256 is loaded. */
export async function makePkce(): Promise<{ verifier: string; challenge: string }> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
  const bytes = new TextEncoder().encode(verifier)
  const subtle = crypto.subtle as SubtleCrypto | undefined
  const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : (await import('./sha-256.ts')).sha256(bytes)
  return { verifier, challenge: base64url(digest) }
}
