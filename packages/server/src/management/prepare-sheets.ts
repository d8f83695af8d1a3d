// Invites the next people of a batch and issues their sheets: people, events and the batch's progress in one transaction.

import type { OutputOf } from '@foyer/contract'
import { actorName, type Decision, FoyerError, handOverInvitation, isFoyerError, type Person, renewInvitation } from '@foyer/core'
import { decisionContext, type ManagementDeps } from '../deps.ts'
import type { SheetBatch } from '../store/sheet-batch.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import type { Caller } from './caller.ts'
import { batchView, requireBatch, type SheetRequest } from './create-sheets.ts'
import { followedBy } from './create-user.ts'
import { applicationOf } from './hand-over.ts'
import { handedOverGrant } from './handed-over.ts'

type PrepareDeps = Pick<ManagementDeps, 'config' | 'store' | 'keys'>

/** People of one call: short enough that a transaction holds nobody up. */
const SLICE = 200
/** How often somebody is read again who was changed meanwhile. */
const TRIES = 4

/** Called until `done` is `total`; a call that is lost is simply made again. @throws FoyerError `sheets_not_found`, `in_progress`. */
export const prepareSheets = async (deps: PrepareDeps, caller: Pick<Caller, 'actor'>, id: string): Promise<OutputOf<'sheets.prepare'>> => {
  const batch = await requireBatch(deps, id)
  if (batch.done >= batch.chosen.length) return batchView(batch)
  const ids = batch.chosen.slice(batch.done, batch.done + SLICE)
  await deps.store.transaction(async (tx) => {
    const made = new Map<string, number | string>()
    const loaded = new Map((await tx.loadPersons(ids)).map(({ person }) => [person.id, person]))
    // In the order of ids, so that two batches that meet wait for each other instead of blocking each other.
    for (const userId of [...ids].sort()) made.set(userId, await printOne(deps, tx, caller, batch.request, loaded.get(userId), userId))
    const people: SheetBatch['people'] = []
    const skipped: SheetBatch['skipped'] = []
    for (const userId of ids) {
      const outcome = made.get(userId)
      if (typeof outcome === 'number') people.push([userId, outcome])
      else skipped.push({ userId, code: outcome ?? 'user_not_found' })
    }
    const advanced = await tx.advanceSheetBatch(id, { from: batch.done, to: batch.done + ids.length, people, skipped })
    if (!advanced) throw new FoyerError('in_progress')
  })
  return batchView(await requireBatch(deps, id))
}

/** @returns the generation that the sheet opens, or why there is none */
const printOne = async (
  deps: PrepareDeps,
  tx: StoreTransaction,
  caller: Pick<Caller, 'actor'>,
  request: SheetRequest,
  first: Person | undefined,
  userId: string,
): Promise<number | string> => {
  let person = first
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (person === undefined || person.deletedAt !== null) return 'user_not_found'
    try {
      const decision = decide(deps, caller, request, person, await tx.now())
      const saved = await tx.savePerson(person, decision, { actor: actorName(caller.actor) })
      if (saved !== null) return handedOverGrant(saved)?.generation ?? 'not_invited'
    } catch (error) {
      if (isFoyerError(error)) return error.code
      throw error
    }
    person = (await tx.loadPerson({ id: userId }))?.person
  }
  return 'changed_meanwhile'
}

const decide = (deps: PrepareDeps, caller: Pick<Caller, 'actor'>, request: SheetRequest, person: Person, now: number): Decision => {
  const validDays = request.validDays ?? undefined
  const renewed =
    request.lost && person.invitation !== null ? renewInvitation(person, { validDays }, decisionContext(deps, caller.actor, now)) : null
  const before = renewed?.person ?? person
  const application = applicationOf(before, { application: request.application ?? undefined })
  const shown = handOverInvitation(before, { application, validDays, carriers: ['sheet'] }, decisionContext(deps, caller.actor, now))
  return renewed === null ? shown : followedBy(renewed, shown)
}
