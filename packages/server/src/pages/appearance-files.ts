// The organisation's logo as configured, and an icon made of its first letter.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import { organisationView } from '../appearance/organisation-view.ts'
import { ConfigError } from '../config.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/request-context.ts'

const types: Record<string, string> = { '.png': 'image/png', '.svg': 'image/svg+xml', '.jpg': 'image/jpeg', '.webp': 'image/webp' }
/** An SVG logo is a picture, never a document with scripts. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
const MAX_LOGO_BYTES = 1_000_000

/** `/logo` and `/icon.svg`, for any page: mails and embedding hosts show them too. */
export const mountAppearance = (app: Hono<AppEnv>, deps: Pick<Deps, 'config'>): void => {
  const logo = deps.config.organisation.logo === null ? null : readLogo(deps.config.organisation.logo)
  const headers = (type: string, etag: string) => ({
    'Content-Type': type,
    'Content-Security-Policy': PICTURE_POLICY,
    'Cache-Control': 'public, max-age=3600',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ETag: etag,
  })
  app.get('/logo', (c) => {
    if (logo === null) throw new FoyerError('not_found')
    return c.body(new Uint8Array(logo.content), 200, headers(logo.type, logo.etag))
  })
  const icon = iconOf(deps)
  app.get('/icon.svg', (c) =>
    c.body(icon, 200, headers('image/svg+xml', `"${createHash('sha256').update(icon).digest('base64url').slice(0, 16)}"`)),
  )
  app.get('/favicon.ico', (c) => c.redirect(`${deps.config.url}/icon.svg`, 302))
}

const readLogo = (path: string): { content: Buffer; type: string; etag: string } => {
  const type = types[extname(path).toLowerCase()]
  if (type === undefined) throw new ConfigError(`organisation.logo: ${path} must be a PNG, SVG, JPEG or WebP file`)
  let content: Buffer
  try {
    content = readFileSync(path)
  } catch (cause) {
    throw new ConfigError(`organisation.logo: ${path} cannot be read`, { cause })
  }
  if (content.length > MAX_LOGO_BYTES) throw new ConfigError(`organisation.logo: ${path} is larger than 1 MB`)
  return { content, type, etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"` }
}

const iconOf = (deps: Pick<Deps, 'config'>): string => {
  const { accent } = organisationView(deps.config)
  const letter = [...deps.config.organisation.name.trim()][0]?.toUpperCase() ?? 'F'
  const safe = /^[\p{L}\p{N}]$/u.test(letter) ? letter : 'F'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${accent.light}"/><text x="16" y="22" text-anchor="middle" font-family="system-ui,sans-serif" font-size="17" font-weight="600" fill="${accent.onLight}">${safe}</text></svg>`
}
