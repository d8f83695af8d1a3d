// The host app's pages: languages, policy, whose state they show, and what foreign pages cannot do.

import { Hono } from 'hono'
import { beforeEach, describe, expect, it } from 'vitest'
import { createHostApp } from './host-app.ts'

const ORIGIN = 'http://localhost:4401'
const ID = '0199a3c2-7c1e-7bbb-8d7a-3a2f5e6d7c8b'
const SESSION = { cookie: `foyer-host.app=${'A'.repeat(43)}` }

let person: Record<string, string | number>
let created: Record<string, unknown>[]
let away: boolean

/** As much of Foyer as these pages ask for. */
const foyer = new Hono()
  .get('/api/users/:ref', (c) => c.json(person))
  .get('/api/events', (c) =>
    c.json({
      items: [{ id: '1', type: 'invitation.sent', at: '2026-11-22T08:00:00Z', userId: ID, actor: 'system', data: {} }],
      next: null,
    }),
  )
  .post('/api/users', async (c) => {
    const input: Record<string, unknown> = await c.req.json()
    if (input.email === 'taken@example.com')
      return c.json({ code: 'email_taken', status: 409, detail: 'Diese Adresse ist vergeben.', details: { userId: ID } }, 409)
    created.push(input)
    return c.json({ ...person, id: ID })
  })
  .post('/api/sessions/check', (c) =>
    c.json({
      session: {
        user: {
          id: ID,
          email: 'mia@example.com',
          externalId: 'DEMO-1',
          firstName: 'Mia',
          lastName: 'Weber',
          locale: 'de',
          fields: { shirtSize: 'M' },
          role: null,
        },
        expiresAt: '2036-01-01T00:00:00Z',
      },
    }),
  )

const app = createHostApp({
  foyerUrl: 'http://localhost:4400',
  apiKey: 'key',
  origin: ORIGIN,
  mailboxUrl: 'http://localhost:4400/mailbox',
  fetch: async (input, init) => {
    if (away) throw new TypeError('fetch failed')
    return foyer.request(String(input), init)
  },
})
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(ORIGIN + path, { headers: { 'accept-language': 'de', ...headers } })
const enter = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.request(`${ORIGIN}/people`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'accept-language': 'de', ...headers },
    body: new URLSearchParams(fields),
  })
const text = async (response: Response | Promise<Response>) => (await response).text()

beforeEach(() => {
  person = {
    id: ID,
    version: 1,
    status: 'invited',
    emailStatus: 'pending',
    email: 'mia@example.com',
    externalId: 'DEMO-1',
    firstName: 'Mia',
    lastName: 'Weber',
  }
  created = []
  away = false
})

describe('every page', () => {
  it.each(['/', `/?person=${ID}`, '/welcome', '/start', '/nowhere'])('%s has a strict policy and nothing inline', async (path) => {
    const response = await get(path, SESSION)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const page = await response.text()
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/)
    expect(page.match(/<script(?![^>]*\ssrc=)/g)).toBeNull()
  })

  it.each([
    ['/', 'Von der Zeile in der Personalliste', 'From a row in the staff list'],
    ['/welcome', 'Willkommen bei Beispiel', 'Welcome to Beispiel'],
    ['/start', 'Guten Tag, Mia', 'Hello, Mia'],
    ['/nowhere', 'Diese Seite gibt es nicht', 'This page does not exist'],
  ])('%s is there in German and English', async (path, german, english) => {
    expect(await text(get(path, SESSION))).toContain(german)
    expect(await text(get(path, { ...SESSION, 'accept-language': 'en-GB' }))).toContain(english)
  })

  it('keeps the language that was chosen', async () => {
    const response = await get('/?lang=en')
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(await response.text()).toContain('<html lang="en">')
    expect(await text(get('/welcome', { cookie }))).toContain('<foyer-auth application="app" lang="en"')
  })

  it('has its files, and no others', async () => {
    for (const name of ['style.css', 'icon.svg', 'story.js', 'welcome.js']) expect((await get(`/assets/${name}`)).status).toBe(200)
    for (const name of ['..%2fpackage.json', 'constructor', 'other.css']) expect((await get(`/assets/${name}`)).status).toBe(404)
  })

  it('says so when Foyer is out of reach', async () => {
    away = true
    const response = await get(`/?person=${ID}`)
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('Die Anmeldung ist gerade nicht erreichbar')
  }, 10_000)
})

