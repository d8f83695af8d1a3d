// `/metrics`, for whoever the configuration names; to everybody else it is an address where there is nothing.

import { createHash, timingSafeEqual } from 'node:crypto'
import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import type { ResolvedConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { isLocalVisit } from './client-address.ts'
import type { AppContext, AppEnv } from './request-context.ts'

export const mountMetrics = (app: Hono<AppEnv>, deps: Deps): void => {
  const { metrics, config } = deps
  const { readers } = config
  if (metrics === null || readers === null) return
  app.get('/metrics', async (c) => {
    requireReader(c, readers, config)
    return c.body(await metrics.text(deps), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
}

/** @throws FoyerError `unauthenticated` without the right token; `not_found` from another machine where only this one may read */
const requireReader = (c: AppContext, readers: 'loopback' | { token: string }, config: Pick<ResolvedConfig, 'url'>): void => {
  if (readers === 'loopback') {
    // What a proxy on this machine passes on comes from elsewhere.
    const passedOn = c.req.header('x-forwarded-for') ?? c.req.header('forwarded') ?? c.req.header('via')
    if (!isLocalVisit(c, config) || passedOn !== undefined) throw new FoyerError('not_found')
    return
  }
  const given = /^Bearer (\S{1,500})$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  if (!timingSafeEqual(digest(given), digest(readers.token))) throw new FoyerError('unauthenticated')
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
