// The host's sign-in routes for Express, and for whatever else takes `(req, res, next)`.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Session } from '../sessions.ts'
import { createHostAuth, type Handler } from './create-host-auth.ts'
import type { HostOptions } from './host-options.ts'
import { headOf, hostFault, type NodeRequest, requestOf, send } from './node-exchange.ts'

export interface FoyerForExpress {
  /** Mount it where the element's `exchange` points to: `app.use('/auth', auth.routes)`. Before or after a body parser. */
  routes: (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void
  /** Who is asking: `await auth.verify(req)`. See `Verify`. */
  verify: (req: IncomingMessage, options?: { fresh?: boolean }) => Promise<Session | null>
}

/** @throws FoyerError `config_missing` when neither options nor environment name the address or the key */
export function foyer(options: HostOptions): FoyerForExpress {
  const auth = createHostAuth(options)
  const handlers: Record<string, Handler> = {
    'POST /exchange': auth.exchange,
    'GET /start': auth.start,
    'GET /callback': auth.callback,
    'POST /sign-out': auth.signOut,
  }
  const answer = async (handler: Handler, req: NodeRequest, res: ServerResponse): Promise<void> => {
    const request = await requestOf(req)
    return send(request === null ? new Response('Name one host.', { status: 400 }) : await handler(request), res)
  }
  return {
    routes: (req, res, next) => {
      const handler = handlers[`${req.method} ${req.url?.split('?', 1)[0]}`]
      if (handler === undefined) return next()
      answer(handler, req, res).catch((error: unknown) => next(hostFault(error)))
    },
    verify: async (req, given) => {
      const request = headOf(req)
      return request === null ? null : auth.verify(request, given)
    },
  }
}
