// The embedded mailbox of demo mode: every mail that would have been sent, for this machine alone.

import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { isLocalVisit } from '../http/client-address.ts'
import type { AppContext, AppEnv } from '../http/request-context.ts'
import { readCaptured } from '../jobs/captured-mails.ts'
import {
  MAILBOX_MAIL_CSP,
  MAILBOX_PAGE_CSP,
  MAILBOX_PAGE_SIZE,
  renderMailboxFrame,
  renderMailboxList,
  renderMailboxMail,
} from '../mail/mailbox-page.ts'
import { mailboxScript } from '../mail/mailbox-script.ts'
import { mailboxStyle } from '../mail/mailbox-style.ts'
import { mailboxLocale } from '../mail/mailbox-texts.ts'

/** Mails hold live links, so that nobody else in the network may read them. */
export const mountMailbox = (app: Hono<AppEnv>, deps: Deps): void => {
  const base = `${deps.config.basePath}/mailbox`
  const page = (c: AppContext, content: string): Response =>
    c.body(content, 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': MAILBOX_PAGE_CSP,
      'Cross-Origin-Opener-Policy': 'same-origin',
    })
  const view = async (c: AppContext) => {
    const wanted = Number(c.req.query('page') ?? '1')
    const number = Number.isSafeInteger(wanted) && wanted > 0 && wanted < 10_000 ? wanted : 1
    const total = await deps.store.countCapturedMails()
    const mails = await readCaptured(deps, { skip: (number - 1) * MAILBOX_PAGE_SIZE, limit: MAILBOX_PAGE_SIZE })
    const locale = mailboxLocale(c.req.header('accept-language') ?? null)
    return { base, locale, timeZone: deps.config.organisation.timeZone, mails, page: number, total }
  }
  app.use('/mailbox/*', async (c, next) => {
    if (!isLocalVisit(c, deps.config)) throw new FoyerError('not_found')
    await next()
  })
  app.get('/mailbox', async (c) => {
    if (!isLocalVisit(c, deps.config)) throw new FoyerError('not_found')
    return page(c, renderMailboxList(await view(c)))
  })
  app.get('/mailbox/mailbox.css', (c) => c.body(mailboxStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  app.get('/mailbox/mailbox.js', (c) => c.body(mailboxScript, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  app.get('/mailbox/:id', async (c) => {
    const [mail] = await readCaptured(deps, { id: numberOf(c.req.param('id')) })
    return page(c, renderMailboxMail(await view(c), mail ?? null, c.req.query('part') === 'text' ? 'text' : 'html'))
  })
  app.get('/mailbox/:id/html', async (c) => {
    const [mail] = await readCaptured(deps, { id: numberOf(c.req.param('id')) })
    if (mail === undefined) throw new FoyerError('not_found')
    return c.body(renderMailboxFrame(mail), 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': MAILBOX_MAIL_CSP,
    })
  })
}

const numberOf = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : -1)
