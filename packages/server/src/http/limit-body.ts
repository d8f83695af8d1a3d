// Bounds what a request may send: by its length where it tells one, else while it comes.

import { type Route, routes } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { MiddlewareHandler } from 'hono'
import type { AppContext, AppEnv } from './request-context.ts'

/** No JSON of ours is larger. */
export const MAX_BODY_BYTES = 64 * 1024
/** A piece of a file. */
export const MAX_PIECE_BYTES = 1024 * 1024

const filePaths = (Object.values(routes) as Route[]).flatMap(({ takes, path }) =>
  takes === 'file' ? [new RegExp(`${path.replace(/:[a-z]+/g, '[^/]+')}$`)] : [],
)

/** Refuses by `Content-Length` before anything is read, whatever the route. @throws FoyerError `body_too_large`. */
export const limitBody: MiddlewareHandler<AppEnv> = (c, next) => {
  const length = Number(c.req.header('content-length') ?? 0)
  if (length > MAX_BODY_BYTES && (length > MAX_PIECE_BYTES || !filePaths.some((path) => path.test(c.req.path))))
    throw new FoyerError('body_too_large')
  return next()
}

/**
 * The whole body, empty where there is none. A body that does not tell its length is read no further than allowed.
 * @throws FoyerError `body_too_large`; `request_timeout` when the connection ended before the body did
 */
export const readBytes = async (c: AppContext, max = MAX_BODY_BYTES): Promise<Uint8Array> => {
  try {
    // Node's parser holds a body to its Content-Length, which was judged before.
    if (c.req.header('content-length') !== undefined && c.req.header('transfer-encoding') === undefined)
      return new Uint8Array(await c.req.arrayBuffer())
    return await readChunks(c, max)
  } catch (error) {
    throw error instanceof FoyerError ? error : new FoyerError('request_timeout', {}, { cause: error })
  }
}

const readChunks = async (c: AppContext, max: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > max) throw new FoyerError('body_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
