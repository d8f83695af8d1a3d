// Speaks to a Foyer as a browser's page and as a host's backend do, through its public doors alone.

import type { FlowView } from '@foyer/contract'
import type { TestFoyer } from '../src/testing.ts'

export interface Answer {
  status: number
  body: Record<string, unknown>
  cookies: string[]
}

export interface View extends Omit<FlowView, 'step'> {
  step: { name: string; data: Record<string, unknown> }
}

export const flowClient = (foyer: TestFoyer, origin = 'http://localhost') => {
  const jar = new Map<string, string>()
  const remember = (set: string): void => {
    const [pair = ''] = set.split(';')
    const at = pair.indexOf('=')
    if (/Max-Age=0/i.test(set)) jar.delete(pair.slice(0, at))
    else jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
  const cookieHeader = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const post = async (path: string, body: unknown): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', origin, ...(jar.size === 0 ? {} : { cookie: cookieHeader() }) }
    const response = await foyer.app.request(`http://localhost${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const cookies = response.headers.getSetCookie()
    for (const set of cookies) remember(set)
    return { status: response.status, body: (await response.json()) as Record<string, unknown>, cookies }
  }
  const manage = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers = { authorization: `Bearer ${foyer.apiKey}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const response = await foyer.app.request(`http://localhost${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown>, cookies: [] }
  }
  const viewOf = (answer: Answer): View => {
    if (answer.body.step === undefined) throw new Error(`No step: ${JSON.stringify(answer.body)}`)
    return answer.body as unknown as View
  }
  const start = async (input: Record<string, unknown> = {}): Promise<View> =>
    viewOf(await post('/flow/start', { application: 'app', ...input }))
  const attempt = (view: { token: string }, action: string, input: unknown = {}): Promise<Answer> =>
    post('/flow/act', { token: view.token, action, input })
  const act = async (view: { token: string }, action: string, input: unknown = {}): Promise<View> =>
    viewOf(await attempt(view, action, input))
  return {
    post,
    manage,
    start,
    attempt,
    act,
    /** Takes another browser: no cookie. */
    forget: () => {
      jar.clear()
    },
    /** Goes the whole way by a link: no documents, no profile. */
    activate: async (link: string, password: string): Promise<View> =>
      act(await act(await start({ link }), 'open'), 'set_password', { password }),
  }
}

/** The token of the first link in a mail's text; `which` tells several apart, from 0. */
export const linkIn = (text: string, which = 0): string =>
  [...text.matchAll(/\/l\/([a-z2-7]+)/g)].map((found) => found[1] ?? '')[which] ?? ''

/** The first code of so many groups of four. */
export const codeIn = (text: string, groups: 2 | 4): string => {
  const pattern = new RegExp(`(?<![\\w-])[2-9a-z]{4}(?:-[2-9a-z]{4}){${groups - 1}}(?![\\w-])`, 'i')
  return pattern.exec(text)?.[0] ?? ''
}
