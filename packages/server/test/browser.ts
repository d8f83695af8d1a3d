// A browser as the server meets it: one origin, a cookie jar, and the two calls behind every screen.

/** The part of a Foyer that is asked. */
export interface Asked {
  readonly app: { request(url: string, init?: RequestInit): Response | Promise<Response> }
  readonly url: string
}

export interface View {
  token: string
  step: { name: string; data: Record<string, unknown> }
  progress: { index: number; total: number; steps: string[] } | null
  firstName: string | null
  continueAt: string | null
}

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** Empty when the body is no JSON object. */
  body: Partial<View> & Record<string, unknown>
}

export interface Browser {
  readonly origin: string
  /** Cookies by name, as the browser keeps them. */
  readonly jar: Map<string, string>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  start(input?: Record<string, unknown>): Promise<View>
  /** The next view. Fails when the server refused the action. */
  act(view: View, action: string, input?: Record<string, unknown>): Promise<View>
  /** The answer, whatever it is. */
  tryTo(view: View, action: string, input?: Record<string, unknown>): Promise<Answer>
}

export const openBrowser = (foyer: Asked, { origin, application = 'app' }: { origin: string; application?: string }): Browser => {
  const jar = new Map<string, string>()
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await ask(foyer, 'POST', path, { origin, 'user-agent': 'Test', ...(cookie === '' ? {} : { cookie }), ...headers }, body)
    for (const line of answer.headers.getSetCookie()) keep(jar, line)
    return answer
  }
  const tryTo: Browser['tryTo'] = (view, action, input = {}) => post('/flow/act', { token: view.token, action, input })
  return {
    origin,
    jar,
    post,
    tryTo,
    start: async (input = {}) => viewOf(await post('/flow/start', { application, ...input })),
    act: async (view, action, input = {}) => viewOf(await tryTo(view, action, input)),
  }
}

/** One request; a body that is no string goes as JSON. */
export const ask = async (
  foyer: Asked,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answer> => {
  const json = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)
  const response = await foyer.app.request(`${foyer.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: objectIn(text) }
}

const objectIn = (text: string): Answer['body'] => {
  if (!text.startsWith('{')) return {}
  return JSON.parse(text) as Answer['body']
}

const viewOf = ({ status, text, body }: Answer): View => {
  if (body.step === undefined) throw new Error(`The flow answered ${status}: ${text}`)
  return body as View
}

const keep = (jar: Map<string, string>, line: string): void => {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/;\s*max-age=0\b/i.test(line)) jar.delete(name)
  else jar.set(name, value)
}
