// Begins a batch of info sheets: who is to get one, in which order, and who has one already.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { actorName, FoyerError, foldForSort, isBlocked, isIssued, type Person, requireApplication } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import type { ManagementDeps } from '../deps.ts'
import type { SheetBatch } from '../store/sheet-batch.port.ts'
import type { Caller } from './caller.ts'
import { handedOverGrant } from './handed-over.ts'
import { walkSelection } from './selection.ts'

type Input = ParsedInputOf<'sheets.create'>
type BatchView = OutputOf<'sheets.create'>
type Order = NonNullable<Input['order']>[number]

/** What is asked of a batch, beside whom it is for. */
export interface SheetRequest {
  application: string | null
  validDays: number | null
  locales: ('de' | 'en')[] | null
  lost: boolean
  message: string | null
  printedBefore: { userId: string; at: string; by: string }[]
}

/** Sheets of one batch at most. */
export const MAX_SHEETS = 10_000
const LISTED_MAX = 1_000
export const KEPT_MS = 86_400_000
const DEFAULT_ORDER: readonly Order[] = ['location', 'department', 'lastName']

/**
 * Nobody is invited yet: `prepareSheets` does that. Somebody online without a mailbox gets a recovery only when named in a list, as does
 * whoever lost a sheet.
 * @throws FoyerError `application_unknown`, `too_many_people`, `invalid_input` for `lost` with a filter.
 */
export const createSheets = async (deps: ManagementDeps, caller: Caller, input: Input): Promise<BatchView> => {
  if (input.application !== undefined) requireApplication(deps.config.settings, input.application)
  const isList = Array.isArray(input.selection)
  if (input.lost === true && !isList)
    throw new FoyerError('invalid_input', {
      issues: [{ path: ['lost'], code: 'invalid', message: 'Name the people whose sheets were lost.' }],
    })
  const found: { id: string; key: string }[] = []
  const printedBefore: SheetRequest['printedBefore'] = []
  const seen = new Set<string>()
  const order = input.order ?? DEFAULT_ORDER
  for await (const { people } of walkSelection(deps, input.selection, { limit: 500 })) {
    for (const { person, now } of people) {
      if (seen.has(person.id) || person.deletedAt !== null) continue
      seen.add(person.id)
      if (!isList && (person.activatedAt !== null || isBlocked(person, now) || !mayBePrinted(person, input))) continue
      const before = input.only === 'all' || input.lost === true ? null : printed(person)
      if (before !== null) {
        if (printedBefore.length < LISTED_MAX)
          printedBefore.push({ userId: person.id, at: new Date(before.at).toISOString(), by: before.by })
        continue
      }
      found.push({ id: person.id, key: sortKey(person, order) })
      if (found.length > MAX_SHEETS) throw new FoyerError('too_many_people', { max: MAX_SHEETS })
    }
  }
  found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id < b.id ? -1 : 1))
  const id = uuidv7()
  const request: SheetRequest = {
    application: input.application ?? null,
    validDays: input.validDays ?? null,
    locales: input.locales ?? null,
    lost: input.lost === true,
    message: input.message ?? null,
    printedBefore,
  }
  const batch = {
    id,
    request: { ...request },
    chosen: found.map((one) => one.id),
    skipped: [],
    actor: actorName(caller.actor),
    keptMs: KEPT_MS,
  }
  await deps.store.insertSheetBatch(batch)
  return readSheets(deps, caller, id)
}

/** @throws FoyerError `sheets_not_found`, also a day later. */
export const readSheets = async (deps: ManagementDeps, _caller: Caller, id: string): Promise<BatchView> =>
  batchView(await requireBatch(deps, id))

/** @throws FoyerError `sheets_not_found`. */
export const requireBatch = async (deps: Pick<ManagementDeps, 'store'>, id: string): Promise<SheetBatch & { request: SheetRequest }> => {
  const batch = await deps.store.readSheetBatch(id)
  if (batch === null) throw new FoyerError('sheets_not_found')
  return batch as unknown as SheetBatch & { request: SheetRequest }
}

export const batchView = (batch: SheetBatch & { request: SheetRequest }): BatchView => ({
  id: batch.id,
  done: batch.done,
  total: batch.chosen.length,
  sheets: batch.people.length,
  skipped: batch.skipped.slice(0, LISTED_MAX),
  printedBefore: batch.request.printedBefore,
  expiresAt: new Date(batch.expiresAt).toISOString(),
})

/** Without an application only who is invited already. */
const mayBePrinted = (person: Person, input: Input): boolean => input.application !== undefined || person.invitation !== null

const printed = (person: Person): { at: number; by: string } | null => {
  const grant = handedOverGrant(person)
  const issued = grant?.carriers.find(({ carrier }) => carrier === 'sheet')
  return grant === null || issued === undefined || !isIssued(grant, 'sheet', person) ? null : issued
}

const SEPARATOR = '\u0001'

const sortKey = ({ profile }: Person, order: readonly Order[]): string => {
  const name = [profile.lastName, profile.firstName].filter((part) => part !== null).join(' ')
  const values: Record<Order, string | null> = {
    location: profile.location,
    department: profile.department,
    lastName: name || profile.externalId,
    externalId: profile.externalId,
  }
  return order.map((key) => foldForSort(values[key] ?? '\uffff')).join(SEPARATOR)
}
