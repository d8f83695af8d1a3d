// Whether the process lives, and whether it can serve.

import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { AppEnv } from './request-context.ts'

const READY_WITHIN_MS = 3000

/** `/livez` asks nobody; `/readyz` asks the database, within 3 seconds. */
export const mountHealth = (app: Hono<AppEnv>, deps: Deps): void => {
  app.get('/livez', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new FoyerError('unavailable')), READY_WITHIN_MS).unref()
    })
    await Promise.race([deps.store.ping(), late])
    return c.text('ok')
  })
}
