// Begins an import: what is to be done with a file that comes in pieces.

import { createHash } from 'node:crypto'
import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { actorName, FoyerError, isImportField, readLanguage, requireApplication } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import type { ManagementDeps } from '../deps.ts'
import { type Caller, requireScope } from '../management/caller.ts'
import { coolDownMs } from '../management/send-time.ts'
import type { ImportSettings } from '../store/import.port.ts'
import { importView } from './import-view.ts'

/**
 * @throws FoyerError `application_unknown`; `invalid_input` (at `application`: `required` with `invite`, `managing_application`, because no
 * import gives access to one).
 */
export const createImport = async (
  deps: ManagementDeps,
  caller: Caller,
  input: ParsedInputOf<'imports.create'>,
): Promise<OutputOf<'imports.create'>> => {
  const options = readSettings(deps, caller, input)
  const id = importId(caller)
  await deps.store.addImport({ id, name: input.name ?? null, actor: caller.actor, options })
  const job = await deps.store.findImport(id)
  if (job === null) throw new FoyerError('import_not_found')
  return importView(deps, job, caller.locale)
}

/** @throws FoyerError as `createImport` */
export const readSettings = (
  deps: Pick<ManagementDeps, 'config'>,
  caller: Caller,
  input: ParsedInputOf<'imports.create'>,
): ImportSettings => {
  const { application = null, invite = 'none' } = input
  if (invite !== 'none') requireScope(caller, 'invitations:write')
  if (application === null && invite !== 'none') throw badApplication('required')
  if (application !== null) {
    if (requireApplication(deps.config.settings, application).manages) throw badApplication('managing_application')
  }
  const unknown = Object.entries(input.columns ?? {}).filter(([, field]) => !isImportField(field, deps.config.settings.profile))
  if (unknown.length > 0)
    throw new FoyerError('invalid_input', {
      issues: unknown.map(([header]) => ({ path: ['columns', header], code: 'unknown_field', message: 'There is no such field.' })),
    })
  return {
    application,
    invite,
    mode: input.mode ?? 'changes',
    columns: input.columns ?? {},
    prefer: input.prefer ?? [],
    clear: input.clear ?? null,
    matchByEmail: input.matchByEmail ?? false,
    initialPassword: input.initialPassword ?? null,
    coolDownMs: coolDownMs(input.coolDownDays),
    sheet: input.sheet ?? null,
    remedies: input.remedies ?? {},
    hold: input.hold ?? false,
    language: languageOf(input.language),
    sheets: 'later',
  }
}

const languageOf = (given: string | undefined): string | null => {
  if (given === undefined) return null
  const language = readLanguage(given)
  if (language !== null) return language
  throw new FoyerError('invalid_input', {
    issues: [{ path: ['language'], code: 'locale_unknown', message: 'Give a language tag such as de or en-GB.' }],
  })
}

/** The same request again is the same import. */
const importId = ({ actor, idempotencyKey, requestHash }: Caller): string => {
  if (idempotencyKey === undefined) return uuidv7()
  const hex = createHash('sha256')
    .update(`${actorName(actor)}\0${idempotencyKey}\0${requestHash}`)
    .digest('hex')
  // A version 8 UUID (RFC 9562 §5.8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const badApplication = (code: string) =>
  new FoyerError('invalid_input', { issues: [{ path: ['application'], code, message: 'Name an application that manages nobody.' }] })
