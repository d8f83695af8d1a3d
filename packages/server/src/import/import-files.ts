// The files around an import: the template, the rows to mend, and the export that can be imported again.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { builtInFields, headerOf, type ImportField, type RowFault, writeCsv } from '@foyer/core'
import type { Deps, ManagementDeps } from '../deps.ts'
import type { Caller } from '../management/caller.ts'
import { readFilter } from '../management/list-users.ts'
import { walkSelection } from '../management/selection.ts'
import type { ProblemRow, StoredImport } from '../store/import.port.ts'
import type { LoadedPerson } from '../store/person.port.ts'
import type { Locale } from '../text.ts'
import { columnOf } from './column-of.ts'
import { requireImport } from './import-access.ts'
import { faultText, reasonView } from './reason-words.ts'
import { cellsOf, valuesOf } from './write-row.ts'

type File = OutputOf<'imports.template'>

/** Spreadsheets take a file with this at its beginning as UTF-8. */
const MARK = '\ufeff'
const CSV = 'text/csv; charset=utf-8'
const PAGE = 500
/** Whole addresses and names are written in their parts; initial passwords are written by nobody. */
const LEFT_OUT: ReadonlySet<string> = new Set(['address', 'fullName', 'initialPassword'])

export const templateFile = async (deps: Pick<Deps, 'config'>, locale: Locale): Promise<File> => {
  const headers = exportFields(deps).map((field) => headerOf(field, locale, deps.config.settings.profile))
  const password = headerOf('initialPassword', locale, deps.config.settings.profile)
  return { name: locale === 'de' ? 'Vorlage.csv' : 'template.csv', type: CSV, body: MARK + writeCsv([[...headers, password]]) }
}

const exportFields = ({ config }: Pick<Deps, 'config'>): ImportField[] => [
  ...builtInFields.filter((field) => !LEFT_OUT.has(field)),
  ...Object.entries(config.settings.profile).flatMap(([key, { visibleTo }]) => (visibleTo === 'holder' ? [] : [`fields.${key}` as const])),
]

/** The rows that were not written, in the file's own columns, with a column more for the reasons; it is passed over when the file comes back. */
export const problemsFile = async (deps: ManagementDeps, caller: Caller, id: string): Promise<File> => {
  const job = await requireImport(deps, id)
  return {
    name: caller.locale === 'de' ? 'Probleme.csv' : 'problems.csv',
    type: CSV,
    body: inBytes(problemLines(deps, job, caller.locale)),
  }
}

async function* problemLines(deps: ManagementDeps, job: StoredImport, locale: Locale): AsyncGenerator<string> {
  const columns = job.columns ?? []
  const writer = { locale, timeZone: deps.config.settings.timeZone, schema: deps.config.settings.profile }
  yield MARK + writeCsv([[...columns.map(({ header }) => header), locale === 'de' ? 'Grund' : 'Reason']])
  let after = 0
  for (;;) {
    const rows = await deps.store.listProblems(job.id, { after, limit: PAGE })
    const inFile = rows.filter(({ values, cells }) => values !== null || cells !== null)
    if (inFile.length > 0)
      yield writeCsv(
        inFile.map((row) => {
          const cells = row.cells === null ? cellsOf(row.values ?? {}, columns, writer) : columns.map((_, at) => row.cells?.[at] ?? '')
          return [...cells, reasonText(job, row, locale)]
        }),
      )
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.number
  }
}

const reasonText = (job: StoredImport, { faults, failed, reason }: ProblemRow, locale: Locale): string => {
  if (faults !== null) return faults.map((fault) => faultLine(fault, locale)).join(' ')
  const told = failed ?? reason
  if (told === null) return ''
  const { column, message } = reasonView(told, columnOf(job, told), locale)
  return column === null ? message : `${column}: ${message}`
}

const faultLine = ({ column, code }: RowFault, locale: Locale): string =>
  `${column === null ? '' : `${column}: `}${faultText(code, locale)}`

/** People as they can be imported again unchanged: an address that the holder typed is left blank. */
export const exportFile = async (deps: ManagementDeps, caller: Caller, query: ParsedInputOf<'users.export'>): Promise<File> => {
  const { locale = caller.locale, ...filter } = query
  // Before anything is answered: a file that has begun can refuse nothing.
  readFilter(deps, filter)
  return { name: locale === 'de' ? 'Personen.csv' : 'people.csv', type: CSV, body: inBytes(exportLines(deps, filter, locale)) }
}

async function* exportLines(
  deps: ManagementDeps,
  filter: Omit<ParsedInputOf<'users.export'>, 'locale'>,
  locale: Locale,
): AsyncGenerator<string> {
  const { profile: schema, timeZone } = deps.config.settings
  const fields = exportFields(deps)
  const columns = fields.map((field) => ({ field }))
  yield MARK + writeCsv([fields.map((field) => headerOf(field, locale, schema))])
  for await (const { people } of walkSelection(deps, filter, { limit: 200 }))
    yield writeCsv(people.map((loaded) => cellsOf(shownValues(deps, loaded), columns, { locale, timeZone, schema })))
}

const shownValues = (deps: ManagementDeps, { person }: LoadedPerson) => {
  const values = valuesOf(person)
  const isShown =
    person.email?.setBy !== 'holder' ||
    person.access.some(({ application }) => deps.config.settings.applications[application]?.showsTypedAddresses === true)
  return isShown ? values : { ...values, email: null }
}

async function* inBytes(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const line of lines) yield encoder.encode(line)
}
