// Inviting many: everybody once, whoever is left out with the reason, however often the call is cut off and made again.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, openExampleFoyer } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())

interface Batch {
  done: number
  skipped: { userId: string | null; ref: unknown; code: string }[]
  next: string | null
  total: number | null
}

const bearer = async (...more: [string, string][]) => ({ authorization: `Bearer ${await foyer.addKey()}`, ...Object.fromEntries(more) })
const send = async (input: object, headers: Record<string, string> = { authorization: `Bearer ${foyer.apiKey}` }) => {
  const answer = await foyer.manage('POST', '/api/invitations/send-many', input, headers)
  return { ...answer, body: answer.body as unknown as Batch & { code?: string; details?: unknown } }
}
const invite = { application: 'app' }
let places = 0
/** So many people at a place of their own. */
const enterMany = async (count: number) => {
  places += 1
  const location = `Place ${places}`
  const ids = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      foyer.enter({ location, email: `many-${places}-${at}@example.com`, externalId: `M-${places}-${at}` }),
    ),
  )
  return { location, ids }
}
const mailsOf = async (place: string) => {
  await foyer.idle()
  return foyer.mails.filter(({ to }) => to.startsWith(`many-${place.replace('Place ', '')}-`)).map(({ to }) => to)
}
/** The whole run, as the SDK makes it; `lose` loses answers and asks again. */
const run = async (input: object, key: string, lose: (batch: number) => boolean = () => false) => {
  const headers = { authorization: `Bearer ${foyer.apiKey}`, 'idempotency-key': key }
  const batches: Batch[] = []
  let after: string | undefined
  for (;;) {
    const asked = { ...input, ...(after === undefined ? {} : { after }) }
    if (lose(batches.length)) await send(asked, headers)
    const { status, body, text } = await send(asked, headers)
    if (status !== 200) throw new Error(text)
    batches.push(body)
    if (body.next === null) return batches
    after = body.next
  }
}

describe('sending to many', () => {
  it('mails everybody of a filter once, in bounded batches', async () => {
    const { location } = await enterMany(120)
    const batches = await run({ selection: { status: 'offline', location }, invite }, 'all')
    expect(batches.map(({ done }) => done)).toEqual([50, 50, 20])
    expect(batches.map(({ total }) => total)).toEqual([null, null, 120])
    expect(batches.flatMap(({ skipped }) => skipped)).toEqual([])
    const mailed = await mailsOf(location)
    expect(mailed).toHaveLength(120)
    expect(new Set(mailed).size).toBe(120)
  })

  it('says who was left out and why, and goes on', async () => {
    const { ids } = await enterMany(2)
    const [first = '', second = ''] = ids
    const bare = await foyer.enter({ firstName: 'No address' })
    const online = await foyer.join()
    const gone = await foyer.enter({ email: 'off@example.com' })
    await foyer.manage('POST', `/api/users/${gone}/deactivate`, {})
    const selection = [
      first,
      bare,
      { externalId: 'nobody' },
      { email: online.email },
      gone,
      'no id',
      second,
      { externalId: `M-${places}-0` },
    ]
    const { body } = await send({ selection, invite })
    expect(body).toEqual({
      done: 2,
      skipped: [
        { userId: bare, ref: bare, code: 'email_missing' },
        { userId: online.id, ref: online.id, code: 'already_online' },
        { userId: gone, ref: gone, code: 'user_deactivated' },
        { userId: null, ref: { externalId: 'nobody' }, code: 'user_not_found' },
        { userId: null, ref: 'no id', code: 'user_not_found' },
      ],
      next: null,
      total: null,
    })
    expect(await mailsOf(`Place ${places}`)).toHaveLength(2)
  })

  it('mails nobody twice though each answer is lost and asked for again', async () => {
    const { location, ids } = await enterMany(70)
    for (const [selection, key] of [
      [{ location }, 'lost-filter'],
      [ids, 'lost-list'],
    ] as const) {
      const before = (await mailsOf(location)).length
      const batches = await run({ selection, invite: { ...invite, coolDownDays: 0 } }, key, () => true)
      expect(batches.map(({ done }) => done)).toEqual([50, 20])
      expect(batches.at(-1)?.total).toBe(70)
      expect(await mailsOf(location)).toHaveLength(before + 70)
    }
  })

  it('begun anew under the same key goes on where it was cut off, and counts everybody', async () => {
    const { location } = await enterMany(80)
    const input = { selection: { status: 'offline', location }, invite }
    const headers = { authorization: `Bearer ${foyer.apiKey}`, 'idempotency-key': 'begun-anew' }
    await send(input, headers)
    expect(await mailsOf(location)).toHaveLength(50)
    const batches = await run(input, 'begun-anew')
    expect(batches.at(-1)?.total).toBe(80)
    await run(input, 'begun-anew')
    const mailed = await mailsOf(location)
    expect(mailed).toHaveLength(80)
    expect(new Set(mailed).size).toBe(80)
  })

  it('asked ten times at once mails everybody once', async () => {
    const { location, ids } = await enterMany(20)
    const headers = { authorization: `Bearer ${foyer.apiKey}`, 'idempotency-key': 'ten-at-once' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => send({ selection: ids, invite }, headers)))
    expect(answers.map(({ body }) => [body.done, body.skipped])).toEqual(Array.from({ length: 10 }, () => [20, []]))
    expect(await mailsOf(location)).toHaveLength(20)
  })

  it('takes one key for one selection and invitation', async () => {
    const { ids } = await enterMany(1)
    const headers = { authorization: `Bearer ${foyer.apiKey}`, 'idempotency-key': 'one-selection' }
    expect((await send({ selection: ids, invite }, headers)).status).toBe(200)
    expect((await send({ selection: ids, invite: { application: 'shop' } }, headers)).body.code).toBe('idempotency_key_reused')
    expect((await send({ selection: {}, invite }, headers)).body.code).toBe('idempotency_key_reused')
  })

  it('says at once what stands against everybody, and mails nobody', async () => {
    const { location, ids } = await enterMany(1)
    const manager = await bearer()
    const cases: [object, string][] = [
      [{ application: 'nowhere' }, 'application_unknown'],
      [{ application: 'app', role: 'viewer' }, 'role_not_applicable'],
      [{ application: 'portal', role: 'owner' }, 'role_too_low'],
      [{ application: 'app', validDays: 91 }, 'invalid_input'],
      [{ application: 'app', initialPassword: 'generate' }, 'invalid_input'],
    ]
    for (const [wrong, code] of cases) expect((await send({ selection: ids, invite: wrong }, manager)).body.code, code).toBe(code)
    expect(await mailsOf(location)).toEqual([])
  })

  it.each([
    ['a made-up cursor', async () => 'x'],
    ['a cursor of a list', async () => String((await foyer.manage('GET', '/api/users?limit=1')).body.next)],
    [
      'a cursor of another selection',
      async () => {
        const { location } = await enterMany(51)
        return String((await send({ selection: { location }, invite })).body.next)
      },
    ],
  ])('refuses %s', async (_, cursor) => {
    expect((await send({ selection: {}, invite, after: await cursor() })).body.code).toBe('invalid_input')
  })

  it('acts on nobody above the caller', async () => {
    const boss = await foyer.enter({ email: 'many-boss@example.com', invite: { application: 'portal', role: 'owner' } })
    await foyer.idle()
    const before = foyer.mails.length
    const { body } = await send({ selection: [boss], invite }, await bearer())
    expect(body.skipped).toEqual([{ userId: boss, ref: boss, code: 'role_too_low' }])
    await foyer.idle()
    expect(foyer.mails).toHaveLength(before)
  })
})

