// The host's sign-in routes as a Hono app.

import { Hono } from 'hono'
import { createHostAuth } from './create-host-auth.ts'
import type { Verify } from './create-verifier.ts'
import type { HostOptions } from './host-options.ts'

export interface FoyerForHono {
  /** Mount it where the element's `exchange` points to: `app.route('/auth', auth.routes)`. */
  routes: Hono
  /** Who is asking: `auth.verify(c.req.raw)`. */
  verify: Verify
}

/** @throws FoyerError `config_missing` when neither options nor environment name the address or the key */
export function foyer(options: HostOptions): FoyerForHono {
  const auth = createHostAuth(options)
  const routes = new Hono()
    .post('/exchange', (c) => auth.exchange(c.req.raw))
    .get('/start', (c) => auth.start(c.req.raw))
    .get('/callback', (c) => auth.callback(c.req.raw))
    .post('/sign-out', (c) => auth.signOut(c.req.raw))
  return { routes, verify: auth.verify }
}
