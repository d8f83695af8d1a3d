// What a row comes to: decided once for the preview and again, from the same facts, when the import runs.

import type { ErrorCode } from '@foyer/contract'
import { createPerson } from '../account/create-person.ts'
import { deactivatePerson } from '../account/deactivate.ts'
import { blockedBy } from '../account/guards.ts'
import type { Instant, Person } from '../account/person.ts'
import { accountStatus, isBlocked } from '../account/status.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { FoyerError } from '../foyer-error.ts'
import { type InitialPasswordInput, sendInvitation } from '../invitation/invite.ts'
import { wasMailedLately } from '../invitation/reminder.ts'
import { revokeInvitation } from '../invitation/renew-revoke.ts'
import { applyValues, changesBetween, type FieldChange, followedBy, profileOf } from './apply-values.ts'
import type { ImportValues } from './import-values.ts'

/** `skip`: it was asked for that the row is left out. */
export type ImportOutcome = 'create' | 'update' | 'unchanged' | 'reactivate' | 'deactivate' | 'revoke' | 'conflict' | 'error' | 'skip'

/** Why a row is not written, or what is to be known about one that is. */
export type RowReasonCode =
  | ErrorCode
  | 'external_id_missing'
  | 'external_id_differs'
  | 'external_id_twice'
  | 'external_id_zeros'
  | 'email_twice'
  | 'address_incomplete'
  | 'initial_password_ignored'
  | 'initial_password_without_email'
  | 'not_on_file'
  | 'import_cancelled'

export interface RowReason {
  /** The detail at fault; `null` when it is the person as a whole. */
  field: string | null
  code: RowReasonCode
  /** Header of the column, where the file told it. */
  column?: string
  /** Other lines of the file that are meant, ten at most. */
  lines?: readonly number[]
  /** Whoever is in the way. */
  userId?: string
}

export interface ImportOptions {
  /** Whoever is invited gets access to it; `null`: nobody is invited. */
  application: string | null
  invite: 'none' | 'new' | 'not_online'
  /** An address finds somebody who has no external id, or when the row has none. */
  matchByEmail: boolean
  /** Mails get an initial password instead of a link. */
  initialPassword: 'generate' | null
  /** Whoever was mailed an invitation since gets none now. */
  coolDownMs?: number | undefined
  /** The organisation's own sentence in every invitation. */
  message?: string | undefined
  /** When the mails leave; at once when not given. */
  sendAt?: Instant | undefined
  /** Of new people whose row says none. */
  language: string | null
}

export interface RowFacts {
  values: ImportValues
  /** Whom the row means, by external id or, when asked for, by address. */
  person: Person | null
  /** Somebody else who has this address, or whose it was until a change of theirs can be undone no more. */
  addressOwner: { id: string; externalId: string | null } | null
  /** Whose number this one would be with the leading zeros that it may have lost; the id alone when there are several. */
  zerosLost?: { externalId: string | null; userId: string } | null
  /** Other rows with the same external id or address. */
  twins: { of: 'externalId' | 'email'; lines: readonly number[] } | null
  /** Given to a new person. */
  newId: string
  /** The row's own initial password, hashed; `planned` while only the plan is made, because hashing is dear. */
  password: InitialPasswordInput | 'planned' | null
}

export interface RowPlan {
  outcome: ImportOutcome
  changes: FieldChange[]
  reason: RowReason | null
  /** Somebody is invited without an address: a sheet is for them. */
  sheet: boolean
  /** Mails that the decision sends. */
  mails: number
  /** What is written; null where nothing is. */
  decision: Decision | null
}

/** Pure: the same facts give the same plan. The decision that comes with it is carried out as it is, or not at all. */
export const planRow = (facts: RowFacts, options: ImportOptions, context: Context): RowPlan => {
  const { values, person, twins } = facts
  if (twins !== null)
    return refused('error', { field: twins.of, code: twins.of === 'email' ? 'email_twice' : 'external_id_twice', lines: twins.lines })
  if (values.externalId === undefined && !(options.matchByEmail && values.email != null))
    return refused('error', { field: 'externalId', code: 'external_id_missing' })
  try {
    return person === null ? planNew(facts, options, context) : planKnown(person, facts, options, context)
  } catch (error) {
    if (error instanceof FoyerError) return refused('conflict', reasonOf(error))
    throw error
  }
}

const planNew = (facts: RowFacts, options: ImportOptions, context: Context): RowPlan => {
  const { values, addressOwner, zerosLost } = facts
  if (zerosLost != null) return refused('error', { field: 'externalId', code: 'external_id_zeros', userId: zerosLost.userId })
  if (addressOwner !== null) return refused('conflict', ownerReason(addressOwner, values))
  if (values.status === 'inactive' || (values.endsAt != null && values.endsAt <= context.now))
    return { ...nothing, reason: { field: 'status', code: 'not_on_file' } }
  const read = profileOf(null, values)
  if (read === 'address_incomplete') return refused('error', { field: 'postalAddress', code: 'address_incomplete' })
  const profile = { ...read, locale: read.locale ?? options.language }
  const created = createPerson({ id: facts.newId, profile, email: values.email ?? null, endsAt: values.endsAt ?? null }, context)
  const { decision, ...invited } = options.invite === 'none' ? { decision: created, ...quiet } : invite(created, facts, options, context)
  return { outcome: 'create', changes: [], decision, ...invited }
}

