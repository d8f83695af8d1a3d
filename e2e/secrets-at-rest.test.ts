// What somebody can do who got hold of the database: nothing.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Foyer as Client } from '@foyer/sdk'
import { createFoyer, type Foyer } from '@foyer/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activate, PASSWORD } from './harness/activate.ts'
import { dumpDirectory, dumpRows, pgDump } from './harness/dump-database.ts'
import { findAny } from './harness/find-any.ts'
import { createFlowClient, type FlowClient } from './harness/flow-client.ts'
import { createPostgresDatabase, hasPostgres, type PostgresDatabase } from './harness/postgres.ts'
import { randomSecrets } from './harness/random-secrets.ts'
import { activationCodeIn, initialPasswordIn, tokenIn, tokensIn } from './harness/read-mail.ts'
import { readMailbox } from './harness/read-mailbox.ts'
import { FOYER_URL, standConfig } from './harness/stand-config.ts'
import { grantOf, writtenForms } from './harness/written-forms.ts'

/** 200 in all cases on one of them. */
const databases: readonly (readonly [name: string, invitations: number])[] = hasPostgres
  ? [
      ['PostgreSQL', 200],
      ['PGlite', 40],
    ]
  : [['PGlite', 200]]

describe.each(databases)('on %s, a dump after %i invitations', (name, invitations) => {
  const directory = mkdtempSync(join(tmpdir(), 'foyer-e2e-'))
  const secrets = randomSecrets()
  /** Everything that opens something, by what it is. */
  const opening = new Map<string, string[]>()
  let database: PostgresDatabase | undefined
  let dump = ''
  let restarted: Foyer | undefined
  let flow: FlowClient

  const start = () =>
    createFoyer(
      {
        ...standConfig({ hostUrl: 'https://app.foyer.test', authPage: false }),
        secrets,
        dataDirectory: directory,
        ...(database ? { database: database.url } : {}),
      },
      {},
    )

  beforeAll(async () => {
    database = name === 'PostgreSQL' ? await createPostgresDatabase() : undefined
    const foyer = await start()
    const inProcess: typeof fetch = async (input, init) => foyer.app.fetch(new Request(input, init))
    const sdk = new Client({ url: FOYER_URL, apiKey: foyer.demoApiKey ?? '', fetch: inProcess })
    for (let index = 0; index < invitations; index += 1) {
      const invite = { application: 'app', ...(index % 4 === 0 ? { initialPassword: 'generate' as const } : {}) }
      await sdk.users.create({ externalId: `P-${index}`, firstName: 'Mia', email: `person${index}@beispiel.example`, invite })
    }
    await foyer.idle()
    const mails = (await readMailbox(async (path) => (await foyer.app.request(`${FOYER_URL}${path}`)).text())).map(({ text }) => text)
    expect(mails).toHaveLength(invitations)
    const linked = mails.filter((text) => !text.includes('Initial-Passwort'))
    const tokens = linked.map((text) => tokenIn({ text }))
    opening.set('link', tokens)
    opening.set(
      'further link',
      mails.flatMap((text) => tokensIn({ text })).filter((token) => !tokens.includes(token)),
    )
    opening.set(
      'code',
      linked.map((text) => activationCodeIn({ text })),
    )
    opening.set(
      'initial password',
      mails.filter((text) => !linked.includes(text)).map((text) => initialPasswordIn({ text })),
    )
    opening.set('key', [foyer.demoApiKey ?? '', ...secrets.split(',').map((secret) => secret.split(':')[1] ?? '')])
    opening.set('first owner', [(foyer.firstOwnerLink ?? '').replace(/^.*\/l\//, '')])
    const { cookies } = await activate(createFlowClient(FOYER_URL, inProcess), tokens[0] ?? '')
    opening.set(
      'session',
      cookies.map((line) => /=([^;]+)/.exec(line)?.[1] ?? ''),
    )
    opening.set('own password', [PASSWORD])
    await foyer.close()
    dump = database
      ? `${await dumpRows(database.query)}\n${pgDump(database.url) ?? ''}`
      : await dumpDirectory(join(directory, 'database/postgres'))
    restarted = await start()
    const running = restarted
    flow = createFlowClient(FOYER_URL, async (input, init) => running.app.fetch(new Request(input, init)))
  })
  afterAll(async () => {
    await restarted?.close()
    await database?.drop()
    rmSync(directory, { recursive: true, force: true })
  })

  it('has every person and every mail, so that looking through it means something', () => {
    expect(dump).toContain(`person${invitations - 1}@beispiel.example`)
    expect(opening.get('link')).toHaveLength((invitations * 3) / 4)
    expect(opening.get('initial password')).toHaveLength(invitations / 4)
    for (const token of opening.get('link') ?? []) expect(dump).toContain(grantOf(token))
    expect(opening.get('session')?.length).toBeGreaterThan(0)
  })

  it('holds no link, code, password, key or session, nor the part of one that proves it, in any writing', () => {
    const forms = [...opening].flatMap(([kind, values]) =>
      values.flatMap((value) => writtenForms(kind, value).map((form): [string, string] => [form.toLowerCase(), kind])),
    )
    const found = findAny(dump.toLowerCase(), new Map(forms))
    expect(found).toEqual([])
  })

  it('offers no word that opens anything, whatever it is tried as', async () => {
    const words = [...new Set(dump.match(/[A-Za-z0-9_-]{13,200}/g) ?? [])]
    expect(words.length).toBeGreaterThan(invitations)
    const some = words.filter((_, index) => index % Math.ceil(words.length / 150) === 0)
    const asLink = await Promise.all(some.map(async (link) => (await flow.start({ link })).outcome))
    expect(new Set(asLink)).toEqual(new Set(['link_invalid']))
    const entered = await flow.start({ begin: 'enter_code' })
    const asCode = await Promise.all(some.map(async (code) => (await flow.act(entered.token, 'submit_code', { code })).outcome))
    expect(new Set(asCode)).toEqual(new Set(['code_wrong']))
    const asKey = await Promise.all(
      some.map(async (key) => (await ask('/api/users/count', { authorization: `Bearer fk_${key.padEnd(43, 'A').slice(0, 43)}` })).status),
    )
    expect(new Set(asKey)).toEqual(new Set([401]))
    const asFlow = await Promise.all(some.map(async (token) => (await flow.act(token, 'resume')).outcome))
    expect(
      [...new Set(asFlow)].every((code) => ['flow_expired', 'invalid_input'].includes(code)),
      String(new Set(asFlow)),
    ).toBe(true)
  })

  it('is no use as a password: the hash of it signs nobody in', async () => {
    const hashes = [...new Set(dump.match(/\$argon2id\$[^\s,)"]+/g) ?? [])]
    expect(hashes).toHaveLength(1)
    const signIn = await flow.start({ begin: 'sign_in' })
    const tried = await flow.act(signIn.token, 'sign_in', { name: 'person1@beispiel.example', password: hashes[0] ?? '' })
    expect(tried.outcome).toBe('credentials_wrong')
  })

  it('leaves every link as good as it was', async () => {
    const [used, ...open] = opening.get('link') ?? []
    expect((await flow.start({ link: used })).outcome).toBe('already_active')
    const outcomes = await Promise.all(open.map(async (link) => (await flow.start({ link })).outcome))
    expect(new Set(outcomes)).toEqual(new Set(['open_link']))
  })

  const ask = async (path: string, headers: Record<string, string>) =>
    (await restarted?.app.fetch(new Request(`${FOYER_URL}${path}`, { headers }))) ?? new Response(null, { status: 500 })
})
