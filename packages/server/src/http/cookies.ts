// Foyer's own session cookies: one for each application.

import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { ResolvedApplication, ResolvedConfig } from '../config.ts'

/**
 * `__Host-foyer-<application>` (RFC 6265bis §4.1.3.2). On loopback over http the prefix and `Secure` are left out, for
 * Safari keeps no Secure cookie there.
 */
export const cookieName = (config: Pick<ResolvedConfig, 'secure'>, application: string): string =>
  `${config.secure ? '__Host-' : ''}foyer-${application}`

export const readSessionCookie = (c: Context, config: ResolvedConfig, application: string): string | null =>
  getCookie(c, cookieName(config, application)) ?? null

/** `SameSite=Strict` for managing applications, `Lax` for all others. */
export const writeSessionCookie = (
  c: Context,
  config: ResolvedConfig,
  application: ResolvedApplication,
  secret: string,
  /** `null`: it ends with the browser. */
  maxAgeMs: number | null,
): void =>
  setCookie(c, cookieName(config, application.key), secret, {
    ...options(config, application),
    ...(maxAgeMs === null ? {} : { maxAge: Math.floor(maxAgeMs / 1000) }),
  })

export const clearSessionCookie = (c: Context, config: ResolvedConfig, application: ResolvedApplication): void => {
  deleteCookie(c, cookieName(config, application.key), options(config, application))
}

const options = (config: ResolvedConfig, application: ResolvedApplication): CookieOptions => ({
  path: '/',
  httpOnly: true,
  secure: config.secure,
  sameSite: application.manages ? 'Strict' : 'Lax',
})

const ONE_YEAR_S = 31_536_000

/** With a dot, which no application's key has. */
const deviceCookieName = (config: Pick<ResolvedConfig, 'secure'>): string => `${config.secure ? '__Host-' : ''}foyer.device`

/** Marks a browser that signed in before, so that others' failures do not lock it out. Opens nothing. */
export const readDeviceCookie = (c: Context, config: ResolvedConfig): string | null => getCookie(c, deviceCookieName(config)) ?? null

export const writeDeviceCookie = (c: Context, config: ResolvedConfig, sealed: string): void =>
  setCookie(c, deviceCookieName(config), sealed, { path: '/', httpOnly: true, secure: config.secure, sameSite: 'Lax', maxAge: ONE_YEAR_S })
