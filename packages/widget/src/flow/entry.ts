// Where a flow begins: read once from the address of the page.

import type { FlowStartInput } from '@foyer/contract'

/** The part of a start that the address decides; one of these. */
export type Entry = Pick<FlowStartInput, 'link' | 'continuation' | 'request' | 'begin'>

const CONTINUATION = '#foyer='

/** The path of this page below the server's base; empty on a page of somebody else. */
function hostedPath(server: string): string {
  const { href, origin, pathname } = location
  return href.startsWith(`${server}/`) ? pathname.slice(server.length - origin.length) : ''
}

const linkOf = (path: string): string | undefined => /^\/l\/([^/]+)/i.exec(path)?.[1]

const rewrite = (address: string): void => history.replaceState(history.state, '', address)

/**
 * Reads the address. A continuation leaves the address bar here and now; a link stays until its button was pressed, so that a
 * reload before that shows the same screen.
 */
export function readEntry(server: string, begin: string | null): Entry {
  const { hash, pathname, search } = location
  if (hash.startsWith(CONTINUATION)) {
    rewrite(pathname + search)
    return { continuation: hash.slice(CONTINUATION.length) }
  }
  const path = hostedPath(server)
  const link = linkOf(path)
  const request = path && new URLSearchParams(search).get('request')
  if (link) return { link }
  if (request) return { request }
  if (begin === 'enter_code' || path === '/activate') return { begin: 'enter_code' }
  return { begin: begin === 'recover' || path === '/recover' ? 'recover' : 'sign_in' }
}

/** Takes the token of a used link out of the address bar and the history. The application stays, so that a reload goes on in it. */
export function forgetLink(server: string, application: string): void {
  if (linkOf(hostedPath(server))) rewrite(`${server}/activate?application=${encodeURIComponent(application)}`)
}

/** Whether the browser is on that page already, whatever the query and the fragment. */
export function isThisPage(address: string): boolean {
  const { origin, pathname } = new URL(address)
  return origin === location.origin && pathname === location.pathname
}
