// Takes back what an import did: people whom it made and who were never active, and people whom its complete file left out.

import type { OutputOf } from '@foyer/contract'
import { actorName, type Context, type Decision, deletePerson, FoyerError, isFoyerError, type Person, reactivatePerson } from '@foyer/core'
import { decisionContext, type ManagementDeps } from '../deps.ts'
import type { Caller } from '../management/caller.ts'
import type { StoredImport } from '../store/import.port.ts'
import { requireImport } from './import-access.ts'
import { shownState } from './import-view.ts'
import { forgetCampaign } from './read-campaign.ts'

type Undone = OutputOf<'imports.undo'>

/** People in one call. */
const UNDO_BATCH = 200

/**
 * Erases people whom this import made and who were never active, some at a time.
 * @throws FoyerError `import_not_open` while it is under way.
 */
export const undoImport = async (deps: ManagementDeps, caller: Caller, id: string): Promise<Undone> => {
  await requireEnded(deps, id)
  const ids = await deps.store.listUndoable(id, { limit: UNDO_BATCH })
  const removed = await each(deps, caller, ids, (person, context) =>
    person.activatedAt === null ? deletePerson(person, context) : nothing(person),
  )
  return noted(deps, caller, { importId: id, removed }, ids.length)
}

/**
 * Brings back whom this complete file deactivated, as long as nobody has changed that since: nothing was mailed to them about it. Whoever
 * was online is online again. Invitations that it revoked stay so: what was mailed for them is dead.
 * @throws FoyerError `import_not_open` while it is under way.
 */
export const undoLeavers = async (deps: ManagementDeps, caller: Caller, id: string): Promise<Undone> => {
  const { rows } = await requireEnded(deps, id)
  const ids = await deps.store.listLeavers(id, { rows, limit: UNDO_BATCH })
  const removed = await each(deps, caller, ids, (person, context) =>
    person.deactivatedAt === null ? nothing(person) : reactivatePerson(person, context),
  )
  return noted(deps, caller, { importId: id, leavers: removed }, ids.length)
}

const requireEnded = async (deps: ManagementDeps, id: string): Promise<StoredImport> => {
  const job = await requireImport(deps, id)
  if (job.state !== 'done' && job.state !== 'cancelled') throw new FoyerError('import_not_open', { state: shownState(job) })
  return job
}

/** @returns how many it was done to; people above the caller's role are passed over */
const each = async (
  deps: ManagementDeps,
  caller: Caller,
  ids: readonly string[],
  decide: (person: Person, context: Context) => Decision,
): Promise<number> => {
  let done = 0
  for (const id of ids) {
    const changed = await deps.store
      .changePerson({ id }, (person, now) => decide(person, decisionContext(deps, caller.actor, now)), { actor: actorName(caller.actor) })
      .catch((error: unknown) => {
        if (isFoyerError(error, 'role_too_low', 'own_account')) return null
        throw error
      })
    if (changed?.changed === true) done += 1
  }
  return done
}

const noted = async (
  deps: ManagementDeps,
  caller: Caller,
  data: { importId: string; removed?: number; leavers?: number },
  looked: number,
): Promise<Undone> => {
  const removed = data.removed ?? data.leavers ?? 0
  if (removed > 0) await deps.store.addEvents(null, [{ type: 'import.undone', data }], actorName(caller.actor))
  forgetCampaign(deps)
  return { removed, more: removed > 0 && looked === UNDO_BATCH }
}

const nothing = (person: Person): Decision => ({ person, events: [], jobs: [], endSessions: [] })
