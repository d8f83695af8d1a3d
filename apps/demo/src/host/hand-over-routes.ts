// Handing over in person, as a product's own backend does it with the SDK.

import type { Foyer } from '@foyer/sdk'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { DemoConfig } from '../demo-config.ts'
import { TOUR_PREFIX } from './enter-person.ts'
import { entryPage, handedOverPage } from './hand-over-page.ts'
import { handOverWords } from './hand-over-words.ts'
import { type Language, languageOf } from './language.ts'
import type { Html } from './layout.ts'

export interface HandOverOptions {
  clients: Record<Language, Foyer<DemoConfig>>
  origin: string
  respond(
    c: Context,
    frame: { language: Language; title: string; width: 'wide'; scripts?: readonly string[]; here?: string },
    content: Html,
  ): Response | Promise<Response>
}

const MAX_FORM_BYTES = 10_000
const APPLICATION = 'app'

/** Below `/hand-over`. Whatever shows a secret is a POST of this very origin. */
export function handOverRoutes({ clients, origin, respond }: HandOverOptions): Hono {
  const app = new Hono()
  const frame = (language: Language) => ({ language, title: handOverWords[language].title, width: 'wide', here: '/hand-over' }) as const
  app.use(bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.text('Too large', 413) }))
  app.use(async (c, next) => {
    if (c.req.method === 'POST' && c.req.header('origin') !== origin) return c.text('Cross-site', 403)
    return next()
  })
  app.get('/', (c) => {
    const language = languageOf(c)
    return respond(c, frame(language), entryPage(language))
  })
  app.post('/', async (c) => {
    const language = languageOf(c)
    const foyer = clients[language]
    const { firstName, lastName } = await c.req.parseBody()
    const user = await foyer.users.create({
      firstName: String(firstName ?? '').slice(0, 100),
      lastName: String(lastName ?? '').slice(0, 100),
      externalId: TOUR_PREFIX + crypto.randomUUID().slice(0, 8),
      locale: language,
      location: 'Köln',
    })
    const handed = await foyer.invitations.handOver(user.id, { application: APPLICATION })
    return respond(c, { ...frame(language), scripts: ['/assets/hand-over.js'] }, handedOverPage(language, user, handed))
  })
  app.post('/:id/sheet', (c) => sheet(c, false))
  app.post('/:id/lost', (c) => sheet(c, true))

  async function sheet(c: Context, lost: boolean): Promise<Response> {
    const foyer = clients[languageOf(c)]
    const user = await foyer.users.find(c.req.param('id') ?? '')
    if (!user?.externalId?.startsWith(TOUR_PREFIX)) return c.notFound()
    const file = await foyer.invitations.sheet([user.id], { application: APPLICATION, ...(lost ? { lost } : { only: 'all' }) })
    return c.body(file.body, 200, { 'content-type': file.type, 'content-disposition': `attachment; filename="${file.name}"` })
  }
  return app
}
