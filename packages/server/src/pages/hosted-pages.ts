// Foyer's own pages: sign-in, activation, the landing page of links, and the door for hosts (`/authorize`).

import { codeChallengeSchema } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Deps } from '../deps.ts'
import { hashSecret } from '../flow/finish.ts'
import { type AuthorizeRequest, sealAuthorize } from '../flow/flow-state.ts'
import { readLink } from '../flow/read-link.ts'
import { readSessionCookie } from '../http/cookies.ts'
import type { AppContext, AppEnv } from '../http/request-context.ts'
import { makeSignInCode } from '../session/sign-in-code.ts'
import { mountAppearance } from './appearance-files.ts'
import { ownDataPage } from './own-data-page.ts'
import { ownDataStyle } from './own-data-style.ts'
import { PAGE_HEADERS, pageFrame, pageStyle } from './page-frame.ts'

const titles = {
  de: { signIn: 'Anmelden', activate: 'Konto aktivieren', recover: 'Passwort zurücksetzen', account: 'Ihr Konto' },
  en: { signIn: 'Sign in', activate: 'Activate your account', recover: 'Reset your password', account: 'Your account' },
} as const

export const mountHostedPages = (app: Hono<AppEnv>, deps: Deps): void => {
  app.get('/', (c) => c.redirect(`${deps.config.url}/sign-in`, 302))
  app.get('/page.css', (c) =>
    c.body(pageStyle, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' }),
  )
  app.get('/sign-in', (c) => authPage(deps, c, 'signIn', applicationOf(deps, c.req.query('application'))))
  app.get('/activate', (c) => authPage(deps, c, 'activate', applicationOf(deps, c.req.query('application'))))
  app.get('/recover', (c) => authPage(deps, c, 'recover', applicationOf(deps, c.req.query('application'))))
  app.get('/account', (c) => accountPage(deps, c, applicationOf(deps, c.req.query('application'))))
  app.get('/account/data.css', (c) =>
    c.body(ownDataStyle, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' }),
  )
  app.get('/account/data', (c) => ownDataPage(deps, c, applicationOf(deps, c.req.query('application'))))
  app.get('/l/:token', async (c) => authPage(deps, c, 'activate', await applicationOfLink(deps, c.req.param('token'))))
  mountAppearance(app, deps)
  app.get('/authorize', (c) => authorize(deps, c))
}

/** GET changes nothing: the element looks at the link, and only its button uses it. */
const authPage = (deps: Deps, c: AppContext, kind: keyof (typeof titles)['de'], application: string): Response => {
  const { locale } = c.var.facts
  const body = html`<main><foyer-auth application="${application}"></foyer-auth></main>`
  return c.body(String(pageFrame(deps, { title: titles[locale][kind], locale, body, script: true })), 200, PAGE_HEADERS)
}

/** The element shows the account, or the way to sign in. */
const accountPage = (deps: Deps, c: AppContext, application: string): Response => {
  const { locale } = c.var.facts
  const body = html`<main><foyer-account application="${application}"></foyer-account></main>`
  return c.body(String(pageFrame(deps, { title: titles[locale].account, locale, body, script: true })), 200, PAGE_HEADERS)
}

/** The one asked for, else the first that people are invited to. */
const applicationOf = (deps: Deps, wanted: string | undefined): string => {
  const { applications } = deps.config
  if (wanted !== undefined && Object.hasOwn(applications, wanted)) return wanted
  const keys = Object.keys(applications)
  return keys.find((key) => applications[key]?.manages !== true) ?? keys[0] ?? ''
}

const applicationOfLink = async (deps: Deps, token: string): Promise<string> => {
  const place = await readLink(deps, token)
  if (place.at !== 'link') return applicationOf(deps, undefined)
  const loaded = await deps.store.loadPerson({ grantId: place.grantId })
  const grants = loaded === null ? [] : [loaded.person.invitation, ...loaded.person.grants]
  return applicationOf(deps, grants.find((grant) => grant?.id === place.grantId)?.application ?? undefined)
}

/**
 * OAuth's code flow with PKCE (RFC 6749 §4.1, RFC 7636). Whoever is signed in to this very application goes straight back.
 * @throws FoyerError `application_unknown`, `sign_in_request_invalid`; never redirects to an origin that is not listed.
 */
const authorize = async (deps: Deps, c: AppContext): Promise<Response> => {
  const key = c.req.query('application') ?? ''
  const application = Object.hasOwn(deps.config.applications, key) ? deps.config.applications[key] : undefined
  if (application === undefined) throw new FoyerError('application_unknown', { application: key.slice(0, 64) })
  const request = readRequest(c, application.origins)
  const secret = readSessionCookie(c, deps.config, key)
  const checked = secret === null ? null : await deps.store.checkSession(hashSecret(secret), key)
  const now = checked?.now ?? (await deps.store.now())
  if (checked !== null) {
    const back = new URL(request.redirectUri)
    const { userId, familyId } = checked.session
    back.searchParams.set(
      'code',
      makeSignInCode(deps.keys, { userId, familyId, application: key, origin: back.origin, challenge: request.challenge }, now),
    )
    back.searchParams.set('state', request.state)
    return c.redirect(back.href, 302)
  }
  const sealed = sealAuthorize(deps.keys, { ...request, application: key }, now)
  return c.redirect(`${deps.config.url}/sign-in?application=${encodeURIComponent(key)}&request=${sealed}`, 302)
}

const LONGEST_REDIRECT = 1000
/** RFC 6749 appendix A.5: visible ASCII and space, so that it comes back as it went. */
const STATE = /^[\x20-\x7e]{8,500}$/

const readRequest = (c: AppContext, origins: ReadonlySet<string>): AuthorizeRequest => {
  const redirectUri = readTarget(c.req.query('redirect_uri') ?? '', origins)
  const state = c.req.query('state') ?? ''
  const challenge = c.req.query('code_challenge') ?? ''
  const wellFormed = STATE.test(state) && codeChallengeSchema.safeParse(challenge).success
  if (redirectUri === null || !wellFormed || c.req.query('code_challenge_method') !== 'S256')
    throw new FoyerError('sign_in_request_invalid')
  return { redirectUri, state, challenge }
}

/** In the spelling that browsers make of it. A `blob:` address has the origin of whoever made it, so the scheme is asked as well. */
const readTarget = (text: string, origins: ReadonlySet<string>): string | null => {
  if (!URL.canParse(text) || text.includes('#')) return null
  const { href, origin, protocol, username, password } = new URL(text)
  const plain = (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
  return plain && origins.has(origin) && href.length <= LONGEST_REDIRECT ? href : null
}
