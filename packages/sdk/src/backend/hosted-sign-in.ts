// GET start and callback: sign-in over Foyer's own pages, for mailed links and hosts without the element.

import { isFoyerError } from '../errors.ts'
import { page, redirect } from './answers.ts'
import { readCookie, writeCookie } from './host-cookie.ts'
import type { Host } from './host-options.ts'
import { ownOrigin } from './own-origin.ts'
import { ownPath } from './own-path.ts'
import { newBrowserValue, SIGN_IN_LASTS_S } from './sign-in-state.ts'
import { startSession } from './start-session.ts'

const browserCookie = (application: string) => `foyer-start.${application}`
const BROWSER_VALUE = /^[A-Za-z0-9_-]{43}$/

/** Query: `return-to`, a path of this host to go on to; `/` for anything else. */
export async function startSignIn(host: Host, request: Request): Promise<Response> {
  const origin = ownOrigin(request, host.origin)
  const url = new URL(request.url)
  const browser = browserValue(host, request, origin) ?? newBrowserValue()
  const { state, challenge } = await host.signIn.begin(browser, ownPath(url.searchParams.get('return-to')) ?? '/')
  const query = new URLSearchParams({
    application: host.application,
    redirect_uri: origin + besides(url.pathname, 'callback'),
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const cookie = writeCookie(browserCookie(host.application), browser, origin, SIGN_IN_LASTS_S)
  return redirect(302, `${host.url}/authorize?${query}`, [cookie])
}

/** Query: `code` and `state` as Foyer gave them back. Sets the host's cookie and goes on to `return-to`. */
export async function finishSignIn(host: Host, request: Request): Promise<Response> {
  const origin = ownOrigin(request, host.origin)
  const url = new URL(request.url)
  const browser = browserValue(host, request, origin)
  const finished = browser === null ? null : await host.signIn.finish(browser, url.searchParams.get('state') ?? '')
  const code = url.searchParams.get('code')
  if (!finished || !code) return notFinished(request, 400)
  try {
    const { cookie } = await startSession(host, request, { code, verifier: finished.verifier, origin })
    return redirect(302, ownPath(finished.returnTo) ?? '/', [cookie])
  } catch (error) {
    if (isFoyerError(error, 'sign_in_code_invalid', 'invalid_input')) return notFinished(request, 400)
    if (isFoyerError(error) && error.retryable) return notFinished(request, 503)
    throw error
  }
}

function browserValue(host: Host, request: Request, origin: string): string | null {
  const value = readCookie(request, browserCookie(host.application), origin)
  return value !== null && BROWSER_VALUE.test(value) ? value : null
}

const besides = (path: string, name: string) => path.replace(/[^/]*$/, name)

function notFinished(request: Request, status: 400 | 503): Response {
  const german = /^de\b/i.test(request.headers.get('accept-language') ?? '')
  return german
    ? page(status, 'de', '<p>Die Anmeldung konnte nicht abgeschlossen werden. <a href="start">Noch einmal anmelden</a></p>')
    : page(status, 'en', '<p>The sign-in could not be finished. <a href="start">Sign in again</a></p>')
}
