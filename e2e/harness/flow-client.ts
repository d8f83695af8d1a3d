// Speaks to the flow routes as a page of an origin does, without a browser.

export interface FlowAnswer {
  status: number
  /** Name of the step, or code of the error. */
  outcome: string
  token: string
  data: Record<string, unknown>
  /** `Set-Cookie` lines. */
  cookies: string[]
}

export interface FlowClient {
  start(input: Record<string, unknown>): Promise<FlowAnswer>
  act(token: string, action: string, input?: Record<string, unknown>): Promise<FlowAnswer>
}

interface Body {
  code?: string
  token?: string
  step?: { name: string; data: Record<string, unknown> }
}

export function createFlowClient(url: string, send: typeof fetch, origin = url): FlowClient {
  const call = async (path: string, body: object): Promise<FlowAnswer> => {
    const response = await send(`${url}/flow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, 'accept-language': 'de' },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as Body
    return {
      status: response.status,
      outcome: answer.step?.name ?? answer.code ?? '',
      token: answer.token ?? '',
      data: answer.step?.data ?? {},
      cookies: response.headers.getSetCookie(),
    }
  }
  return {
    start: (input) => call('start', { application: 'app', ...input }),
    act: (token, action, input = {}) => call('act', { token, action, input }),
  }
}

/** The documents that a step asks consent for, all accepted. */
export const consent = ({ data }: FlowAnswer) => ({
  documents: (data.documents as { key: string; version: string }[]).map(({ key, version }) => ({ key, version })),
})
