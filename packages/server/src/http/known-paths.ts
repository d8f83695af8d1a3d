// A router that matches each of the paths it knows once: hosts and browsers call the same few again and again.

import type { Result, Router } from 'hono/router'

/**
 * Everything else goes to the router underneath each time, so that what is remembered is bounded by `paths`, whatever is asked for.
 * @param paths without parameters; a match of another would hold the parameters of the first request
 */
export const rememberMatches = <T>(router: Router<T>, paths: ReadonlySet<string>): Router<T> => {
  const known = new Map<string, Result<T>>()
  return {
    name: `remembering ${router.name}`,
    add: (method, path, handler) => router.add(method, path, handler),
    match(method, path) {
      if (!paths.has(path)) return router.match(method, path)
      const call = `${method} ${path}`
      const before = known.get(call)
      if (before !== undefined) return before
      const result = router.match(method, path)
      if (known.size < paths.size * METHODS) known.set(call, result)
      return result
    },
  }
}

/** Those that HTTP defines (RFC 9110 §9, RFC 5789); a client may make up others. */
const METHODS = 9
