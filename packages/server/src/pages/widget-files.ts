// The built widget, served to any page that loads it.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import type { AppContext, AppEnv } from '../http/request-context.ts'

interface WidgetFile {
  content: Buffer
  type: string
  etag: string
  brotli: Buffer | null
  gzip: Buffer | null
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
}
const ONE_YEAR_S = 31_536_000

/** `/widget.js` and `/widget.css` are revalidated after five minutes; the pieces below `/widget/` carry a hash in their name. */
export const mountWidgetFiles = (app: Hono<AppEnv>): void => {
  const files = readFiles()
  const answer = (c: AppContext, name: string, caching: string): Response => {
    const file = files.get(name)
    if (file === undefined) throw new FoyerError('not_found')
    const headers: Record<string, string> = {
      'Content-Type': file.type,
      'Cache-Control': caching,
      ETag: file.etag,
      Vary: 'Accept-Encoding',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    }
    if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, headers)
    const [encoding, content] = encode(file, c.req.header('accept-encoding') ?? '')
    if (encoding !== null) headers['Content-Encoding'] = encoding
    return c.body(new Uint8Array(content), 200, headers)
  }
  const entry = 'public, max-age=300'
  app.get('/widget.js', (c) => answer(c, 'widget.js', entry))
  app.get('/widget.css', (c) => answer(c, 'widget.css', entry))
  app.get('/widget.js.map', (c) => answer(c, 'widget.js.map', entry))
  app.get('/widget/*', (c) => {
    const path = c.req.path.slice(c.req.path.lastIndexOf('/widget/') + 1)
    return answer(c, path, `public, max-age=${ONE_YEAR_S}, immutable`)
  })
}

/** Compressed on first use and kept. */
const encode = (file: WidgetFile, accepted: string): [string | null, Buffer] => {
  if (/\bbr\b/.test(accepted)) {
    file.brotli ??= brotliCompressSync(file.content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: file.content.length },
    })
    return ['br', file.brotli]
  }
  if (/\bgzip\b/.test(accepted)) {
    file.gzip ??= gzipSync(file.content, { level: 9 })
    return ['gzip', file.gzip]
  }
  return [null, file.content]
}

const readFiles = (): ReadonlyMap<string, WidgetFile> => {
  const root = join(dirname(createRequire(import.meta.url).resolve('@foyer/widget/package.json')), 'dist')
  const files = new Map<string, WidgetFile>()
  const walk = (folder: string): void => {
    for (const name of readdirSync(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`
      if (statSync(join(root, path)).isDirectory()) walk(path)
      else if (types[extname(name)] !== undefined) {
        const content = readFileSync(join(root, path))
        const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
        files.set(path, { content, type: types[extname(name)] ?? 'application/octet-stream', etag, brotli: null, gzip: null })
      }
    }
  }
  walk('')
  return files
}
