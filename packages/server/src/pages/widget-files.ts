// The built widget, served to any page that loads it.

import type { Hono } from 'hono'
import type { AppContext, AppEnv } from '../http/request-context.ts'
import { answerFile, builtFiles, builtFolder, FOR_EVER } from './built-files.ts'

/** `/widget.js` and `/widget.css` are revalidated after five minutes; the pieces below `/widget/` carry a hash in their name. */
export const mountWidgetFiles = (app: Hono<AppEnv>): void => {
  const files = builtFiles(builtFolder('@foyer/widget'))
  const answer = (c: AppContext, name: string, caching: string): Response =>
    answerFile(c, files(), name, {
      'Cache-Control': caching,
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    })
  const entry = 'public, max-age=300'
  app.get('/widget.js', (c) => answer(c, 'widget.js', entry))
  app.get('/widget.css', (c) => answer(c, 'widget.css', entry))
  app.get('/widget.js.map', (c) => answer(c, 'widget.js.map', entry))
  app.get('/widget/*', (c) => answer(c, c.req.path.slice(c.req.path.lastIndexOf('/widget/') + 1), FOR_EVER))
}
