// Looking before sending: a mail or a sheet as its first reader would get it, with a link and codes that open nothing.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { actorName, DAY_MS, emailStatus, FoyerError, limits, type MailedKind, type MailedWay } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import type { ManagementDeps } from '../deps.ts'
import { bucketKey, requireAdmitted } from '../flow/limits.ts'
import { mailContext } from '../mail/mail-context.ts'
import { type RenderedMail, renderMail } from '../mail/render-mail.ts'
import { namesApplication, SAMPLE_CODE, sampleLink, sampleMessage } from '../mail/sample-message.ts'
import { sampleSheetPage } from '../print/sheets-html.ts'
import { pickLocale } from '../text.ts'
import type { Caller } from './caller.ts'
import { findReader, type Reader } from './preview-reader.ts'
import { addressOf, frameOf } from './render-sheets.ts'

type PageInput = ParsedInputOf<'previews.page'>

/** @throws FoyerError `application_unknown`, `user_not_found`, `import_not_found`. */
export const previewMail = async (
  deps: ManagementDeps,
  caller: Caller,
  input: ParsedInputOf<'previews.mail'>,
): Promise<OutputOf<'previews.mail'>> => {
  const reader = await findReader(deps, caller, { ...input, gets: 'mail' })
  const { subject, text } = await render(deps, reader, input.kind, input)
  const { userId, locale } = reader
  return { kind: input.kind, locale, from: deps.config.mail.from, userId, name: reader.fullName, subject, text }
}

/** @throws FoyerError as `previewMail`. */
export const previewPage = async (deps: ManagementDeps, caller: Caller, input: PageInput): Promise<OutputOf<'previews.page'>> => {
  const { kind } = input
  const reader = await findReader(deps, caller, { ...input, gets: kind === 'sheet' ? 'sheet' : 'mail' })
  const body = kind === 'sheet' ? await sheet(deps, reader, input.message ?? null) : (await render(deps, reader, kind, input)).html
  return { name: `${kind}-${reader.locale}.html`, type: 'text/html; charset=utf-8', body }
}

/**
 * To nobody but the person who asks, at the address that they proved.
 * @throws FoyerError `forbidden` for API keys, `email_missing` for people without a confirmed address, `email_bounced`, `email_complained`,
 * `email_refused`, `rate_limited` beyond 20 in an hour, `application_unknown`.
 */
export const sendTestMail = async (
  deps: ManagementDeps,
  caller: Caller,
  input: ParsedInputOf<'previews.sendTest'>,
): Promise<OutputOf<'previews.sendTest'>> => {
  const { actor } = caller
  const { application, locale } = await findReader(deps, caller, { ...input, gets: 'mail' })
  if (actor.kind !== 'user') throw new FoyerError('forbidden')
  const loaded = await deps.store.loadPerson({ id: actor.userId })
  const address = loaded?.person.email ?? null
  if (loaded === null || address === null || emailStatus(address) !== 'confirmed')
    throw new FoyerError('email_missing', { userId: actor.userId })
  if (address.bouncedAt !== null) throw new FoyerError('email_bounced')
  if (address.complainedAt !== null) throw new FoyerError('email_complained')
  if (address.refusedAt !== null) throw new FoyerError('email_refused')
  const key = bucketKey(deps.keys, 'test-mail', actor.userId)
  const { tallies, now } = await deps.store.countTry([{ key, kind: 'window', ...limits.testMails }])
  requireAdmitted(tallies, now)
  const intent = {
    kind: 'sample',
    of: input.kind,
    locale: input.locale ?? pickLocale(loaded.person.profile.locale, locale),
    application,
    with: input.with ?? 'link',
    message: input.message ?? null,
  } as const
  await deps.store.changePerson(
    { id: actor.userId },
    (person) => ({ person, events: [], jobs: [{ type: 'mail', intent, dedupe: `sample:${uuidv7()}` }], endSessions: [] }),
    { actor: actorName(actor) },
  )
  deps.wakeWorkers()
  return { to: address.entered }
}

const render = async (
  deps: ManagementDeps,
  reader: Reader,
  kind: MailedKind,
  input: { with?: MailedWay | undefined; message?: string | undefined },
): Promise<RenderedMail> => {
  const now = await deps.store.now()
  const facts = {
    url: deps.config.url,
    locale: reader.locale,
    name: reader.firstName,
    address: reader.address,
    now,
    expiresAt: now + deps.config.settings.invitationDays * DAY_MS,
    with: input.with ?? 'link',
    message: input.message ?? null,
  }
  return renderMail(sampleMessage(kind, facts), mailContext(deps, namesApplication(kind) ? reader.application : null, reader.locale, true))
}

const sheet = async (deps: ManagementDeps, reader: Reader, message: string | null): Promise<string> => {
  const { application, locale, profile } = reader
  const frame = await frameOf(deps, {
    application,
    validDays: null,
    locales: [locale],
    lost: false,
    printedBefore: [],
    message,
  })
  const number =
    frame.asks !== null && deps.config.settings.applications[application]?.handoverAsks === 'externalId' ? null : profile.externalId
  return sampleSheetPage(frame, {
    userId: '',
    name: reader.fullName ?? number ?? '',
    address: addressOf(profile.postalAddress, [profile.location, profile.department, number]),
    number,
    location: profile.location,
    department: profile.department,
    purpose: 'activation',
    link: sampleLink({ url: deps.config.url, locale }),
    code: (SAMPLE_CODE.match(/.{4}/g) ?? []).join('-'),
    expiresAt: (await deps.store.now()) + deps.config.settings.printedInvitationDays * DAY_MS,
    replaces: false,
    locale,
  })
}
