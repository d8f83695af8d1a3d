// The host app's own files: style sheet, icon, three small scripts.

import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'

const TYPES: Record<string, string> = {
  'style.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'hand-over.js': 'text/javascript; charset=utf-8',
  'story.js': 'text/javascript; charset=utf-8',
  'welcome.js': 'text/javascript; charset=utf-8',
}

export function hostAssets(): Hono {
  return new Hono().get('/:name', async (c) => {
    const name = c.req.param('name')
    const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined
    if (type === undefined) return c.notFound()
    const body = await readFile(new URL(`../assets/${name}`, import.meta.url))
    return c.body(body, 200, { 'content-type': type, 'cache-control': 'no-cache' })
  })
}
