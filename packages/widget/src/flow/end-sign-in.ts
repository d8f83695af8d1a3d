// The last stretch of a sign-in: who is it, and where to. Told by the host's exchange or by Foyer's own session.

import type { FlowView, SessionUser } from '@foyer/contract'
import type { Fault } from './fault.ts'
import type { FlowSettings } from './flow.ts'
import type { Answer, PostJson } from './post-json.ts'
import type { FlowRecord } from './record.ts'
import { returnAddress, webAddress } from './safe-address.ts'
import type { SignedIn } from './signed-in.ts'

export interface Ending extends Pick<SignedIn, 'user' | 'flow'> {
  /** Where to go on, unless the page objects; `null` to stay. */
  readonly target: string | null
  /** What the tab remembers from here. */
  readonly record: FlowRecord
}

const isOffline = ({ code }: Fault): boolean => code === 'unreachable' || code === 'timed_out'

interface WithUser {
  readonly user: SessionUser | null
}

/**
 * Posts code and verifier to `<exchange>/exchange` of the page's own origin; without `exchange` it only asks who is signed in.
 * `isResumed`: a reload of the last screen, which holds only as long as the session does (`session_ended`).
 */
export async function endSignIn(
  post: PostJson,
  settings: FlowSettings,
  view: FlowView,
  verifier: string | undefined,
  isResumed: boolean,
): Promise<Answer<Ending>> {
  const { application, exchange, locale, returnTo, server } = settings
  if (view.step.name !== 'signed_in') return { fault: { code: 'action_not_open' } }
  const { data } = view.step
  let user: SessionUser | null
  if (exchange !== null && !isResumed) {
    const answer = await post<WithUser>(`${exchange.replace(/\/$/, '')}/exchange`, { code: data.code, verifier, application }, locale)
    if (answer.fault) return { fault: { code: isOffline(answer.fault) ? 'timed_out' : 'exchange_failed' } }
    user = answer.value.user
  } else {
    const answer = await post<{ session: WithUser | null }>(`${server}/session/current`, { application }, locale)
    user = answer.value?.session?.user ?? null
    if (isResumed && !user) return { fault: { code: 'session_ended' } }
  }
  const target = webAddress(data.redirect) ?? returnAddress(returnTo, location.origin, data.origins)
  const done: FlowView = { ...view, token: '', step: { name: 'signed_in', data: { ...data, code: null, redirect: null } } }
  return { value: { user, flow: data.flow, target, record: target || exchange !== null || data.shared ? {} : { done } } }
}
