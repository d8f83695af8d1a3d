// Signing in: whoever is meant, a wrong try answers, costs and waits alike.

import { deletePerson } from '@foyer/core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../test/browser.ts'
import { statementsOf } from '../../test/count-statements.ts'
import { APP, EXAMPLE, type ExampleFoyer, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { agreedTo, contextAt } from '../../test/people.ts'
import { createPasswordHasher } from '../password/hash-password.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const WRONG = 'ganz sicher nicht das Passwort'
const parameters = { memoryCost: 16, timeCost: 1, parallelism: 1 }
const hasher = createPasswordHasher({ parameters })

let foyer: ExampleFoyer
/** Names of people in every state in which nobody gets in. */
const names: Record<string, string> = {}

const invite = { application: 'app' }
beforeAll(async () => {
  foyer = await openExampleFoyer({}, { hasher, worker: false })
  const enter = async (state: string, input: Record<string, unknown> = {}) => {
    const email = `${state.replaceAll(' ', '.')}@example.com`
    names[state] = email
    return foyer.enter({ email, firstName: 'Mia', ...input })
  }
  const change = (id: string, what: string, body: unknown = {}) => foyer.manage('POST', `/api/users/${id}/${what}`, body)
  names.nobody = 'nobody@example.com'
  names['no address'] = 'just words'
  names['an address beyond ASCII'] = 'jörg@example.com'
  await enter('offline')
  await enter('invited by link', { invite })
  await enter('invited by generated password', { invite: { ...invite, initialPassword: 'generate' } })
  await enter('invited by chosen password', { invite: { ...invite, initialPassword: { value: 'Willkommen im Lager Nord 7' } } })
  await change(await enter('revoked', { invite }), 'invitation/revoke')
  await change(await enter('deactivated while invited', { invite }), 'deactivate')
  await foyer.manage('PATCH', `/api/users/${await enter('past the last day', { invite })}`, { endsAt: '2020-01-31' })
  const joined = async (state: string) => {
    const { id, email } = await join(state)
    names[state] = email
    return id
  }
  await joined('online')
  await change(await joined('deactivated'), 'deactivate')
  await change(await joined('reset'), 'reset-access', { reason: 'Lost mailbox' })
  await change(await joined('without access'), 'withdraw-access', { application: 'app' })
  const ended = await joined('ended')
  await foyer.manage('PATCH', `/api/users/${ended}`, { endsAt: '2020-01-31' })
  const erased = await joined('erased')
  await foyer.store.changePerson({ id: erased }, (person, now) => deletePerson(person, contextAt(now)), { actor: 'system' })
}, 60_000)
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

/** Somebody online, without the worker: the password is set by the decisions that an activation takes. */
const join = async (state: string, by = hasher) => {
  const email = `${state.replaceAll(' ', '.')}@example.com`
  const id = await foyer.enter({ email, firstName: 'Mia', invite: { ...invite, initialPassword: 'generate' } })
  const passwordHash = await by.hash(PASSWORD)
  await foyer.store.changePerson(
    { id },
    (person, now) => ({
      person: {
        ...person,
        activatedAt: now,
        changedAt: now,
        hasPassword: true,
        credentialRevision: 1,
        invitation: null,
        email: person.email === null ? null : { ...person.email, confirmedAt: now },
        access: person.access.map((access) => ({ ...access, pending: false, profileDoneAt: now })),
        acceptances: [{ document: 'terms', version: '1', acceptedAt: now }],
        profile: { ...person.profile, fields: { phone: '+49221123456' } },
      },
      events: [],
      jobs: [],
      endSessions: [],
      ledger: [agreedTo('terms', '1', now)],
    }),
    { actor: 'system', passwordHash },
  )
  return { id, email }
}

interface Seen {
  status: number
  body: unknown
  headers: string[]
  hashes: number
  statements: string[]
}
const shown = ({ status, body, headers }: Answer) => {
  const { requestId: _, ...rest } = body
  return { status, body: rest, headers: [...headers.keys()].sort() }
}
/** A try in a browser of its own, and all that can be seen of it from outside and from inside. */
const tryAs = async (name: string, password = WRONG): Promise<Seen> => {
  const browser = foyer.browser({ origin: APP })
  const begun = await browser.start()
  const before = hasher.count
  let answer: Answer | undefined
  const statements = await statementsOf(async () => {
    answer = await browser.tryTo(begun, 'sign_in', { name, password })
  })
  if (answer === undefined) throw new Error('No answer')
  expect(browser.jar.size).toBe(0)
  return { ...shown(answer), hashes: hasher.count - before, statements }
}

describe('a wrong password', () => {
  it('answers and costs the same whoever is meant, at the first try and at each after it', async () => {
    expect(Object.keys(names)).toHaveLength(16)
    const [first] = [await tryAs('somebody.else@example.com')]
    expect(first).toMatchObject({ status: 401, hashes: 1 })
    for (let count = 1; count <= 5; count += 1)
      for (const [state, name] of Object.entries(names)) expect(await tryAs(name), `${state}, try ${count}`).toEqual(first)
  })

  it('waits the same after five of them, and costs no hash then', async () => {
    const waits = new Set<number>()
    let refusal: Omit<Seen, 'body'> | undefined
    for (const [state, name] of Object.entries(names)) {
      const { body, ...rest } = await tryAs(name)
      refusal ??= rest
      expect(rest, state).toEqual(refusal)
      const { code, details } = body as { code: string; details: { retryAfterMs: number } }
      expect(code, state).toBe('rate_limited')
      waits.add(Math.ceil(details.retryAfterMs / MINUTE_MS))
    }
    expect(refusal).toMatchObject({ status: 429, hashes: 0 })
    expect([...waits]).toEqual([1])
  })

  it('is not told from a right one while the wait lasts', async () => {
    const online = names.online ?? ''
    expect((await tryAs(online, PASSWORD)).status).toBe(429)
    await foyer.shiftClock(2 * MINUTE_MS)
    const browser = foyer.browser({ origin: APP })
    expect((await browser.act(await browser.start(), 'sign_in', { name: online, password: PASSWORD })).step.name).toBe('signed_in')
    // A success forgets the failures before it.
    expect((await tryAs(online)).status).toBe(401)
  })
})

describe('the right password', () => {
  it.each(['deactivated', 'reset', 'ended', 'erased', 'invited by link'])(
    'of an account that is %s answers as a wrong one does',
    async (state) => {
      await foyer.shiftClock(DAY_MS)
      const wrong = await tryAs('yet.another@example.com')
      expect(await tryAs(names[state] ?? '', PASSWORD)).toEqual(wrong)
    },
  )

  it('without access says so, and only then', async () => {
    await foyer.shiftClock(2 * DAY_MS)
    const name = names['without access'] ?? ''
    const { status, body } = await tryAs(name, PASSWORD)
    expect([status, (body as { code: string }).code]).toEqual([403, 'no_access'])
    expect((await tryAs(name)).status).toBe(401)
  })

  it('is compared in its normal form, and its name without regard to case and space around it', async () => {
    const { email } = await join('umlaut')
    const passwordHash = await hasher.hash('Größenwahn im Käsekuchen')
    await foyer.store.changePerson(
      { email },
      (person) => ({ person: { ...person, credentialRevision: 2 }, events: [], jobs: [], endSessions: [] }),
      {
        actor: 'system',
        passwordHash,
      },
    )
    const browser = foyer.browser()
    const decomposed = 'Größenwahn im Käsekuchen'.normalize('NFD')
    const view = await browser.act(await browser.start(), 'sign_in', { name: `  ${email.toUpperCase()} `, password: decomposed })
    expect(view.step.name).toBe('signed_in')
  })

  it('takes two statements beside the hash: one counts and reads, one begins the session', async () => {
    const { email } = await join('quick')
    const browser = foyer.browser({ origin: APP })
    const begun = await browser.start()
    const statements = await statementsOf(() => browser.act(begun, 'sign_in', { name: email, password: PASSWORD }))
    expect(statements).toHaveLength(2)
    expect(statements[0]).toMatch(/rate_limits/)
    expect(statements[1]).toMatch(/insert into sessions/)
  })

  it('is hashed anew when the parameters have grown', async () => {
    const { id, email } = await join('grown', createPasswordHasher({ parameters: { ...parameters, memoryCost: 8 } }))
    expect(await foyer.store.readPassword(id)).toContain('m=8,')
    const browser = foyer.browser()
    await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
    expect(await foyer.store.readPassword(id)).toContain('m=16,')
    await browser.post('/session/sign-out', { application: 'app' })
    expect((await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })).step.name).toBe('signed_in')
  })
})

describe('what an application asks for since', () => {
  it('is asked at the next sign-in, and the session begins after it', async () => {
    const { email } = await join('asked')
    await foyer.store.changePerson(
      { email },
      (person, now) => ({
        person: { ...person, acceptances: [], profile: { ...person.profile, fields: {} } },
        events: [],
        jobs: [],
        endSessions: [],
        ledger: [{ ...agreedTo('terms', '1', now), act: 'withdrawn' }],
      }),
      { actor: 'system' },
    )
    const browser = foyer.browser()
    const legal = await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
    expect(legal.step.name).toBe('accept_legal')
    expect(browser.jar.size).toBe(0)
    const profile = await browser.act(legal, 'accept', { documents: [{ key: 'terms', version: EXAMPLE.legal.terms.version }] })
    expect(profile.step).toMatchObject({ name: 'complete_profile', data: { skippable: false } })
    expect(browser.jar.size).toBe(0)
    expect((await browser.act(profile, 'save_profile', { fields: { phone: '+49 221 1' } })).step.name).toBe('signed_in')
    expect(browser.jar.has('__Host-foyer-app')).toBe(true)
  })
})
