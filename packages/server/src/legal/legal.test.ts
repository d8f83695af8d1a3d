// Legal documents through the doors: a new version asks before a session counts, consents are given and taken back, and the ledger proves it.

import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../test/browser.ts'
import { EXAMPLE, type ExampleFoyer, goOn, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import type { FoyerConfig, LegalDocumentConfig } from '../config-types.ts'
import { newSecret } from '../keys/key-ring.ts'

const FILE = join(import.meta.dirname, '../../test/terms.html')
const COOKIE = '__Host-foyer-app'
const secrets = newSecret('test')
const terms = (version: string, more: Partial<LegalDocumentConfig> = {}): LegalDocumentConfig => ({
  version,
  title: { de: 'AGB', en: 'Terms' },
  file: { de: FILE },
  ...more,
})
const news: LegalDocumentConfig = {
  version: '1',
  title: { de: 'Rundbrief', en: 'Newsletter' },
  url: 'https://beispiel.example/news',
  optional: true,
}
const configOf = (legal: Record<string, LegalDocumentConfig>): Partial<FoyerConfig> => ({
  secrets,
  applications: { ...EXAMPLE.applications, app: { ...EXAMPLE.applications.app, legal: Object.keys(legal) } },
  legal,
})

const agree = (browser: Browser, view: Awaited<ReturnType<Browser['start']>>, ...keys: string[]) => {
  const documents = view.step.data.documents as { key: string; version: string }[]
  return browser.act(view, 'accept', {
    documents: documents.filter(({ key }) => keys.includes(key)).map(({ key, version }) => ({ key, version })),
  })
}

describe('a new version', () => {
  let directory: string
  let foyer: ExampleFoyer
  const reopen = async (legal: Record<string, LegalDocumentConfig>) => {
    await foyer?.close()
    foyer = await openExampleFoyer(configOf(legal), { database: { directory } })
  }
  /** The same browser at the server that was started anew. */
  const carried = ({ jar }: Browser): Browser => {
    const browser = foyer.browser({ origin: OWN })
    for (const [name, value] of jar) browser.jar.set(name, value)
    return browser
  }
  beforeAll(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'foyer-legal-')), 'database')
    await reopen({ terms: terms('1') })
  })
  afterAll(async () => {
    await foyer?.close()
    await rm(join(directory, '..'), { recursive: true, force: true })
  })

  it('that is substantial asks at the next sign-in before there is a session, and declining ends it calmly', async () => {
    const { id, email, browser: before } = await foyer.join({ origin: OWN })
    const other = await foyer.join({ origin: OWN })
    await reopen({ terms: terms('2', { substantial: false }) })
    const slight = foyer.browser()
    expect((await slight.act(await slight.start(), 'sign_in', { name: email, password: PASSWORD })).step.name).toBe('signed_in')

    await reopen({ terms: terms('3') })
    const browser = foyer.browser()
    const asked = await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
    expect(asked.step).toMatchObject({ name: 'accept_legal', data: { documents: [{ key: 'terms', version: '3', earlier: '1' }] } })
    for (const action of ['continue', 'save_profile', 'skip', 'sign_in', 'to_sign_in'])
      expect((await browser.tryTo(asked, action)).body.code, action).toBe('action_not_open')
    expect((await browser.tryTo(asked, 'accept', { documents: [] })).body.code).toBe('legal_required')
    expect((await browser.tryTo(asked, 'accept', { documents: [{ key: 'terms', version: '1' }] })).body.code).toBe('legal_required')
    expect((await browser.act(asked, 'resume')).step.name).toBe('accept_legal')
    expect(browser.jar.has(COOKIE)).toBe(false)

    const declined = await browser.act(asked, 'decline')
    expect(declined.step).toEqual({ name: 'legal_declined', data: { documents: ['AGB'], flow: 'sign_in', contact: 'it@beispiel.example' } })
    expect(browser.jar.has(COOKIE)).toBe(false)
    expect((await browser.act(declined, 'to_sign_in')).step.name).toBe('sign_in')
    const { items } = await foyer.store.listEvents({ userId: id, limit: 1, from: 'newest', types: ['legal.declined'] })
    expect(items).toMatchObject([{ data: { documents: [{ document: 'terms', version: '3' }] } }])

    const again = await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
    expect((await agree(browser, again, 'terms')).step.name).toBe('signed_in')
    expect(browser.jar.has(COOKIE)).toBe(true)
    const sha256 = createHash('sha256')
      .update(await readFile(FILE))
      .digest('hex')
    const { items: ledger } = await foyer.store.listLedger({ userId: id }, { limit: 10 })
    expect(ledger).toMatchObject([
      { document: 'terms', version: '1', act: 'accepted', locale: 'de', sha256, channel: 'activation' },
      { document: 'terms', version: '3', act: 'accepted', locale: 'de', sha256, channel: 'sign_in' },
    ])

    // Whoever was signed in already goes on only with it, by the greeting or past somebody else's link.
    const mine = carried(before)
    expect((await mine.act(await mine.start(), 'continue')).step.name).toBe('signed_in')
    const theirs = carried(other.browser)
    const greeted = await theirs.act(await theirs.start(), 'continue')
    expect(greeted.step.name).toBe('accept_legal')
    expect((await theirs.act(greeted, 'resume')).step.name).toBe('accept_legal')
    await foyer.enter({ email: 'late@example.com', invite: { application: 'app' } })
    const link = await foyer.linkTo('late@example.com')
    const left = await theirs.act(await theirs.start({ link }), 'leave')
    expect(left.step.name).toBe('accept_legal')
    expect((await theirs.act(left, 'decline')).step.name).toBe('legal_declined')
    expect(theirs.jar.has(COOKIE)).toBe(false)
    expect((await theirs.tryTo(greeted, 'accept', { documents: [{ key: 'terms', version: '3' }] })).body.code).toBe('flow_expired')
    expect((await foyer.store.listLedger({ userId: other.id }, { limit: 10 })).items).toHaveLength(1)
  })
})

