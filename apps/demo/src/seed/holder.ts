// What a holder does with an invitation: opens the mailed link and goes from screen to screen, over the same calls as the widget.

export interface HolderDeps {
  /** Sends a request to Foyer. */
  request: (path: string, init: RequestInit) => Promise<Response>
  /** Foyer's own origin: its hosted pages make the same calls. */
  origin: string
  /** The text of the newest mail to this address; `null` while there is none. */
  readMail: (to: string) => Promise<string | null>
}

export interface HolderInput {
  email: string
  /** Of the application invited to. */
  application: string
  password: string
  fields: Record<string, unknown>
}

const LINK = /\/l\/([A-Za-z0-9]+)/
const MAIL_WITHIN_MS = 15_000
const LOOK_EVERY_MS = 25
const MAX_STEPS = 12

/** As much of the server's answer as this holder looks at. */
interface View {
  token: string
  step: { name: string; data: { documents?: { key: string; version: string }[]; fields?: { key: string }[] } }
}

type Action = { action: string; input: Record<string, unknown> }

/** Presses the button behind the link, and leaves. */
export async function openInvitation(deps: HolderDeps, input: HolderInput): Promise<void> {
  const first = await begin(deps, input)
  await act(deps, first, answerTo(first.step, input))
}

/** Goes the whole way. @throws Error when a screen comes that this holder has no answer to */
export async function activate(deps: HolderDeps, input: HolderInput): Promise<void> {
  let view = await begin(deps, input)
  for (let i = 0; i < MAX_STEPS; i++) {
    if (view.step.name === 'signed_in') return
    view = await act(deps, view, answerTo(view.step, input))
  }
  throw new Error(`The activation of ${input.email} does not end: it is at "${view.step.name}" after ${MAX_STEPS} steps.`)
}

async function begin(deps: HolderDeps, { email, application }: HolderInput): Promise<View> {
  const link = LINK.exec(await waitForMail(deps, email))?.[1]
  if (!link) throw new Error(`The mail to ${email} has no link.`)
  return post(deps, '/flow/start', { application, link })
}

const act = (deps: HolderDeps, { token }: View, { action, input }: Action) => post(deps, '/flow/act', { token, action, input })

function answerTo(step: View['step'], { password, fields }: HolderInput): Action {
  switch (step.name) {
    case 'open_link':
      return { action: 'open', input: {} }
    case 'accept_legal':
      return { action: 'accept', input: { documents: (step.data.documents ?? []).map(({ key, version }) => ({ key, version })) } }
    case 'set_password':
      return { action: 'set_password', input: { password } }
    case 'complete_profile':
      return {
        action: 'save_profile',
        input: { fields: Object.fromEntries((step.data.fields ?? []).map(({ key }) => [key, fields[key] ?? null])) },
      }
    case 'own_device':
      return { action: 'own', input: {} }
    case 'offer_passkey':
      return { action: 'skip', input: {} }
    default:
      throw new Error(`The activation came to "${step.name}", which was not expected.`)
  }
}

async function waitForMail({ readMail }: HolderDeps, to: string): Promise<string> {
  const until = Date.now() + MAIL_WITHIN_MS
  while (Date.now() < until) {
    const text = await readMail(to)
    if (text !== null) return text
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  throw new Error(`No mail came to ${to} within ${MAIL_WITHIN_MS / 1000} seconds.`)
}

async function post({ request, origin }: HolderDeps, path: string, body: object): Promise<View> {
  const response = await request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`)
  return answer as View
}
