// Prints a batch that is ready: secrets are derived while pages are drawn, and nothing of them is kept.

import type { OutputOf } from '@foyer/contract'
import { actorName, blockedBy, FoyerError, type GrantFacts, handoverQuestion, type Person } from '@foyer/core'
import { decisionContext, type ManagementDeps } from '../deps.ts'
import { questionView } from '../flow/views.ts'
import { readLogo } from '../print/read-logo.ts'
import type { SheetFrame, SheetPerson } from '../print/sheet-data.ts'
import { groupsOf, type SheetGroup } from '../print/sheet-groups.ts'
import { type Locale, localText, pickLocale } from '../text.ts'
import type { Caller } from './caller.ts'
import { requireBatch, type SheetRequest } from './create-sheets.ts'
import { codeOf, handedOverGrant, linkOf } from './handed-over.ts'

type Format = 'pdf' | 'zip' | 'html'

/** People that are in memory at once. */
export const SHEETS_AT_ONCE = 100
const types: Record<Format, string> = { pdf: 'application/pdf', zip: 'application/zip', html: 'text/html; charset=utf-8' }

type Print = (frame: SheetFrame, groups: AsyncIterable<SheetGroup>, locale: Locale) => AsyncGenerator<Uint8Array>

/** Loaded by whoever prints first: most starts are of servers that do not, and drawing takes much code. */
const printers: Record<Format, () => Promise<Print>> = {
  pdf: async () => (await import('../print/sheets-pdf.ts')).sheetsPdf,
  zip: async () => (await import('../print/sheets-zip.ts')).sheetsZip,
  html: async () => (await import('../print/sheets-html.ts')).sheetsHtml,
}

/**
 * Anew each time, and each time an event for everybody on it. Whoever was renewed since, or may not be handed anything by this caller, is
 * left out: that paper would open nothing, or is not theirs to print.
 * @throws FoyerError `sheets_not_found`, `sheets_not_ready`.
 */
export const renderSheets = async (
  deps: ManagementDeps,
  caller: Caller,
  id: string,
  format: Format,
): Promise<OutputOf<'sheets.render'>> => {
  const batch = await requireReady(deps, id)
  const frame = await frameOf(deps, batch.request)
  const groups = groupsOf(peopleOf(deps, caller, batch))
  const { locale } = deps.config.organisation
  const body = (await printers[format]())(frame, groups, locale)
  const day = new Date(batch.createdAt).toISOString().slice(0, 10)
  return { name: `${locale === 'de' ? 'infoblaetter' : 'info-sheets'}-${day}.${format}`, type: types[format], body }
}

/** @throws FoyerError `sheets_not_found`, `sheets_not_ready`. */
export const requireReady = async (deps: ManagementDeps, id: string): Promise<Batch> => {
  const batch = await requireBatch(deps, id)
  if (batch.done >= batch.chosen.length) return batch
  throw new FoyerError('sheets_not_ready', { done: batch.done, total: batch.chosen.length })
}

type Batch = Awaited<ReturnType<typeof requireBatch>>

async function* peopleOf(deps: ManagementDeps, caller: Caller, batch: Batch): AsyncGenerator<SheetPerson[]> {
  for (let at = 0; at < batch.people.length; at += SHEETS_AT_ONCE)
    yield await sheetsFrom(deps, caller, batch, batch.people.slice(at, at + SHEETS_AT_ONCE))
}

/** Derives what stands on these sheets; an event for each, before anybody sees them. */
export const sheetsFrom = async (deps: ManagementDeps, caller: Caller, batch: Batch, people: Batch['people']): Promise<SheetPerson[]> => {
  const sheets = await derive(deps, caller, batch, people)
  const ids = sheets.map(({ userId }) => userId)
  if (ids.length > 0) await deps.store.addPrinted(ids, batch.id, actorName(caller.actor))
  return sheets
}

const derive = async (deps: ManagementDeps, caller: Caller, batch: Batch, people: Batch['people']): Promise<SheetPerson[]> => {
  const generations = new Map(people)
  const loaded = await deps.store.loadPersons(people.map(([userId]) => userId))
  return loaded.flatMap(({ person, now }) => {
    const grant = handedOverGrant(person)
    if (grant === null || grant.generation !== generations.get(person.id)) return []
    if (blockedBy('handOver', person, decisionContext(deps, caller.actor, now)) !== null) return []
    const sheet = sheetOf(deps, person, grant, batch.request)
    return sheet === null ? [] : [sheet]
  })
}

const sheetOf = (deps: ManagementDeps, person: Person, grant: GrantFacts, request: SheetRequest): SheetPerson | null => {
  const link = linkOf(deps, person, grant, 'sheet')
  const code = codeOf(deps, person, grant)
  if (link === null || code === null) return null
  const { profile } = person
  const number = handoverQuestion(person, deps.config.settings) === 'externalId' ? null : profile.externalId
  const name = [profile.firstName, profile.lastName].filter((part) => part !== null).join(' ') || (number ?? '')
  return {
    userId: person.id,
    name,
    address: addressOf(profile.postalAddress, [profile.location, profile.department, number]),
    number,
    location: profile.location,
    department: profile.department,
    purpose: grant.purpose === 'recovery' ? 'recovery' : 'activation',
    link,
    code,
    expiresAt: grant.expiresAt,
    replaces: request.lost,
    locale: pickLocale(profile.locale, deps.config.organisation.locale),
  }
}

/** The postal address where it is on file, else what the in-house post needs. */
export const addressOf = (postal: Person['profile']['postalAddress'], inHouse: readonly (string | null)[]): string[] => {
  const lines = postal === null ? inHouse : [postal.street, `${postal.postcode} ${postal.town}`, postal.country ?? null]
  return lines.filter((line): line is string => line !== null)
}

export const frameOf = async (deps: ManagementDeps, request: SheetRequest): Promise<SheetFrame> => {
  const { organisation, applications, settings } = deps.config
  const key =
    request.application ??
    Object.keys(applications).find((name) => applications[name]?.manages !== true) ??
    Object.keys(applications)[0] ??
    ''
  const application = applications[key]
  const asks = settings.applications[key]?.handoverAsks ?? null
  const inBoth = (say: (locale: 'de' | 'en') => string) => ({ de: say('de'), en: say('en') })
  return {
    organisation: {
      name: organisation.name,
      contact: organisation.contact,
      timeZone: organisation.timeZone,
      accent: organisation.accent,
      postalLine: organisation.postalLine,
      logo: await readLogo(organisation.logo),
    },
    application: {
      name: inBoth((locale) => localText(application?.name ?? key, locale, organisation.locale)),
      url: application?.url ?? null,
      stores: { apple: application?.stores.apple ?? null, google: application?.stores.google ?? null },
    },
    activateUrl: `${deps.config.url}/activate`,
    locales: request.locales,
    message: request.message ?? null,
    withoutEmail: settings.applications[key]?.signInWith.includes('external_id') === true,
    asks: asks === null ? null : inBoth((locale) => questionView(deps.config, asks, locale).label),
  }
}
