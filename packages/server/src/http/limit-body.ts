// Bounds what a request may send: by its length where it tells one, else while it comes.

import { FoyerError } from '@foyer/core'
import type { MiddlewareHandler } from 'hono'
import type { AppContext, AppEnv } from './request-context.ts'

/** No input of ours is larger. */
export const MAX_BODY_BYTES = 64 * 1024

/** Refuses by `Content-Length` before anything is read, whatever the route. @throws FoyerError `body_too_large`. */
export const limitBody: MiddlewareHandler<AppEnv> = (c, next) => {
  if (Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES) throw new FoyerError('body_too_large')
  return next()
}

/**
 * The whole body, empty where there is none. A body that does not tell its length is read no further than allowed.
 * @throws FoyerError `body_too_large`; `request_timeout` when the connection ended before the body did
 */
export const readBytes = async (c: AppContext): Promise<Uint8Array> => {
  try {
    // Node's parser holds a body to its Content-Length, which was judged before.
    if (c.req.header('content-length') !== undefined && c.req.header('transfer-encoding') === undefined)
      return new Uint8Array(await c.req.arrayBuffer())
    return await readChunks(c)
  } catch (error) {
    throw error instanceof FoyerError ? error : new FoyerError('request_timeout', {}, { cause: error })
  }
}

const readChunks = async (c: AppContext): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > MAX_BODY_BYTES) throw new FoyerError('body_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
