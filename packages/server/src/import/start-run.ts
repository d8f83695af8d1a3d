// Starts an import's writing, and stops it.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { actorName, FoyerError } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { type Caller, requireScope } from '../management/caller.ts'
import { readSendAt } from '../management/send-time.ts'
import type { ImportState } from '../store/import.port.ts'
import { requireImport } from './import-access.ts'
import { importView, leaversToConfirm, shownState } from './import-view.ts'

/**
 * Queues exactly the plan that the preview showed. Running again, or running what runs, changes nothing.
 * @throws FoyerError `import_not_open` before the plan is made, `plan_changed`, `leavers_unconfirmed` (its details say how many);
 * `invalid_input` for a time that has passed or is more than 30 days ahead.
 */
export const runImport = async (
  deps: ManagementDeps,
  caller: Caller,
  id: string,
  input: ParsedInputOf<'imports.run'>,
): Promise<OutputOf<'imports.run'>> => {
  const job = await requireImport(deps, id)
  if (job.options.invite !== 'none') requireScope(caller, 'invitations:write')
  if (job.planHash !== null && input.planHash !== undefined && input.planHash !== job.planHash)
    throw new FoyerError('plan_changed', { planHash: job.planHash })
  if (job.state === 'writing' || job.state === 'done') return importView(deps, job, caller.locale)
  if (job.state !== 'planned') throw new FoyerError('import_not_open', { state: shownState(job) })
  const { sheets = 'later' } = input
  if (sheets === 'now' && job.options.invite === 'none') throw sheetsForNobody()
  const leaving = leaversToConfirm(job)
  if (leaving !== null && input.deactivate !== leaving) throw new FoyerError('leavers_unconfirmed', { count: leaving })
  const { message } = input
  const sendAt = await readSendAt(deps, input.sendAt, ['sendAt'])
  await deps.store.transaction(async (tx) => {
    if ((await tx.lockImport(id, 'planned')) === null) return
    await tx.queueWriting(id, caller.actor, { message, sendAt, sheets })
    const { application, invite, mode } = job.options
    await tx.addEvents(
      null,
      [{ type: 'import.run', data: { importId: id, application, invite, mode, plan: job.counts.outcomes } }],
      actorName(caller.actor),
    )
  })
  deps.wakeImports()
  return importView(deps, await requireImport(deps, id), caller.locale)
}

const sheetsForNobody = () =>
  new FoyerError('invalid_input', { issues: [{ path: ['sheets'], code: 'invalid', message: 'This import invites nobody.' }] })

/**
 * Looks at everybody anew, by the role of whoever asks: after it the preview shows people as they are now.
 * @throws FoyerError `import_not_open` before the plan is made and once it runs.
 */
export const replanImport = async (deps: ManagementDeps, caller: Caller, id: string): Promise<OutputOf<'imports.replan'>> => {
  const job = await requireImport(deps, id)
  if (job.options.invite !== 'none') requireScope(caller, 'invitations:write')
  if (job.state === 'planning') return importView(deps, job, caller.locale)
  if (job.state !== 'planned') throw new FoyerError('import_not_open', { state: shownState(job) })
  await deps.store.transaction(async (tx) => {
    const now = await tx.lockImport(id, 'planned')
    if (now !== null) await tx.queuePlanning({ ...now, actor: caller.actor })
  })
  deps.wakeImports()
  return importView(deps, await requireImport(deps, id), caller.locale)
}

const CANCELLABLE: readonly ImportState[] = ['reading', 'unpacking', 'planning', 'planned', 'writing']

/** Ends it between two batches; what was written stays. */
export const cancelImport = async (deps: ManagementDeps, caller: Caller, id: string): Promise<OutputOf<'imports.cancel'>> => {
  await requireImport(deps, id)
  if (await deps.store.endImport(id, CANCELLABLE, 'cancelled'))
    await deps.store.addEvents(null, [{ type: 'import.cancelled', data: { importId: id } }], actorName(caller.actor))
  return importView(deps, await requireImport(deps, id), caller.locale)
}
