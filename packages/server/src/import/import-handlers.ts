// Which use case answers which route about files of people. A key for one application alone has no part in them: they are about everybody.

import type { ManagementRoute } from '@foyer/contract'
import { requireAllApplications } from '../management/caller.ts'
import type { ManagementCall, ManagementHandler } from '../management/management-handlers.ts'
import { beginImport, lookAtImport } from './begin-import.ts'
import { changeRemedies } from './change-remedies.ts'
import { createImport } from './create-import.ts'
import { exportFile, problemsFile, templateFile } from './import-files.ts'
import { inspectFile } from './inspect-file.ts'
import { readCampaign } from './read-campaign.ts'
import { getImport, importResult, listImportRows, listImports, previewImport } from './read-import.ts'
import { receivePiece } from './receive-piece.ts'
import { cancelImport, replanImport, runImport } from './start-run.ts'
import { undoImport, undoLeavers } from './undo-import.ts'

type ImportRoute = Extract<ManagementRoute, `imports.${string}`> | 'users.export'

const ofEverybody =
  <R extends ImportRoute>(handle: ManagementHandler<R>): ManagementHandler<R> =>
  async (call: ManagementCall<R>) => {
    requireAllApplications(call.caller)
    return handle(call)
  }

export const importHandlers: { [R in ImportRoute]: ManagementHandler<R> } = {
  'users.export': ofEverybody(({ deps, caller, input }) => exportFile(deps, caller, input)),
  'imports.list': ofEverybody(({ deps, caller, input }) => listImports(deps, caller, input)),
  'imports.create': ofEverybody(({ deps, caller, input }) => createImport(deps, caller, input)),
  'imports.template': ofEverybody(({ deps, caller, input }) => templateFile(deps, input.locale ?? caller.locale)),
  'imports.inspect': ofEverybody(({ deps, caller, input, bytes }) => inspectFile(deps, caller, input, bytes)),
  'imports.get': ofEverybody(({ deps, caller, ref }) => getImport(deps, caller, ref)),
  'imports.upload': ofEverybody(({ deps, caller, ref, input, bytes }) => receivePiece(deps, caller, ref, input, bytes)),
  'imports.look': ofEverybody(({ deps, caller, ref, input }) => lookAtImport(deps, caller, ref, input)),
  'imports.begin': ofEverybody(({ deps, caller, ref, input }) => beginImport(deps, caller, ref, input)),
  'imports.remedy': ofEverybody(({ deps, caller, ref, input }) => changeRemedies(deps, caller, ref, input)),
  'imports.preview': ofEverybody(({ deps, caller, ref }) => previewImport(deps, caller, ref)),
  'imports.rows': ofEverybody(({ deps, caller, ref, input }) => listImportRows(deps, caller, ref, input)),
  'imports.run': ofEverybody(({ deps, caller, ref, input }) => runImport(deps, caller, ref, input)),
  'imports.replan': ofEverybody(({ deps, caller, ref }) => replanImport(deps, caller, ref)),
  'imports.cancel': ofEverybody(({ deps, caller, ref }) => cancelImport(deps, caller, ref)),
  'imports.result': ofEverybody(({ deps, ref }) => importResult(deps, ref)),
  'imports.problems': ofEverybody(({ deps, caller, ref }) => problemsFile(deps, caller, ref)),
  'imports.campaign': ofEverybody(({ deps, ref }) => readCampaign(deps, ref)),
  'imports.undo': ofEverybody(({ deps, caller, ref, input }) =>
    input.what === 'leavers' ? undoLeavers(deps, caller, ref) : undoImport(deps, caller, ref),
  ),
}
