// "Beispiel App": a company's app with a backend of its own that signs its people in through Foyer.

import { Foyer, isFoyerError } from '@foyer/sdk'
import { foyer as foyerForHono } from '@foyer/sdk/hono'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { DemoConfig } from './demo-config.ts'
import { enterPerson, TOUR_PREFIX } from './host/enter-person.ts'
import { type EntryForm, firstPage } from './host/first-page.ts'
import { handOverRoutes } from './host/hand-over-routes.ts'
import { isLoopback } from './host/is-loopback.ts'
import { type Language, languageOf } from './host/language.ts'
import { type Frame, type Html, layout } from './host/layout.ts'
import { plainPage } from './host/plain-page.ts'
import { protect } from './host/protect.ts'
import { signOutForm, startPage } from './host/start-page.ts'
import type { Story } from './host/story.ts'
import { welcomePage } from './host/welcome-page.ts'
import { words } from './host/words.ts'
import { hostAssets } from './host-assets.ts'
import type { OwnerDoor } from './owner-door.ts'

export interface HostAppOptions {
  /** Foyer's address as browsers reach it. */
  foyerUrl: string
  apiKey: string
  /** This app's own origin as browsers see it. */
  origin: string
  /** Linked from every page; `null` where there is none. */
  mailboxUrl: string | null
  /** Leads this machine's visitors into the admin app; `null` where there is no such way. */
  ownerDoor?: OwnerDoor | null
  /** How this backend reaches Foyer. Default: the global one. */
  fetch?: typeof fetch
}

const EMPTY_FORM: EntryForm = { firstName: '', lastName: '', email: '', faults: {} }
const MAX_FORM_BYTES = 10_000
const MAX_TRAIL = 40

export function createHostApp({ foyerUrl, apiKey, origin, mailboxUrl, ownerDoor = null, fetch }: HostAppOptions): Hono {
  const connection = { url: foyerUrl, apiKey, ...(fetch ? { fetch } : {}) }
  const clients = { de: new Foyer<DemoConfig>({ ...connection, locale: 'de' }), en: new Foyer<DemoConfig>({ ...connection, locale: 'en' }) }
  const auth = foyerForHono({ ...connection, application: 'app', origin })
  const app = new Hono()

  const respond = (
    c: Context,
    frame: Pick<Frame, 'language' | 'title' | 'width'> & Partial<Frame>,
    content: Html,
    status: 200 | 404 | 422 | 500 | 503 = 200,
  ) => {
    const { pathname, search } = new URL(c.req.url)
    return c.html(layout({ here: pathname + search, mailboxUrl, hasOwnerDoor: ownerDoor !== null, ...frame }, content), status)
  }
  const signedIn = async (c: Context) => (await auth.verify(c.req.raw))?.user ?? null
  const showFirstPage = async (c: Context, language: Language, story: Story | null, form: EntryForm, status: 200 | 422) => {
    const w = words[language]
    const frame = {
      language,
      title: `${w.storyTitle} · ${w.appName}`,
      width: 'wide',
      scripts: ['/assets/story.js'],
      here: story ? `/?person=${story.user.id}` : '/',
    } as const
    return respond(c, frame, firstPage({ words: w, story, signedIn: await signedIn(c), form, mailboxUrl }), status)
  }

  app.use(protect({ foyerOrigin: new URL(foyerUrl).origin, secure: origin.startsWith('https:') }))
  app.route('/assets', hostAssets())
  app.route('/auth', auth.routes)

  app.route('/hand-over', handOverRoutes({ clients, origin, respond }))

  app.get('/', async (c) => {
    const language = languageOf(c)
    return showFirstPage(c, language, await readStory(clients[language], c.req.query('person')), EMPTY_FORM, 200)
  })
  app.post('/people', bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.text('Too large', 413) }), async (c) => {
    if (c.req.header('origin') !== origin) return c.text('Cross-site', 403)
    const language = languageOf(c)
    const entered = await enterPerson(clients[language], language, await c.req.parseBody())
    if (entered.kind === 'entered') return c.redirect(`/?person=${entered.userId}`, 303)
    return showFirstPage(c, language, null, entered.form, 422)
  })
  app.post('/admin', async (c) => {
    if (ownerDoor === null || !isLoopback(c)) return c.notFound()
    if (c.req.header('origin') !== origin) return c.text('Cross-site', 403)
    for (const cookie of (await ownerDoor.open()) ?? []) c.header('set-cookie', cookie, { append: true })
    return c.redirect(`${foyerUrl}/admin`, 303)
  })
  app.get('/welcome', async (c) => {
    const language = languageOf(c)
    const scripts = [`${foyerUrl}/widget.js`, '/assets/welcome.js']
    return respond(c, { language, title: words[language].appName, width: 'wide', scripts }, welcomePage(language, await signedIn(c)))
  })
  app.get('/start', async (c) => {
    const language = languageOf(c)
    const user = await signedIn(c)
    if (user === null) return c.redirect('/welcome', 303)
    return respond(
      c,
      { language, title: words[language].appName, width: 'wide', actions: signOutForm(language) },
      startPage(language, user, new Date()),
    )
  })
  app.notFound((c) => {
    const language = languageOf(c)
    return respond(
      c,
      { language, title: words[language].notFound, width: 'narrow' },
      plainPage(language, words[language].notFound, null),
      404,
    )
  })
  app.onError((error, c) => {
    const away = isFoyerError(error) && error.retryable
    if (!away) console.error(error)
    const language = languageOf(c)
    const { away: title, awayText } = words[language]
    return respond(c, { language, title, width: 'narrow' }, plainPage(language, title, awayText), away ? 503 : 500)
  })
  return app
}

/** Only people who were entered on this page: an id in the address shows nobody else. */
async function readStory(foyer: Foyer<DemoConfig>, id: string | undefined): Promise<Story | null> {
  const user = id === undefined ? null : await foyer.users.find(id)
  if (!user?.externalId?.startsWith(TOUR_PREFIX)) return null
  const { items } = await foyer.events.list({ user: user.id }).page({ limit: MAX_TRAIL })
  return { user, trail: items }
}
