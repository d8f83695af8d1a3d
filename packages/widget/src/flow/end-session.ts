// Signing out on the spot, as on a borrowed computer.

import type { FlowSettings } from './flow.ts'
import type { Answer, PostJson } from './post-json.ts'

/** Ends all that the sign-in began. The token is not kept over a reload and lasts 30 minutes; without it Foyer's own session ends. */
export async function endSession(post: PostJson, { server, application, locale }: FlowSettings, token: string): Promise<Answer<object>> {
  const answer = token && (await post<object>(`${server}/flow/act`, { token, action: 'sign_out', input: {}, locale }, locale))
  if (answer && answer.fault?.code !== 'flow_expired') return answer
  return post<object>(`${server}/session/sign-out`, { application }, locale)
}
