// Everything on file about a holder as one page to print: the same facts as the file, in words.

import { isFoyerError } from '@foyer/core'
import { html, raw } from 'hono/html'
import { isFresh, openAccount } from '../account/account-session.ts'
import { type OwnData, ownData } from '../account/own-data.ts'
import type { Deps } from '../deps.ts'
import type { AppContext } from '../http/request-context.ts'
import { type Locale, localText, pickLocale } from '../text.ts'
import { type OwnDataWords, ownDataWords } from './own-data-words.ts'
import { PAGE_HEADERS, pageFrame } from './page-frame.ts'

type Html = ReturnType<typeof html>
type Row = readonly [label: string, value: string]

/** Whoever is not signed in, or showed no credential within ten minutes, is led to the account page, which asks. */
export const ownDataPage = async (deps: Deps, c: AppContext, application: string): Promise<Response> => {
  const locale = pickLocale(c.req.query('locale'), c.var.facts.locale)
  const account = await openAccount(deps, c, application, locale).catch((error: unknown) => {
    if (isFoyerError(error, 'unauthenticated')) return null
    throw error
  })
  if (account === null || !isFresh(account))
    return c.redirect(`${deps.config.url}/account?application=${encodeURIComponent(application)}`, 302)
  const words = ownDataWords[locale]
  const body = bodyOf(deps, await ownData(account), application, words, locale)
  return c.body(
    String(pageFrame(deps, { title: words.title, locale, body, script: false, styles: ['/account/data.css'] })),
    200,
    PAGE_HEADERS,
  )
}

const bodyOf = ({ config }: Deps, data: OwnData, application: string, words: OwnDataWords, locale: Locale): Html => {
  const { organisation, applications, legal } = config
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: organisation.timeZone })
  const when = (moment: string | null) => (moment === null ? '' : moments.format(new Date(moment)))
  const nameOf = (application: string) => localText(applications[application]?.name ?? application, locale, organisation.locale)
  const titleOf = (document: string) => localText(legal[document]?.title ?? document, locale, organisation.locale)
  const { fields, postalAddress, ...plain } = data.profile
  const profile = Object.entries(plain).map(([key, value]): Row => [words.profileOf[key as keyof typeof plain], String(value ?? '')])
  const own = Object.entries(fields).map(([key, value]): Row => [labelOf(config.settings.profile[key], key, locale), sayValue(value)])
  const address = postalAddress === null ? [] : [[words.postalAddress, Object.values(postalAddress).join(', ')] as const]
  return html`<main>
    <nav><a href="${config.url}/account?application=${application}">${words.back}</a></nav>
    <h1>${words.title}</h1>
    <p>${organisation.name}</p>
    <p>${words.lead}</p>
    ${table(words.account, [
      [words.id, data.id],
      [words.email, data.email?.address ?? ''],
      [words.signInName, data.signInName ?? ''],
      [words.createdAt, when(data.createdAt)],
      [words.activatedAt, when(data.activatedAt)],
      [words.password, data.password ? words.yes : words.no],
      [words.authenticatorApp, when(data.authenticatorAppSince)],
      [words.newSignIn, data.notices.newSignIn ? words.yes : words.no],
      [words.eraseAt, when(data.eraseAt)],
    ])}
    ${table(words.profile, [...profile, ...address, ...own])}
    ${table(
      words.access,
      data.access.map(({ application, role, grantedAt }) => [
        nameOf(application),
        [role, when(grantedAt)].filter((part) => part !== null && part !== '').join(', '),
      ]),
    )}
    ${table(
      words.documents,
      data.documents.map(({ document, version, acceptedAt }) => [titleOf(document), `${words.version} ${version}, ${when(acceptedAt)}`]),
    )}
    ${table(
      words.passkeys,
      data.passkeys.map(({ name, createdAt, lastUsedAt }) => [
        name,
        [`${words.createdAt}: ${when(createdAt)}`, ...(lastUsedAt === null ? [] : [`${words.lastUsed}: ${when(lastUsedAt)}`])].join('. '),
      ]),
    )}
    ${table(
      words.sessions,
      data.sessions.map(({ application, device, startedAt, lastUsedAt }) => [
        `${device}, ${nameOf(application)}`,
        `${when(startedAt)}. ${words.lastUsed}: ${when(lastUsedAt)}`,
      ]),
    )}
    <p>${words.eventsInFile}</p>
  </main>`
}

/** Nothing where every row is empty. */
const table = (title: string, rows: readonly Row[]): Html => {
  const filled = rows.filter(([, value]) => value !== '')
  if (filled.length === 0) return raw('')
  return html`<section>
    <h2>${title}</h2>
    <table><tbody>${filled.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</tbody></table>
  </section>`
}

const labelOf = (field: { label?: unknown } | undefined, key: string, locale: Locale): string =>
  field?.label === undefined ? key : localText(field.label as Parameters<typeof localText>[0], locale)

const sayValue = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : value == null ? '' : String(value))
