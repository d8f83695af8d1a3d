import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestFoyer, type TestFoyer } from '../testing.ts'

const ORIGIN = 'http://localhost'

interface View {
  token: string
  step: { name: string; data: Record<string, unknown> }
  progress: { index: number; total: number } | null
  firstName: string | null
}

describe('the way from a row in a list to an account', () => {
  let foyer: TestFoyer
  beforeAll(async () => {
    foyer = await createTestFoyer({
      applications: {
        app: { name: 'App', url: 'https://app.example', legal: ['terms'], askAtActivation: ['phone'] },
        portal: { name: 'Portal', manages: true, includes: ['app'] },
      },
      legal: { terms: { version: '1', title: { de: 'AGB', en: 'Terms' }, url: 'https://example.com/terms' } },
      profile: { phone: { type: 'phone', label: { de: 'Telefon', en: 'Phone' }, required: true } },
    })
  })
  afterAll(() => foyer.close())

  const call = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await foyer.app.request(`${ORIGIN}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as View & Record<string, unknown>, headers: response.headers }
  }
  const manage = async (method: string, path: string, body?: unknown) => {
    const response = await foyer.app.request(`${ORIGIN}${path}`, {
      method,
      headers: { authorization: `Bearer ${foyer.apiKey}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const act = async (view: View, action: string, input: unknown = {}) => {
    const answer = await call('/flow/act', { token: view.token, action, input })
    expect(answer.body, JSON.stringify(answer.body)).toHaveProperty('step')
    return answer.body
  }
  const statusOf = async (ref: string) => {
    const { body } = await manage('GET', `/api/users/${ref}`)
    return `${String(body.status)}/${String(body.emailStatus ?? 'none')}`
  }

  it('goes through mail, terms, password and profile to a session, and each status is true on the way', async () => {
    expect((await manage('POST', '/api/users', { externalId: 'P-1', firstName: 'Mia', lastName: 'Weber' })).status).toBe(200)
    const ref = 'external:P-1'
    expect(await statusOf(ref)).toBe('offline/none')
    expect((await manage('POST', `/api/users/${ref}/email`, { email: 'Mia.Weber@Example.com' })).status).toBe(200)
    expect(await statusOf(ref)).toBe('offline/unconfirmed')
    expect((await manage('POST', `/api/users/${ref}/invitation`, { application: 'app' })).status).toBe(200)
    expect(await statusOf(ref)).toBe('invited/pending')
    const mail = await foyer.mailTo('mia.weber@example.com')
    const link = /\/l\/([a-z2-7]+)/.exec(mail.text)?.[1] ?? ''
    const page = await foyer.app.request(`${ORIGIN}/l/${link}`)
    expect(page.status).toBe(200)
    expect(await statusOf(ref)).toBe('invited/pending')
    const landed = (await call('/flow/start', { application: 'app', link })).body
    expect(landed.step.name).toBe('open_link')
    expect(await statusOf(ref)).toBe('invited/pending')
    const legal = await act(landed, 'open')
    expect(legal.step.name).toBe('accept_legal')
    expect(legal.progress).toEqual({ index: 1, total: 3, steps: ['accept_legal', 'set_password', 'complete_profile'] })
    expect(await statusOf(ref)).toBe('invited/confirmed')
    const password = await act(legal, 'accept', { documents: [{ key: 'terms', version: '1' }] })
    expect(password.step.name).toBe('set_password')
    const profile = await act(password, 'set_password', { password: 'geduldig wandern drei Berge' })
    expect(profile.step.name).toBe('complete_profile')
    expect(await statusOf(ref)).toBe('online/confirmed')
    const done = await call('/flow/act', { token: profile.token, action: 'save_profile', input: { fields: { phone: '+49 221 123456' } } })
    expect(done.body.step.name).toBe('signed_in')
    expect(done.headers.get('set-cookie')).toContain('foyer-app=')
    const current = await call(
      '/session/current',
      { application: 'app' },
      { cookie: String(done.headers.get('set-cookie')).split(';')[0] ?? '' },
    )
    expect(current.body.session).toMatchObject({ user: { email: 'Mia.Weber@Example.com' } })
  })

  it('signs in afterwards, and the used link says that the account is active', async () => {
    const start = (await call('/flow/start', { application: 'app' })).body
    expect(start.step.name).toBe('sign_in')
    const wrong = await call('/flow/act', {
      token: start.token,
      action: 'sign_in',
      input: { name: 'mia.weber@example.com', password: 'nicht das Passwort' },
    })
    expect(wrong.status).toBe(401)
    const right = await act(start, 'sign_in', { name: ' MIA.weber@example.COM', password: 'geduldig wandern drei Berge' })
    expect(right.step.name).toBe('signed_in')
    const mail = foyer.mails.find(({ to }) => to.toLowerCase() === 'mia.weber@example.com')
    const link = /\/l\/([a-z2-7]+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect((await call('/flow/start', { application: 'app', link })).body.step.name).toBe('already_active')
  })

  it('opens by the typed code of the mail as well', async () => {
    await manage('POST', '/api/users', { firstName: 'Jan', email: 'jan@example.com', externalId: 'P-2', invite: { application: 'app' } })
    const mail = await foyer.mailTo('jan@example.com')
    const code = /\b([2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4})\b/i.exec(mail.text)?.[1] ?? ''
    const start = (await call('/flow/start', { application: 'app', begin: 'enter_code' })).body
    expect(
      (
        await call('/flow/act', {
          token: start.token,
          action: 'submit_code',
          input: { code: code.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')) },
        })
      ).status,
    ).toBe(422)
    expect((await act(start, 'submit_code', { code: code.toUpperCase().replaceAll('-', ' ') })).step.name).toBe('accept_legal')
  })

  it('lets the first owner in by the link of the terminal, once', async () => {
    const link = /\/l\/([a-z2-7]+)/.exec(foyer.firstOwnerLink ?? '')?.[1] ?? ''
    const landed = (await call('/flow/start', { application: 'portal', link })).body
    const check = await act(landed, 'open')
    expect(check.step).toMatchObject({ name: 'check_email', data: { emailMasked: null, correctable: true } })
    const prove = await act(check, 'give_email', { email: 'chef@example.com' })
    expect(prove.step.name).toBe('prove_email')
    const mail = await foyer.mailTo('chef@example.com')
    const code = /\b([2-9a-z]{4}-[2-9a-z]{4})\b/i.exec(mail.text)?.[1] ?? ''
    const legal = await act(prove, 'submit_email_code', { code })
    expect(legal.step.name).toBe('accept_legal')
    const password = await act(legal, 'accept', { documents: [{ key: 'terms', version: '1' }] })
    const done = await act(password, 'set_password', { password: 'vier blaue Stühle am Meer' })
    expect(done.step.name).toBe('signed_in')
    expect((await call('/flow/start', { application: 'portal', link })).body.step.name).toBe('already_active')
  })

  it('counts the same steps from the first to the last, also where the way begins with a hand-over', async () => {
    const initial = 'Willkommen im Lager Nord 7'
    const invite = { application: 'app', initialPassword: { value: initial } }
    await manage('POST', '/api/users', { firstName: 'Ida', email: 'ida@example.com', externalId: 'P-4', invite })
    const start = (await call('/flow/start', { application: 'app' })).body
    const check = await act(start, 'sign_in', { name: 'ida@example.com', password: initial })
    const prove = await act(check, 'keep_email')
    const code = /\b([2-9a-z]{4}-[2-9a-z]{4})\b/i.exec((await foyer.mailTo('ida@example.com')).text)?.[1] ?? ''
    const legal = await act(prove, 'submit_email_code', { code })
    const password = await act(legal, 'accept', { documents: [{ key: 'terms', version: '1' }] })
    const profile = await act(password, 'set_password', { password: 'geduldig wandern drei Berge' })
    const steps = ['check_email', 'prove_email', 'accept_legal', 'set_password', 'complete_profile']
    expect([check, prove, legal, password, profile].map(({ progress }) => progress)).toEqual(
      steps.map((_, index) => ({ index: index + 1, total: 5, steps })),
    )
  })

  it('of a hundred completions at once one wins', async () => {
    await manage('POST', '/api/users', { firstName: 'Eva', email: 'eva@example.com', externalId: 'P-3', invite: { application: 'app' } })
    const mail = await foyer.mailTo('eva@example.com')
    const link = /\/l\/([a-z2-7]+)/.exec(mail.text)?.[1] ?? ''
    const landed = (await call('/flow/start', { application: 'app', link })).body
    const password = await act(await act(landed, 'open'), 'accept', { documents: [{ key: 'terms', version: '1' }] })
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        call('/flow/act', { token: password.token, action: 'set_password', input: { password: `Kirschkuchen am Sonntag ${index}` } }),
      ),
    )
    const codes = answers.map(({ body }) => String(body.code ?? body.step?.name))
    expect(codes.filter((code) => code === 'complete_profile')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['complete_profile', 'already_active']))
  })
})