describe('documents and consents', () => {
  let foyer: ExampleFoyer
  let member: Awaited<ReturnType<ExampleFoyer['join']>>
  beforeAll(async () => {
    foyer = await openExampleFoyer(configOf({ terms: terms('1'), news }))
    member = await foyer.join({ origin: OWN, firstName: '=HYPERLINK("x")' })
  })
  afterAll(() => foyer.close())

  const account = async ({ browser }: typeof member, action?: string, input: Record<string, unknown> = {}) =>
    action === undefined
      ? browser.post('/account/read', { application: 'app' })
      : browser.post('/account/act', { application: 'app', action, input })
  const ledgerOf = async (id: string) => (await foyer.store.listLedger({ userId: id }, { limit: 50 })).items

  it('an optional one holds nobody up, and what was ticked is in the ledger', async () => {
    await foyer.enter({ email: 'plain@example.com', invite: { application: 'app' } })
    const browser = foyer.browser()
    const asked = await browser.act(await browser.start({ link: await foyer.linkTo('plain@example.com') }), 'open')
    expect(asked.step.data.documents).toMatchObject([{ optional: false }, { key: 'news', optional: true, earlier: null }])
    const password = await agree(browser, asked, 'terms')
    expect(password.step.name).toBe('set_password')
    await goOn(browser, password)
    const id = (await foyer.store.loadPerson({ email: 'plain@example.com' }))?.person.id ?? ''
    expect(await ledgerOf(id)).toMatchObject([{ document: 'terms' }])
    expect(await ledgerOf(member.id)).toMatchObject([{ document: 'terms' }, { document: 'news', sha256: null, channel: 'activation' }])
  })

  it('an activation that is declined stays open', async () => {
    await foyer.enter({ email: 'unsure@example.com', invite: { application: 'app' } })
    const browser = foyer.browser()
    const link = await foyer.linkTo('unsure@example.com')
    const declined = await browser.act(await browser.act(await browser.start({ link }), 'open'), 'decline')
    expect(declined.step).toMatchObject({ name: 'legal_declined', data: { flow: 'activation', documents: ['AGB'] } })
    expect((await goOn(browser, await browser.start({ link }))).step.name).toBe('signed_in')
  })

  it('a consent is taken back and given again in the own account, and nothing but consents is', async () => {
    expect((await account(member)).body.view).toMatchObject({
      documents: [{ title: 'AGB', version: '1', isCurrent: true, acceptedAt: expect.any(String) }],
      consents: [{ key: 'news', version: '1', given: { version: '1', at: expect.any(String) } }],
    })
    const back = await account(member, 'withdraw_consent', { key: 'news' })
    expect(back.body.view).toMatchObject({ consents: [{ key: 'news', given: null }] })
    expect((await account(member, 'withdraw_consent', { key: 'news' })).status).toBe(200)
    expect((await account(member, 'give_consent', { key: 'news', version: '0' })).body.code).toBe('legal_required')
    for (const [action, key] of [
      ['withdraw_consent', 'terms'],
      ['give_consent', 'terms'],
      ['give_consent', '__proto__'],
    ] as const)
      expect((await account(member, action, { key, version: '1' })).status, `${action} ${key}`).toBeGreaterThanOrEqual(400)
    expect((await account(member, 'give_consent', { key: 'news', version: '1' })).body.view).toMatchObject({ consents: [{ given: {} }] })
    const entries = await ledgerOf(member.id)
    expect(entries.slice(1)).toMatchObject([
      { act: 'accepted', channel: 'activation' },
      { act: 'withdrawn', channel: 'account' },
      { act: 'accepted', channel: 'account' },
    ])
  })

  it('a session of the browser alone is no consent: another origin cannot give one', async () => {
    const answer = await foyer
      .browser({ origin: 'https://evil.example' })
      .post('/account/act', { application: 'app', action: 'give_consent', input: { key: 'news', version: '1' } })
    expect(answer.status).toBe(403)
  })

  it('managers read versions, texts and counts, who accepted and who still has to, page by page', async () => {
    const { body } = await foyer.manage('GET', '/api/legal/documents', undefined, {
      authorization: `Bearer ${foyer.apiKey}`,
      'accept-language': 'de',
    })
    const [first, second] = body.items as Record<string, unknown>[]
    expect(first).toMatchObject({
      key: 'terms',
      title: 'AGB',
      version: '1',
      optional: false,
      applications: ['app'],
      texts: [{ locale: 'de', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      accepted: 3,
      missing: { count: 0, exact: true },
      versions: [{ version: '1', accepted: 3, withdrawn: 0, texts: [{ locale: 'de', accepted: 3 }] }],
    })
    expect(second).toMatchObject({ key: 'news', optional: true, accepted: 2, versions: [{ withdrawn: 1 }] })

    const page = async (query: string, key = 'terms') => (await foyer.manage('GET', `/api/legal/documents/${key}/people?${query}`)).body
    const one = await page('state=accepted&limit=2')
    const rest = await page(`state=accepted&limit=2&after=${one.next}`)
    const seen = [...(one.items as { userId: string }[]), ...(rest.items as { userId: string }[])].map(({ userId }) => userId)
    expect([new Set(seen).size, rest.next]).toEqual([3, null])
    expect((await page(`state=missing&after=${one.next}`)).code).toBe('invalid_input')
    expect((await page('state=accepted', 'nothing')).code).toBe('document_not_found')
    expect((await page('state=withdrawn', 'news')).items).toEqual([])
    const late = await foyer.enter({ email: 'granted@example.com' })
    await foyer.store.changePerson(
      { id: late },
      (person, now) => ({
        person: {
          ...person,
          activatedAt: now,
          email: person.email === null ? null : { ...person.email, confirmedAt: now },
          access: [{ application: 'app', role: null, pending: false, grantedAt: now, via: null, profileDoneAt: now }],
        },
        events: [],
        jobs: [],
        endSessions: [],
      }),
      { actor: 'system' },
    )
    expect((await page('state=missing')).items).toMatchObject([{ userId: late, entry: null }])
  })

  it('the ledger is read and exported by person and by document, harmless in a spreadsheet, to whom it may concern', async () => {
    const read = (query: string, headers?: Record<string, string>) => foyer.manage('GET', `/api/legal/entries?${query}`, undefined, headers)
    const own = (await read(`user=${member.id}`)).body.items as Record<string, unknown>[]
    expect(own.map(({ document, act }) => `${document} ${act}`)).toEqual([
      'terms accepted',
      'news accepted',
      'news withdrawn',
      'news accepted',
    ])
    expect(own[0]).toMatchObject({ userId: member.id, version: '1', locale: 'de', channel: 'activation' })
    const file = await foyer.manage('GET', '/api/legal/export?document=news&locale=de')
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="Rechtliches-news.csv"')
    const lines = file.text.trim().split('\r\n')
    expect(lines[0]).toContain('Dokument;Fassung;Vorgang;Zeitpunkt (UTC);Sprache;Weg;SHA-256')
    expect(lines[1]).toMatch(/^news;1;zugestimmt;\d{4}-.*Z;de;Aktivierung;;;"'=HYPERLINK\(""x""\)";;[0-9a-f-]{36}$/)
    expect(lines).toHaveLength(5)

    expect((await read('', { authorization: `Bearer ${await foyer.addKey({ scopes: ['users:read'] })}` })).body.code).toBe('scope_missing')
    expect((await read('', { authorization: `Bearer ${await foyer.addKey({ scopes: ['legal:read'] })}` })).status).toBe(200)
    await foyer.manage('DELETE', `/api/users/${member.id}`)
    const erased = (await read(`user=${member.id}`)).body.items as Record<string, unknown>[]
    expect(erased).toHaveLength(4)
    expect(erased[0]).toMatchObject({ firstName: null, lastName: null, externalId: null })
  })
})
