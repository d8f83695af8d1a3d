// What may be done about rows that are not written: which rows one remedy is for, and which remedies there are.

import type { ImportValues, RowFaultCode } from './import-values.ts'
import type { RowReason, RowReasonCode } from './plan-row.ts'

/**
 * `leave_out`: the row is written without the detail at fault, which stays as it is on file. `on_file`: the number is read as it stands on
 * file. `skip`: the row is left out for good.
 */
export type Remedy = 'leave_out' | 'on_file' | 'skip'

/** By group, by code and field, or by code: `email_twice:team@example.com`, `invalid_date:endsAt`, `email_twice`. */
export type Remedies = Readonly<Record<string, Remedy>>

export type ProblemReason = Omit<RowReason, 'code'> & { code: RowReasonCode | RowFaultCode }

type Code = ProblemReason['code']

const none: readonly Remedy[] = []
const skip: readonly Remedy[] = ['skip']
const leaveOut: readonly Remedy[] = ['leave_out', 'skip']

/** About somebody whom the file does not have: nothing of the file can be left out. */
const ofNobody: ReadonlySet<Code> = new Set<Code>(['last_owner', 'own_account'])
const ofDetails: ReadonlySet<Code> = new Set<Code>([
  'email_twice',
  'email_taken',
  'email_confirmed',
  'email_invalid',
  'email_unsupported',
  'locale_unknown',
  'invalid_date',
  'date_ambiguous',
  'address_unreadable',
  'address_incomplete',
  'name_unreadable',
  'wrong_type',
  'not_an_option',
  'invalid_phone',
  'invalid_url',
  'invalid_email',
  'out_of_range',
  'too_long',
  'control_characters',
  'excel_number',
  'excel_date',
  'excel_error',
  'password_too_short',
  'password_too_long',
  'password_common',
  'password_personal',
])
/** Without these nobody knows who is meant, or whether they are still there. */
const kept: ReadonlySet<string> = new Set(['externalId', 'status'])

/** Those that there are, the gentlest first. */
export const remediesFor = ({ code, field, userId }: ProblemReason): readonly Remedy[] => {
  if (ofNobody.has(code)) return none
  if (code === 'external_id_zeros') return userId === undefined ? skip : ['on_file', 'skip']
  return ofDetails.has(code) && field !== null && !kept.has(field) ? leaveOut : skip
}

/** Rows that one remedy is for. People who share an address are one group by themselves. */
export const groupOf = ({ code, field }: ProblemReason, values: Pick<ImportValues, 'email'> | null): string => {
  if (code === 'email_twice' && values?.email != null) return `${code}:${values.email.canonical}`
  return field === null ? code : `${code}:${field}`
}

/** The one that was chosen for these rows, where there is such a one. */
export const chosenRemedy = (reason: ProblemReason, values: Pick<ImportValues, 'email'> | null, remedies: Remedies): Remedy | null => {
  const keys = [groupOf(reason, values), `${reason.code}:${reason.field}`, reason.code]
  const remedy = keys.map((key) => (Object.hasOwn(remedies, key) ? remedies[key] : undefined)).find((found) => found !== undefined)
  return remedy !== undefined && remediesFor(reason).includes(remedy) ? remedy : null
}