describe('the walkthrough', () => {
  it.each([
    ['invited', 'pending', 'Eingeladen zur Beispiel App', 'Bestätigung ausstehend'],
    ['invited', 'confirmed', 'Eingeladen zur Beispiel App', 'Bestätigt'],
    ['online', 'confirmed', 'Online-Nutzer', 'Bestätigt'],
  ])('shows %s/%s', async (status, emailStatus, account, email) => {
    person = { ...person, status, emailStatus }
    const page = await text(get(`/?person=${ID}`))
    expect(page).toContain(`data-status="${status}">${account}`)
    expect(page).toContain(`data-email-status="${emailStatus}">${email}`)
  })

  it('marks the step that comes next', async () => {
    const steps = async () =>
      [...(await text(get(`/?person=${ID}`, SESSION))).matchAll(/<li class="step (\w+)"/g)].map(([, state]) => state)
    expect(await steps()).toEqual(['done', 'current', 'open', 'open'])
    person.emailStatus = 'confirmed'
    expect(await steps()).toEqual(['done', 'done', 'current', 'open'])
    person.status = 'online'
    expect(await steps()).toEqual(['done', 'done', 'done', 'done'])
  })

  it('shows nobody who was not entered here', async () => {
    person.externalId = 'P-1001'
    expect(await text(get(`/?person=${ID}`))).toContain('Noch niemand eingetragen')
    expect(await text(get('/?person=../count'))).toContain('Noch niemand eingetragen')
  })

  it('shows a name as text, whatever it holds', async () => {
    person.firstName = '<img src=x onerror=alert(1)>'
    expect(await text(get(`/?person=${ID}`))).not.toContain('<img')
  })

  it('enters and invites in one call', async () => {
    const response = await enter({ firstName: ' Mia ', lastName: 'Weber', email: 'mia@example.com' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/?person=${ID}`)
    expect(created).toEqual([
      expect.objectContaining({
        firstName: 'Mia',
        lastName: 'Weber',
        email: 'mia@example.com',
        locale: 'de',
        invite: { application: 'app' },
      }),
    ])
    expect(created[0]?.externalId).toMatch(/^DEMO-[0-9a-f]{8}$/)
  })

  it('keeps what was typed and says what is wrong beside the field', async () => {
    const taken = await enter({ firstName: 'Mia', lastName: '', email: 'taken@example.com' })
    expect(taken.status).toBe(422)
    expect(await taken.text()).toMatch(/id="lastName"[^>]*aria-invalid="true"[^>]*aria-describedby="lastName-fault"/)
    const page = await text(enter({ firstName: 'Mia', lastName: 'Weber', email: 'taken@example.com' }))
    expect(page).toContain('id="email-fault">Diese Adresse ist vergeben.')
    expect(page).toContain('value="Mia"')
    expect(created).toHaveLength(0)
  })

  it('enters nobody for a foreign page, or a form that is far too large', async () => {
    const fields = { firstName: 'Mia', lastName: 'Weber', email: 'mia@example.com' }
    expect((await enter(fields, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await enter({ ...fields, firstName: 'x'.repeat(20_000) })).status).toBe(413)
    expect(created).toHaveLength(0)
  })
})

describe('the app', () => {
  it('sends whoever is not signed in to the sign-in page', async () => {
    const response = await get('/start')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/welcome')
  })

  it('shows a day and the own details to whoever is', async () => {
    const page = await text(get('/start', SESSION))
    expect(page).toContain('Guten Tag, Mia')
    expect(page).toContain('<dd>M</dd>')
    expect(page).toContain('action="/auth/sign-out?return-to=/welcome"')
  })

  it('mounts the routes that the element and the hosted pages need', async () => {
    const start = await get('/auth/start?return-to=/start')
    expect(start.headers.get('location')).toMatch(
      /^http:\/\/localhost:4400\/authorize\?application=app&redirect_uri=http%3A%2F%2Flocalhost%3A4401%2Fauth%2Fcallback/,
    )
    expect((await app.request(`${ORIGIN}/auth/exchange`, { method: 'POST' })).status).toBe(403)
  })
})

describe('the way into the admin app', () => {
  const opened: number[] = []
  const withDoor = createHostApp({
    foyerUrl: 'http://localhost:4400',
    apiKey: 'key',
    origin: ORIGIN,
    mailboxUrl: null,
    ownerDoor: { open: async () => (opened.push(1) < 2 ? ['foyer-portal=secret; Path=/; HttpOnly; SameSite=Strict'] : null) },
    fetch: async (input, init) => foyer.request(String(input), init),
  })
  const press = (on: typeof app, { origin = ORIGIN, from = '127.0.0.1' } = {}) =>
    on.request(`${ORIGIN}/admin`, { method: 'POST', headers: { origin } }, { incoming: { socket: { remoteAddress: from } } })

  it('hands the owner’s cookie to a visitor of this machine who pressed its own button, and to nobody else', async () => {
    expect((await press(withDoor, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await press(withDoor, { from: '192.168.1.20' })).status).toBe(404)
    expect((await press(app)).status).toBe(404)
    expect((await withDoor.request(`${ORIGIN}/admin`)).status).toBe(404)
    expect(opened).toEqual([])
    const response = await press(withDoor, { from: '::ffff:127.0.0.1' })
    expect([response.status, response.headers.get('location')]).toEqual([303, 'http://localhost:4400/admin'])
    expect(response.headers.getSetCookie()).toEqual(['foyer-portal=secret; Path=/; HttpOnly; SameSite=Strict'])
  })

  it('leads to the sign-in where the owner has another password by now', async () => {
    const response = await press(withDoor)
    expect([response.status, response.headers.getSetCookie()]).toEqual([303, []])
  })

  it('is offered only where there is one', async () => {
    expect(await text(withDoor.request(`${ORIGIN}/`))).toContain('action="/admin"')
    expect(await text(get('/'))).not.toContain('action="/admin"')
  })
})
