// A Foyer with three applications for the tests of the server's rooms, and the shortest ways to people in every state.

import { createHash, randomBytes } from 'node:crypto'
import { type Role, type Scope, scopes, scopesForOneApplication } from '@foyer/contract'
import { uuidv7 } from 'uuidv7'
import type { FoyerConfig } from '../src/config-types.ts'
import type { Overrides } from '../src/create-foyer.ts'
import type { Store } from '../src/store/store.ts'
import { createTestFoyer, type TestFoyer } from '../src/testing.ts'
import { type Answer, ask, type Browser, openBrowser, type View } from './browser.ts'
import { totpCode } from './totp-code.ts'

export const OWN = 'https://id.foyer.test'
export const APP = 'https://app.foyer.test'
export const SHOP = 'https://shop.other.test'
/** What ranks as manager. */
export const MANAGING: readonly Scope[] = (Object.keys(scopes) as Scope[]).filter((scope) => scope !== 'owner')
export const PASSWORD = 'geduldig wandern drei Berge'

/** `app` asks for terms and a phone number, `shop` for nothing, `portal` manages and brings `app` along. */
export const EXAMPLE = {
  url: OWN,
  demo: true,
  organisation: { name: 'Beispiel AG', contact: 'it@beispiel.example' },
  applications: {
    app: { name: 'Beispiel App', url: APP, origins: [APP], legal: ['terms'], askAtActivation: ['phone'] },
    shop: { name: 'Shop', origins: [SHOP] },
    portal: { name: { de: 'Verwaltung', en: 'Portal' }, manages: true, includes: ['app'] },
  },
  legal: { terms: { version: '1', title: { de: 'AGB', en: 'Terms' }, url: 'https://beispiel.example/terms' } },
  profile: {
    phone: { type: 'phone', label: { de: 'Telefon', en: 'Phone' }, required: true },
    shirtSize: { type: 'choice', options: ['S', 'M', 'L'], label: { de: 'Größe', en: 'Size' } },
    staffNote: { type: 'text', label: { de: 'Notiz', en: 'Note' }, editableBy: 'managers', visibleTo: 'managers' },
    motto: { type: 'text', label: { de: 'Motto', en: 'Motto' }, visibleTo: 'holder' },
  },
} as const satisfies Partial<FoyerConfig>

export interface Member {
  id: string
  email: string
  password: string
  /** Signed in to the application, at the origin where the account was activated. */
  browser: Browser
}

export interface ExampleFoyer extends TestFoyer {
  readonly store: Store
  /** A managing call with the owner's key, or with other headers. */
  manage(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** A new API key's secret; all but `owner` unless scopes are named, and the most that one application's key may have. */
  addKey(key?: { scopes?: readonly Scope[]; application?: string; expiresAt?: number }): Promise<string>
  /** Enters a person and answers their id. */
  enter(input: Record<string, unknown>): Promise<string>
  /** The token of the link in the newest mail to that address. */
  linkTo(address: string): Promise<string>
  browser(at?: { origin?: string; application?: string }): Browser
  /** Somebody invited and activated, with the session that it ended with. */
  join(input?: { application?: string; role?: Role; email?: string; origin?: string; firstName?: string }): Promise<Member>
}

export const openExampleFoyer = async (config: Partial<FoyerConfig> = {}, overrides: Overrides = {}): Promise<ExampleFoyer> => {
  const stores: Store[] = []
  const foyer = await createTestFoyer({ ...EXAMPLE, ...config }, { ...overrides, onStore: (store) => stores.push(store) })
  const [store] = stores
  if (store === undefined) throw new Error('The store was not opened')

  const manage: ExampleFoyer['manage'] = (method, path, body, headers = { authorization: `Bearer ${foyer.apiKey}` }) =>
    ask(foyer, method, path, headers, body)
  const enter: ExampleFoyer['enter'] = async (input) => {
    const { status, text, body } = await manage('POST', '/api/users', input)
    if (status !== 200) throw new Error(`Entering answered ${status}: ${text}`)
    return String(body.id)
  }
  const linkTo: ExampleFoyer['linkTo'] = async (address) => linkIn((await foyer.mailTo(address)).text)
  const browser: ExampleFoyer['browser'] = ({ origin = foyer.url, application = 'app' } = {}) => openBrowser(foyer, { origin, application })
  return {
    ...foyer,
    store,
    manage,
    enter,
    linkTo,
    browser,
    async addKey({ application, scopes = application === undefined ? MANAGING : scopesForOneApplication, expiresAt } = {}) {
      const secret = `fk_${randomBytes(32).toString('base64url')}`
      await store.insertApiKey({
        id: uuidv7(),
        hash: createHash('sha256').update(secret).digest(),
        name: 'Test',
        scopes,
        application: application ?? null,
        expiresAt: expiresAt ?? null,
      })
      return secret
    },
    async join({ application = 'app', role, email = `${randomBytes(6).toString('hex')}@example.com`, origin, firstName = 'Mia' } = {}) {
      const invite = role === undefined ? { application } : { application, role }
      const id = await enter({ firstName, email, invite })
      const here = browser({ application, ...(origin === undefined ? {} : { origin }) })
      await goOn(here, await here.start({ link: await linkTo(email) }))
      return { id, email, password: PASSWORD, browser: here }
    },
  }
}

export const linkIn = (text: string): string => /\/l\/([a-z2-7]+)/.exec(text)?.[1] ?? ''
/** The 16-character code of an invitation. */
export const codeIn = (text: string): string => /\b([2-9a-z]{4}(?:-[2-9a-z]{4}){3})\b/i.exec(text)?.[1] ?? ''
/** The 8-character code that proves an address. */
export const shortCodeIn = (text: string): string => /\b([2-9a-z]{4}-[2-9a-z]{4})\b/i.exec(text)?.[1] ?? ''

/** What a person does at each step on the way to being signed in. */
const answers: Record<string, (view: View) => [action: string, input: Record<string, unknown>]> = {
  open_link: () => ['open', {}],
  accept_legal: ({ step }) => [
    'accept',
    { documents: (step.data.documents as { key: string; version: string }[]).map(({ key, version }) => ({ key, version })) },
  ],
  set_password: () => ['set_password', { password: PASSWORD }],
  set_up_totp: ({ step }) => ['confirm_totp', { code: totpCode(step.data.secret) }],
  backup_codes: () => ['continue', {}],
  complete_profile: () => ['save_profile', { fields: { phone: '+49 221 123456' } }],
}

/** Goes on until `until`, or until the person is signed in. */
export const goOn = async (browser: Browser, view: View, until = 'signed_in'): Promise<View> => {
  if (view.step.name === until) return view
  const answer = answers[view.step.name]
  if (answer === undefined) throw new Error(`Nothing to do at ${view.step.name}`)
  return goOn(browser, await browser.act(view, ...answer(view)), until)
}
