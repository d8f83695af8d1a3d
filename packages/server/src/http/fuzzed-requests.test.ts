// Thousands of requests made from the API's own description: none breaks the server, and nobody changes anything without a right.

import { type Route, type RouteName, routes, stepActions } from '@foyer/contract'
import { openApiDocument } from '@foyer/contract/openapi'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Answer, ask } from '../../test/browser.ts'
import { type DatabaseState, openDatabaseState } from '../../test/database-state.ts'
import { createPostgresDatabase } from '../../test/databases.ts'
import { APP, type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'
import { fromSchema, type JsonSchema, oddTexts } from '../../test/from-schema.ts'

const REQUESTS = Number(process.env.FOYER_FUZZ ?? 5_000)
const SEED = Number(process.env.FOYER_SEED ?? 4)
const postgres = inject('foyerTestPostgres')
if ('missing' in postgres) console.warn(`Fuzzed requests are not made: ${postgres.missing}`)

interface Operation {
  name: RouteName
  route: Route
  body: JsonSchema | null
  query: Record<string, JsonSchema>
}

interface Parameter {
  name: string
  in: string
  schema: JsonSchema
}

const { paths } = openApiDocument({ url: OWN, version: '0' })
const operations = Object.values(paths).flatMap((path) =>
  Object.values(path).map((entry): Operation => {
    const { operationId, parameters, requestBody } = entry as {
      operationId: RouteName
      parameters: Parameter[]
      requestBody?: { content: Record<string, { schema: JsonSchema }> }
    }
    const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name, schema }) => [name, schema])
    return {
      name: operationId,
      route: routes[operationId],
      body: requestBody?.content['application/json']?.schema ?? null,
      query: Object.fromEntries(query) as Record<string, JsonSchema>,
    }
  }),
)

interface Fuzzed {
  name: RouteName
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

/** `:ref`: somebody who is there, somebody who is not, or nonsense. */
const refs = (people: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...people) },
    { weight: 2, arbitrary: fc.constantFrom('external:P-1', 'external:P-9', 'email:p1@example.com', 'email:nobody@example.com') },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom(...oddTexts).map((text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?')) || 'x') },
  )

const headers: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    'accept-language': fc.constantFrom('de', 'en', 'fr;q=0.1', '*', 'x'.repeat(300)),
    'if-version': fc.constantFrom('1', '2', '999999999999999', '-1', 'x'),
    'idempotency-key': fc.constantFrom('a', 'b', 'x'.repeat(300), 'ü'),
    'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'none'),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', '::1, 10.0.0.1', '"><x'),
    accept: fc.constantFrom('text/html', 'application/json', '*/*'),
  },
  { requiredKeys: [] },
)

const query = (schemas: Record<string, JsonSchema>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 4, arbitrary: fc.record(mapped(schemas), { requiredKeys: [] }).map(queryText) },
    { weight: 1, arbitrary: fc.constantFrom('?limit=1&limit=2', '?__proto__=x', '?%ff=%00', '?a[b]=c', '?=', '?after=%F0%9F') },
  )

const queryText = (values: Record<string, unknown>): string =>
  `?${Object.entries(values)
    .map(([key, value]) => `${key}=${encodeURIComponent(plain(value))}`)
    .join('&')}`

const mapped = (schemas: Record<string, JsonSchema>): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, fromSchema(schema)]))

/** A lone surrogate cannot stand in an address. */
const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).replace(/[\ud800-\udfff]/g, '?')

/** As JSON, or now and then as something that is nearly some. */
const bodyText = (schema: JsonSchema): fc.Arbitrary<string> => {
  const good = fromSchema(schema).map((value) => JSON.stringify(value))
  const torn = fc.tuple(good, fc.nat(), fc.constantFrom('', '"', '{', '\0', '\ud83d')).map(([text, at, piece]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + piece + text.slice(place + 1)
  })
  return fc.oneof({ weight: 15, arbitrary: good }, { weight: 1, arbitrary: torn })
}

const request = ({ name, route, body, query: schemas }: Operation, people: readonly string[]): fc.Arbitrary<Fuzzed> =>
  fc
    .record({
      ref: refs(people),
      headers,
      query: route.method === 'GET' ? query(schemas) : fc.constant(''),
      ...(body === null ? {} : { body: bodyText(body) }),
      type: fc.oneof(
        { weight: 30, arbitrary: fc.constant('application/json') },
        { weight: 1, arbitrary: fc.constantFrom('text/plain', '', 'application/json; a=b') },
      ),
    })
    .map((made) => ({
      name,
      method: route.method,
      path: `${route.path.replace(/:(ref|key)/, () => made.ref)}${made.query}`,
      headers: { ...made.headers, ...(body === null ? {} : { 'content-type': made.type }) },
      ...(typeof made.body === 'string' ? { body: made.body } : {}),
    }))

const word = fc.oneof(fc.constantFrom('p1@example.com', ...oddTexts), fc.string({ maxLength: 20 }))

/** Any action on a flow that is there, whatever its step. */
const acting = (tokens: readonly string[]): fc.Arbitrary<Fuzzed> => {
  const actions = [...new Set(Object.values(stepActions).flatMap((step) => Object.keys(step)))].filter((action) => action !== 'request')
  return fc
    .record({
      token: fc.constantFrom(...tokens),
      action: fc.constantFrom(...actions, 'resume', 'toString', '__proto__'),
      input: fc.oneof(fc.record({ name: word, password: word }), fc.record({ code: word }), fc.record({ email: word }), fc.constant({})),
    })
    .map((body) => ({
      name: 'flow.act' as const,
      method: 'POST',
      path: '/flow/act',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }))
}

