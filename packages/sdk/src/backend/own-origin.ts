// The host's own origin, as its visitors see it.

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/

/**
 * `configured` when given. Else the request's own, with https unless it is plain http on loopback: a request that arrives as
 * plain http from elsewhere has come through a proxy that speaks https to the visitor.
 */
export function ownOrigin(request: Request, configured: string | undefined): string {
  if (configured !== undefined) return new URL(configured).origin
  const url = new URL(request.url)
  return url.protocol === 'http:' && LOOPBACK.test(url.hostname) ? url.origin : `https://${url.host}`
}
