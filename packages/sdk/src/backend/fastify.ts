// The host's sign-in routes as a Fastify plugin.

import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '../sessions.ts'
import { createHostAuth, type Handler } from './create-host-auth.ts'
import type { HostOptions } from './host-options.ts'
import { headOf, hostFault, requestOf } from './node-exchange.ts'

export interface FoyerForFastify {
  /** Register it where the element's `exchange` points to: `app.register(auth.routes, { prefix: '/auth' })`. */
  routes: FastifyPluginAsync
  /** Who is asking: `await auth.verify(request)`. See `Verify`. */
  verify: (request: FastifyRequest, options?: { fresh?: boolean }) => Promise<Session | null>
}

/** @throws FoyerError `config_missing` when neither options nor environment name the address or the key */
export function foyer(options: HostOptions): FoyerForFastify {
  const auth = createHostAuth(options)
  const answerWith = (handler: Handler) => async (request: FastifyRequest, reply: FastifyReply) => {
    const given = await requestOf(request.raw)
    const response = given === null ? new Response('Name one host.', { status: 400 }) : await handler(given).catch(refuse)
    reply.code(response.status)
    for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
    for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
    return reply.send(await response.text())
  }
  return {
    routes: async (app) => {
      // Bodies are read here, whatever their type, and only here: the host's own parsers stay as they are.
      app.removeAllContentTypeParsers()
      app.addContentTypeParser('*', (_request, _payload, done) => done(null))
      app.post('/exchange', answerWith(auth.exchange))
      app.get('/start', answerWith(auth.start))
      app.get('/callback', answerWith(auth.callback))
      app.post('/sign-out', answerWith(auth.signOut))
    },
    verify: async (request, given) => {
      const head = headOf(request.raw)
      return head === null ? null : auth.verify(head, given)
    },
  }
}

const refuse = (error: unknown): never => {
  throw hostFault(error)
}
