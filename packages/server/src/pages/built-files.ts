// Built files of another package, kept in memory and served compressed.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { FoyerError } from '@foyer/core'
import type { AppContext } from '../http/request-context.ts'

interface BuiltFile {
  content: Buffer
  type: string
  etag: string
  brotli: Buffer | null
  gzip: Buffer | null
}

export type BuiltFiles = ReadonlyMap<string, BuiltFile>

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
}
const ONE_YEAR_S = 31_536_000

/** For files that carry a hash in their name. */
export const FOR_EVER = `public, max-age=${ONE_YEAR_S}, immutable`

/** @throws FoyerError `not_found` */
export const answerFile = (c: AppContext, files: BuiltFiles, name: string, extra: Record<string, string>): Response => {
  const file = files.get(name)
  if (file === undefined) throw new FoyerError('not_found')
  const headers: Record<string, string> = { 'Content-Type': file.type, ETag: file.etag, Vary: 'Accept-Encoding', ...extra }
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, headers)
  const [encoding, content] = encode(file, c.req.header('accept-encoding') ?? '')
  if (encoding !== null) headers['Content-Encoding'] = encoding
  return c.body(new Uint8Array(content), 200, headers)
}

/** Compressed on first use and kept. */
const encode = (file: BuiltFile, accepted: string): [string | null, Buffer] => {
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

const require = createRequire(import.meta.url)

/** Where a package's `dist` lies. */
export const builtFolder = (name: string): string => join(dirname(require.resolve(`${name}/package.json`)), 'dist')

/** Every script and style sheet below a folder, by its path with slashes: read together when the first is asked for, and kept. */
export const builtFiles = (root: string): (() => BuiltFiles) => {
  let files: BuiltFiles | null = null
  return () => {
    files ??= readFiles(root)
    return files
  }
}

const readFiles = (root: string): BuiltFiles => {
  const files = new Map<string, BuiltFile>()
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