describe.runIf('url' in postgres)(`${REQUESTS} requests made from the description of the API (FOYER_SEED=${SEED})`, () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>
  let foyer: ExampleFoyer
  let state: DatabaseState
  const people: string[] = []
  /** Of flows that were begun. */
  const tokens: string[] = []
  /** Whom nothing is allowed beyond reading; what they read is theirs. */
  let rightless: Record<string, string>[] = []

  beforeAll(async () => {
    database = await createPostgresDatabase()
    foyer = await openExampleFoyer({}, { database: { url: database.url } })
    for (let at = 1; at <= 6; at += 1)
      people.push(
        await foyer.enter({ firstName: `P${at}`, externalId: `P-${at}`, email: `p${at}@example.com`, invite: { application: 'app' } }),
      )
    const holder = await foyer.join()
    const viewer = await foyer.join({ application: 'portal', role: 'viewer' })
    people.push(holder.id, viewer.id)
    for (const begin of ['sign_in', 'enter_code', 'recover']) tokens.push((await foyer.browser().start({ begin })).token)
    tokens.push((await foyer.browser().start({ link: await foyer.linkTo('p1@example.com') })).token)
    await foyer.idle()
    const cookie = ({ jar }: { jar: Map<string, string> }) => [...jar].map((pair) => pair.join('=')).join('; ')
    rightless = [
      { origin: OWN },
      {},
      { authorization: `Bearer fk_${'A'.repeat(43)}` },
      { authorization: `Bearer ${await foyer.addKey({ scopes: ['users:read', 'events:read'] })}` },
      { origin: OWN, cookie: cookie(viewer.browser) },
      { origin: 'https://evil.test', cookie: cookie(viewer.browser) },
      { origin: APP, cookie: cookie(holder.browser) },
      { origin: 'null', authorization: `Bearer ${foyer.apiKey}` },
    ]
    state = await openDatabaseState(database.url)
  })
  afterAll(async () => {
    await state?.close()
    await foyer?.close()
    await database?.drop()
  })

  const send = ({ method, path, headers: given, body }: Fuzzed, who: Record<string, string>): Promise<Answer> =>
    ask(foyer, method, path, { ...given, ...who }, body)

  const sample = (count: number, seed: number, leftOut: readonly RouteName[] = []): Fuzzed[] => {
    const open = operations.filter(({ name }) => !leftOut.includes(name))
    const each = Math.ceil(count / open.length)
    const made = open.flatMap((operation, at) => fc.sample(request(operation, people), { numRuns: each, seed: seed + at }))
    return fc.sample(fc.shuffledSubarray(made, { minLength: count, maxLength: count }), { numRuns: 1, seed })[0] ?? []
  }

  const expectNoFault = ({ status, text }: Answer, fuzzed: Fuzzed): void => {
    if (status >= 500) expect.fail(`${JSON.stringify(fuzzed)} answered ${status}: ${text}`)
  }

  it('come from a description that names every route', () => {
    expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(routes).sort())
  })

  it('by those who have no right to, change nothing', { timeout: 60_000 + REQUESTS * 40 }, async () => {
    const before = await state.read()
    // Whoever is signed in may sign out.
    const requests = sample(Math.ceil(REQUESTS * 0.6), SEED, ['session.signOut'])
    const statuses = new Map<number, number>()
    for (const [at, fuzzed] of requests.entries()) {
      const answer = await send(fuzzed, rightless[at % rightless.length] ?? {})
      expectNoFault(answer, fuzzed)
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (at % 50 === 0 && JSON.stringify(await state.read()) !== JSON.stringify(before))
        expect.fail(`Changed by one of the 50 up to ${at}: ${JSON.stringify(fuzzed)}`)
    }
    expect(await state.read()).toEqual(before)
    for (const status of [200, 401, 403])
      expect(statuses.get(status), `${status} among ${JSON.stringify([...statuses])}`).toBeGreaterThan(20)
  })

  it('by an owner, break nothing, and change nothing where they are refused', { timeout: 60_000 + REQUESTS * 40 }, async () => {
    const owner = { authorization: `Bearer ${foyer.apiKey}` }
    const statuses = new Map<number, number>()
    let before = await state.read()
    const inFlows = fc.sample(acting(tokens), { numRuns: Math.floor(REQUESTS * 0.05), seed: SEED })
    for (const fuzzed of [...sample(Math.floor(REQUESTS * 0.35), SEED + 1), ...inFlows]) {
      const browsers = ['flow', 'session'].includes(routes[fuzzed.name].class)
      const answer = await send(fuzzed, browsers ? { origin: OWN } : owner)
      expectNoFault(answer, fuzzed)
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status === 200) await foyer.idle()
      const after = await state.read()
      if (answer.status >= 400) expect(after, `${JSON.stringify(fuzzed)} answered ${answer.status}`).toEqual(before)
      before = after
    }
    for (const status of [200, 404, 409, 422])
      expect(statuses.get(status), `${status} among ${JSON.stringify([...statuses])}`).toBeGreaterThan(5)
  })
})