describe('an invitation at a time', () => {
  const DAY_MS = 86_400_000
  afterEach(() => foyer.shiftClock(0))

  it('leaves then and not before, with the whole term from there, and says the own sentence without a link in it', async () => {
    const { location, ids } = await enterMany(1)
    const sendAt = new Date(Date.now() + 2 * DAY_MS).toISOString()
    const message = 'Fragen? www.evil.example oder https://evil.example <b>jetzt</b>'
    const { body } = await send({ selection: ids, invite: { ...invite, sendAt, message } })
    expect(body.done).toBe(1)
    expect(await mailsOf(location)).toEqual([])
    const { invitation } = (await foyer.manage('GET', `/api/users/${ids[0]}`)).body as { invitation: { expiresAt: string } }
    expect(Date.parse(invitation.expiresAt) - Date.parse(sendAt)).toBeGreaterThan(13.9 * DAY_MS)
    await foyer.shiftClock(2 * DAY_MS + 60_000)
    expect(await mailsOf(location)).toHaveLength(1)
    const mail = foyer.mails.at(-1)
    expect(mail?.html).toContain('&lt;b&gt;jetzt&lt;/b&gt;')
    expect(mail?.html).not.toContain('href="https://evil')
    expect(mail?.text).not.toMatch(/www\.evil|https:\/\/evil/)
  })

  it('leaves to nobody who was taken back meanwhile', async () => {
    const { location, ids } = await enterMany(2)
    await send({ selection: ids, invite: { ...invite, sendAt: new Date(Date.now() + DAY_MS).toISOString() } })
    await foyer.manage('POST', `/api/users/${ids[0]}/invitation/revoke`)
    await foyer.shiftClock(DAY_MS + 60_000)
    expect(await mailsOf(location)).toEqual([`many-${places}-1@example.com`])
  })

  it.each([
    [-1, 'in_the_past'],
    [31, 'too_big'],
  ])('%i days ahead is refused', async (days, code) => {
    const { status, body } = await send({
      selection: [],
      invite: { ...invite, sendAt: new Date(Date.now() + days * DAY_MS).toISOString() },
    })
    expect([status, (body.details as { issues: { code: string; path: string[] }[] }).issues[0]]).toMatchObject([
      422,
      { code, path: ['invite', 'sendAt'] },
    ])
  })

  it('comes again to nobody who was invited lately, unless told otherwise', async () => {
    const { ids } = await enterMany(2)
    const [first = '', second = ''] = ids
    await send({ selection: [first], invite })
    const lately = [{ userId: first, ref: first, code: 'invited_lately' }]
    expect((await send({ selection: ids, invite })).body).toMatchObject({ done: 1, skipped: lately })
    expect((await send({ selection: ids, invite: { ...invite, coolDownDays: 0 } })).body).toMatchObject({ done: 2, skipped: [] })
    await foyer.shiftClock(3.1 * DAY_MS)
    expect((await send({ selection: [first, second], invite: { ...invite, coolDownDays: 4 } })).body.done).toBe(0)
    expect((await send({ selection: [first, second], invite })).body.done).toBe(2)
  })
})
