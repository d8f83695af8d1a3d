// Looking before sending: every mail and the sheet in both languages, without anything that opens anything, and a test to oneself alone.

import { previewKinds } from '@foyer/contract/management'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Browser } from '../../test/browser.ts'
import { codeIn, type ExampleFoyer, linkIn, openExampleFoyer, shortCodeIn } from '../../test/example-foyer.ts'

const HOUR_MS = 3_600_000

let foyer: ExampleFoyer
let owner: { id: string; email: string; browser: Browser }
beforeAll(async () => {
  foyer = await openExampleFoyer()
  owner = await foyer.join({ application: 'portal', role: 'owner', firstName: 'Carla' })
})
afterAll(() => foyer.close())
afterEach(() => foyer.shiftClock(0))

const page = (query: string) => foyer.manage('GET', `/api/previews/page?${query}`)
const mail = (query: string) => foyer.manage('GET', `/api/previews/mail?${query}`)
/** As somebody signed in to the portal. */
const signedIn = ({ jar }: Browser) => ({ cookie: [...jar].map((pair) => pair.join('=')).join('; '), origin: foyer.url })
const sendTest = (who: Browser, body: object) => ask(foyer, 'POST', '/api/previews/test', signedIn(who), body)
const tests = () => foyer.mails.filter(({ subject }) => /^(Muster|Sample) – /.test(subject))

describe.each(['de', 'en'] as const)('the preview in %s', (locale) => {
  it.each([...previewKinds, 'sheet'] as const)('of %s opens nothing, says that it is a sample, and can run nothing', async (kind) => {
    const { status, headers, text } = await page(`kind=${kind}&locale=${locale}`)
    expect(status).toBe(200)
    expect(text).toContain(locale === 'de' ? 'Muster: ' : 'Sample: ')
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'; .*frame-ancestors 'self'$/)
    expect(headers.get('content-disposition')).toBeNull()
    expect(text).toContain(`lang="${locale}"`)
    const token = /\/l\/(\w+)/.exec(text)?.[1]
    if (token !== undefined) {
      const browser = foyer.browser()
      expect((await browser.start({ link: token })).step.name).not.toBe('open_link')
    }
    const shown = text.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    for (const code of shown.match(/\b(?:[0-9A-Za-z]{4}-){1,3}[0-9A-Za-z]{4}\b/g) ?? []) expect(code).toMatch(/^[0-]+$/)
  })
})

describe('a preview', () => {
  it('is as the person will see it: name, language, own sentence, way in', async () => {
    const id = await foyer.enter({ firstName: 'Jan', lastName: 'Peters', email: 'jan-p@example.com', locale: 'en' })
    const { body } = await mail(`kind=invitation&user=${id}&message=${encodeURIComponent('See you <b>soon</b>.')}`)
    expect(body).toMatchObject({ locale: 'en', userId: id, name: 'Jan Peters', kind: 'invitation' })
    expect(body.text).toContain('Jan')
    expect(body.text).toContain('See you <b>soon</b>.')
    const { text } = await page(`kind=invitation&user=${id}&locale=de&message=${encodeURIComponent('See you <b>soon</b>.')}`)
    expect(text).toContain('See you &lt;b&gt;soon&lt;/b&gt;.')
    expect((await mail('kind=reminder&with=initial_password&locale=de')).body.text).toContain('Initial-Passwort')
    expect((await mail('kind=invitation&user=external:nobody')).body.code).toBe('user_not_found')
  })

  it('shows the first real row of a file before anybody is entered', async () => {
    const { body } = await foyer.manage('POST', '/api/imports', { application: 'app', invite: 'new' })
    const file =
      'Personalnummer;Vorname;Nachname;E-Mail;Sprache;Standort\nR-1;Ada;Ohne;;de;Köln\nR-2;Łukasz;Zwei;lukasz@example.com;en;Basel\n'
    const headers = { authorization: `Bearer ${foyer.apiKey}`, 'content-type': 'text/csv' }
    await ask(foyer, 'POST', `/api/imports/${body.id}/content?offset=0&last=true`, headers, new TextEncoder().encode(file))
    await foyer.idle()
    expect((await mail(`kind=invitation&importId=${body.id}`)).body).toMatchObject({ name: 'Łukasz Zwei', locale: 'en', userId: null })
    const { text } = await page(`kind=sheet&importId=${body.id}&message=Bis%20Montag.`)
    expect(text).toContain('Ada Ohne')
    expect(text).toContain('Bis Montag.')
    expect((await foyer.manage('GET', '/api/users/external:R-1')).status).toBe(404)
  })
})

describe('a test mail', () => {
  it('goes to whoever asks, at their own address, marked, in the language chosen, and opens nothing', async () => {
    const { status, body } = await sendTest(owner.browser, { kind: 'invitation', locale: 'en', message: 'Welcome.' })
    expect([status, body]).toEqual([200, { to: owner.email }])
    await foyer.idle()
    const [test] = tests().slice(-1)
    expect(test).toMatchObject({ to: owner.email, subject: expect.stringMatching(/^Sample – Beispiel AG/) })
    expect(test?.text).toContain('Carla')
    expect(test?.text).toContain('Welcome.')
    expect([linkIn(test?.text ?? ''), codeIn(test?.text ?? ''), shortCodeIn(test?.text ?? '')]).toEqual(['sample', '', ''])
    const { body: listed } = await foyer.manage('GET', `/api/users/${owner.id}`)
    expect(listed.invitation).toBeNull()
  })

  it('takes no address from the caller, and goes to no key and to nobody without a proved mailbox', async () => {
    const before = tests().length
    expect((await sendTest(owner.browser, { kind: 'welcome', to: 'victim@example.com' })).body.code).toBe('invalid_input')
    expect((await sendTest(owner.browser, { kind: 'welcome', user: 'email:victim@example.com' })).body.code).toBe('invalid_input')
    expect((await foyer.manage('POST', '/api/previews/test', { kind: 'welcome' })).body.code).toBe('forbidden')
    await foyer.idle()
    expect(tests()).toHaveLength(before)
  })

  it('comes at most twenty times in an hour', async () => {
    await foyer.shiftClock(2 * HOUR_MS)
    const other = await foyer.join({ application: 'portal', role: 'owner' })
    const answers: number[] = []
    for (let at = 0; at < 21; at += 1) answers.push((await sendTest(other.browser, { kind: 'welcome' })).status)
    expect(answers).toEqual([...Array.from({ length: 20 }, () => 200), 429])
    await foyer.shiftClock(3.1 * HOUR_MS)
    const again = await foyer.join({ application: 'portal', role: 'owner' })
    expect((await sendTest(again.browser, { kind: 'welcome' })).status).toBe(200)
  })
})
