// A stand-in for the server: answers the two calls of a flow by the contract's shapes and serves the built widget.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorCode, FlowActInput, FlowStartInput, FlowView, SessionUser, StepName } from '@foyer/contract'
import { errorStatus } from '@foyer/contract'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { sampleSteps, viewOf } from './sample-steps.ts'

const DIST = join(import.meta.dirname, '../dist')

interface Place {
  readonly name: string
  readonly data: object
}

export interface Refusal {
  readonly code: ErrorCode
  readonly detail: string
  readonly details?: object
}

export interface FakeFoyer {
  readonly app: Hono
  /** Bodies of all calls since the last reset, in order. */
  readonly calls: { path: string; body: Record<string, unknown> }[]
  /** Origins that get CORS headers; `*` for all. */
  origins: string[] | '*'
  /** Answers the next call to an action with an error instead. */
  refuse(action: string, refusal: Refusal): void
  /** Data of a step for the starts to come. */
  prepare<S extends StepName>(name: S, data: Partial<(typeof sampleSteps)[S]>): void
  /** What every view from now on carries beside its step. */
  more: Partial<FlowView>
  /** Who Foyer's own session belongs to. */
  session: SessionUser | null
  reset(): void
}

export const mia: SessionUser = {
  id: 'usr_mia',
  email: 'mia.weber@beispiel.example',
  externalId: 'P-1001',
  firstName: 'Mia',
  lastName: 'Weber',
  locale: 'de',
  fields: {},
  role: null,
}

/** Where each action leads; `stay` answers the step as it is. */
const ways: Record<string, StepName | 'stay'> = {
  sign_in: 'signed_in',
  type_code: 'enter_code',
  forgot: 'recover',
  request: 'recover_code',
  send_again: 'send_invitation',
  send_new: 'mail_sent',
  continue: 'signed_in',
  other: 'sign_in',
  sign_out: 'open_link',
  leave: 'continue_as',
  refuse: 'refused',
  submit_code: 'accept_legal',
  decline: 'legal_declined',
  back: 'sign_in',
  open: 'accept_legal',
  give_email: 'prove_email',
  keep_email: 'prove_email',
  submit_email_code: 'accept_legal',
  resend: 'stay',
  accept: 'set_password',
  set_password: 'complete_profile',
  save_profile: 'signed_in',
  to_sign_in: 'sign_in',
  resume: 'stay',
}

export function createFakeFoyer(): FakeFoyer {
  const app = new Hono()
  const places = new Map<string, Place>()
  let refusals = new Map<string, Refusal>()
  let prepared: Partial<Record<string, object>> = {}
  let issued = 0

  const place = (name: string): Place => ({ name, data: { ...sampleSteps[name as StepName], ...prepared[name] } })
  const answer = (next: Place, locale = 'de'): FlowView => {
    const token = `token-${++issued}`
    places.set(token, next)
    return { ...viewOf(next.name, next.data, token), locale, ...fake.more }
  }
  const problem = ({ code, detail, details = {} }: Refusal) =>
    Response.json(
      { type: `/docs/errors/${code}`, title: code, status: errorStatus[code], detail, code, details, requestId: null },
      { status: errorStatus[code] || 500 },
    )

  const fake: FakeFoyer = {
    app,
    calls: [],
    origins: '*',
    more: {},
    session: null,
    refuse: (action, refusal) => refusals.set(action, refusal),
    prepare: (name, data) => {
      prepared[name] = data
    },
    reset() {
      fake.calls.length = 0
      fake.origins = '*'
      fake.more = {}
      fake.session = null
      refusals = new Map()
      prepared = {}
    },
  }

  app.use(
    '/flow/*',
    cors({ origin: (origin) => (fake.origins === '*' || fake.origins.includes(origin) ? origin : null), credentials: true }),
  )
  app.use('/session/*', cors({ origin: (origin) => origin, credentials: true }))
  app.post('/flow/start', async (c) => {
    const body: FlowStartInput = await c.req.json()
    fake.calls.push({ path: 'start', body: { ...body } })
    const refusal = refusals.get('start')
    refusals.delete('start')
    if (refusal) return problem(refusal)
    return c.json(answer(place(body.link ?? body.continuation ?? body.request ?? body.begin ?? 'sign_in'), body.locale))
  })
  app.post('/flow/act', async (c) => {
    const body: FlowActInput = await c.req.json()
    fake.calls.push({ path: 'act', body: { ...body } })
    const refusal = refusals.get(body.action)
    refusals.delete(body.action)
    if (refusal) return problem(refusal)
    const here = places.get(body.token)
    const next = ways[body.action]
    if (!here) return problem({ code: 'flow_expired', detail: 'Der Vorgang ist abgelaufen.' })
    if (!next) return problem({ code: 'action_not_open', detail: 'Das geht hier nicht.' })
    if (next === 'signed_in') fake.session = mia
    if (body.action === 'sign_out' && here.name === 'signed_in') fake.session = null
    return c.json(answer(next === 'stay' ? here : place(next), body.locale))
  })
  app.post('/session/sign-out', (c) => {
    fake.calls.push({ path: 'sign-out', body: {} })
    fake.session = null
    return c.json({ ended: true })
  })
  app.post('/session/current', (c) => c.json({ session: fake.session && { user: fake.session, expiresAt: '2026-12-31T00:00:00Z' } }))
  app.get('/legal/:key', (c) => c.html(`<!doctype html><title>${c.req.param('key')}</title><p>Text`))

  app.get('/widget.css', (c) => file('widget.css', 'text/css', c.req.path))
  app.get('/widget.js', (c) => file('widget.js', 'text/javascript', c.req.path))
  app.get('/widget/*', (c) => file(c.req.path.slice(1), 'text/javascript', c.req.path))
  for (const path of ['/sign-in', '/activate', '/l/:token']) app.get(path, (c) => c.html(hostedPage))
  return fake
}

async function file(name: string, type: string, path: string): Promise<Response> {
  if (path.includes('..')) return new Response(null, { status: 404 })
  const headers = { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }
  return readFile(join(DIST, name)).then(
    (body) => new Response(new Uint8Array(body), { headers }),
    () => new Response(null, { status: 404 }),
  )
}

const hostedPage = `<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Beispiel AG</title><main><foyer-auth application="app"></foyer-auth></main><script type="module" src="/widget.js"></script></html>`
