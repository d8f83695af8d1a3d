// Other remedies for what stands against rows: the plan is made anew, and its hash with it.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError, type Remedies, type Remedy } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { type Caller, requireScope } from '../management/caller.ts'
import { groupView } from './group-view.ts'
import { requireImport } from './import-access.ts'
import { importView, shownState } from './import-view.ts'

/** @throws FoyerError `import_not_open` unless a preview is there to be looked at; `invalid_input` for groups that it does not have */
export const changeRemedies = async (
  deps: ManagementDeps,
  caller: Caller,
  id: string,
  { remedies }: ParsedInputOf<'imports.remedy'>,
): Promise<OutputOf<'imports.remedy'>> => {
  const job = await requireImport(deps, id)
  if (job.options.invite !== 'none') requireScope(caller, 'invitations:write')
  if (job.state !== 'planned') throw new FoyerError('import_not_open', { state: shownState(job) })
  const groups = (job.groups ?? []).map((group) => groupView(job, group, caller.locale))
  const unknown = Object.entries(remedies).filter(
    ([key, remedy]) =>
      remedy !== null && !groups.some(({ group, code, remedies: all }) => (group === key || code === key) && all.includes(remedy)),
  )
  if (unknown.length > 0)
    throw new FoyerError('invalid_input', {
      issues: unknown.map(([key]) => ({
        path: ['remedies', key],
        code: 'invalid',
        message: 'The preview has no such group, or not this remedy for it.',
      })),
    })
  await deps.store.transaction(async (tx) => {
    const now = await tx.lockImport(id, 'planned')
    if (now === null) throw new FoyerError('import_not_open', { state: 'planning' })
    await tx.queuePlanning({ ...now, actor: caller.actor, options: { ...now.options, remedies: merged(now.options.remedies, remedies) } })
  })
  deps.wakeImports()
  return importView(deps, await requireImport(deps, id), caller.locale)
}

const merged = (before: Remedies, changes: Readonly<Record<string, Remedy | null>>): Remedies =>
  Object.fromEntries(Object.entries({ ...before, ...changes }).filter((entry): entry is [string, Remedy] => entry[1] !== null))