const planKnown = (person: Person, facts: RowFacts, options: ImportOptions, context: Context): RowPlan => {
  const { values, addressOwner } = facts
  if (values.externalId !== undefined && person.profile.externalId !== null && person.profile.externalId !== values.externalId)
    return refused('conflict', { field: 'externalId', code: 'external_id_differs', userId: person.id })
  if (addressOwner !== null) return refused('conflict', { field: 'email', code: 'email_taken', userId: addressOwner.id })
  const applied = applyValues(person, values, options.invite !== 'none', context)
  if (applied === 'address_incomplete') return refused('error', { field: 'postalAddress', code: 'address_incomplete' })
  const asksAgain = options.invite === 'not_online' && applied.person.activatedAt === null && !isBlocked(applied.person, context.now)
  const { decision, ...invited } =
    asksAgain && mailsOf(applied) === 0
      ? invite(applied, facts, options, context)
      : { decision: applied, ...quiet, mails: mailsOf(applied) }
  const changes = changesBetween(person, decision.person, context.settings)
  const reason =
    invited.reason ??
    (values.password === undefined || asksAgain ? null : ({ field: 'initialPassword', code: 'initial_password_ignored' } as const))
  if (decision.person === person) return { ...nothing, ...invited, reason }
  return { outcome: outcomeOf(person, decision.person), changes, decision, ...invited, reason }
}

const outcomeOf = (before: Person, after: Person): ImportOutcome => {
  if (before.deactivatedAt === null && after.deactivatedAt !== null) return 'deactivate'
  return before.deactivatedAt !== null && after.deactivatedAt === null ? 'reactivate' : 'update'
}

/** Mail where there is an address that takes it; a sheet where there is none. What cannot be sent is told, never passed over. */
const invite = (
  before: Decision,
  facts: RowFacts,
  { application, initialPassword, coolDownMs = 0, message, sendAt }: ImportOptions,
  context: Context,
): Pick<RowPlan, 'sheet' | 'mails' | 'reason'> & { decision: Decision } => {
  const { person } = before
  if (application === null) return { decision: before, ...quiet }
  if (person.email === null) {
    const reason =
      facts.values.password === undefined ? null : ({ field: 'initialPassword', code: 'initial_password_without_email' } as const)
    return { decision: before, mails: 0, sheet: true, reason }
  }
  const blocked = blockedBy('send', person, context)
  if (blocked === 'email_bounced' || blocked === 'email_complained' || blocked === 'email_refused')
    return { decision: before, mails: 0, sheet: false, reason: { field: 'email', code: blocked } }
  if (wasMailedLately(person, coolDownMs, context.now))
    return { decision: before, mails: 0, sheet: false, reason: { field: null, code: 'invited_lately' } }
  const own = facts.password === 'planned' ? ({ kind: 'chosen', hash: '', from: '' } as const) : facts.password
  const password = own ?? (initialPassword === null ? undefined : ({ kind: initialPassword } as const))
  const sent = followedBy(before, sendInvitation(person, { application, initialPassword: password, message, sendAt }, context))
  return { decision: sent, mails: mailsOf(sent), sheet: false, reason: null }
}

/**
 * Somebody whom an import made and the complete file has no more: deactivated, or their invitation revoked.
 * @param owners how many owners there are who may sign in for good
 */
export const planMissing = (person: Person, owners: number, context: Context): RowPlan => {
  const isOwner = person.activatedAt !== null && person.access.some(({ role, pending }) => role === 'owner' && !pending)
  if (isOwner && owners <= 1) return refused('conflict', { field: null, code: 'last_owner' })
  const action = accountStatus(person) === 'invited' ? 'revoke' : 'deactivate'
  const isSelf = context.actor.kind === 'user' && context.actor.userId === person.id
  const blocked = isSelf ? 'own_account' : blockedBy(action, person, context)
  if (blocked !== null) return refused('conflict', { field: null, code: blocked })
  const decision = action === 'revoke' ? revokeInvitation(person, context) : deactivatePerson(person, {}, context)
  return {
    outcome: action,
    changes: changesBetween(person, decision.person, context.settings),
    reason: null,
    mails: 0,
    sheet: false,
    decision,
  }
}

const nothing: RowPlan = { outcome: 'unchanged', changes: [], reason: null, sheet: false, mails: 0, decision: null }
const quiet = { mails: 0, sheet: false, reason: null } as const

const refused = (outcome: 'conflict' | 'error', reason: RowReason): RowPlan => ({ ...nothing, outcome, reason })

const ownerReason = (owner: { id: string; externalId: string | null }, { externalId }: ImportValues): RowReason =>
  externalId !== undefined && owner.externalId !== null && owner.externalId !== externalId
    ? { field: 'externalId', code: 'external_id_differs', userId: owner.id }
    : { field: 'email', code: 'email_taken', userId: owner.id }

const fieldOfCode: Partial<Record<ErrorCode, string>> = {
  email_confirmed: 'email',
  email_taken: 'email',
  email_bounced: 'email',
  email_complained: 'email',
  email_refused: 'email',
  external_id_taken: 'externalId',
}

const reasonOf = ({ code, details }: FoyerError): RowReason => {
  const [issue] = code === 'invalid_input' ? (details as { issues: { path: (string | number)[] }[] }).issues : []
  return { field: issue === undefined ? (fieldOfCode[code] ?? null) : issue.path.join('.'), code }
}

const mailsOf = ({ jobs }: Decision): number => jobs.filter(({ type }) => type === 'mail').length
