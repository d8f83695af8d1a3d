// Builds the one statement that writes what a decision made of a person: facts, events and jobs together or not at all.

import type { Decision, GrantFacts, Person } from '@foyer/core'
import { credentialParts } from './credential-statement.ts'
import { erasureParts } from './erasure-statement.ts'
import { eventParts } from './event-statement.ts'
import { grantShape, insertGrants } from './grant-columns.ts'
import { jobParts } from './job-statement.ts'
import type { SaveOptions } from './person.port.ts'
import { insertUser, updateUser } from './person-columns.ts'
import { type Parameters, startParameters } from './run-statement.ts'

export interface Statement {
  text: string
  values: unknown[]
}

/**
 * Everything after `saved` joins it, so that nothing is written when somebody else was faster. Answers one row when it wrote.
 * @param before null for a new person
 */
export function personStatement(before: Person | null, decision: Decision, options: SaveOptions): Statement {
  const after = decision.person
  const parameters = startParameters()
  const erases = before?.deletedAt === null && after.deletedAt !== null
  const parts = [
    before !== after
      ? `saved as (${before === null ? insertUser(after, parameters) : updateUser(before, after, parameters)})`
      : same(after, parameters),
    ...accessParts(before, after, parameters),
    ...grantParts(before, after, parameters),
    ...ledgerParts(decision, parameters),
    ...passwordParts(before, after, options, parameters),
    ...credentialParts(before, after, options, parameters),
    ...(erases ? erasureParts() : sessionParts(decision, options, parameters)),
    ...eventParts(decision.events, options.actor, parameters),
    ...jobParts(decision.jobs, parameters),
    ...requestParts(after, options, parameters),
  ]
  return { text: `with ${parts.join(',\n')}\nselect id from saved`, values: parameters.values }
}

/** For decisions that only tell something: the row stays as it is. */
const same = (person: Person, parameters: Parameters): string =>
  `saved as (select id from users where id = ${parameters.add(person.id, 'uuid')})`

function accessParts(before: Person | null, after: Person, parameters: Parameters): string[] {
  const had = new Map(before?.access.map((item) => [item.application, JSON.stringify(item)]))
  const written = after.access.filter((item) => had.get(item.application) !== JSON.stringify(item))
  const gone = [...had.keys()].filter((application) => !after.access.some((item) => item.application === application))
  const parts: string[] = []
  if (gone.length > 0) {
    parts.push(
      `access_gone as (delete from access where user_id in (select id from saved) and application = any(${parameters.add(gone, 'text[]')}))`,
    )
  }
  if (written.length > 0) {
    parts.push(`access_written as (
      insert into access (user_id, application, role, pending, granted_at, via, profile_done_at)
      select saved.id, a.application, a.role, a.pending, foyer_at(a."grantedAt"), a.via, foyer_at(a."profileDoneAt")
      from saved, jsonb_to_recordset(${parameters.addJson(written)})
        as a(application text, role text, pending boolean, "grantedAt" int8, via text, "profileDoneAt" int8)
      on conflict (user_id, application) do update set role = excluded.role, pending = excluded.pending, granted_at = excluded.granted_at,
        via = excluded.via, profile_done_at = excluded.profile_done_at)`)
  }
  return parts
}

const allGrants = (person: Person | null): readonly GrantFacts[] => {
  if (person === null) return []
  return person.invitation === null ? person.grants : [person.invitation, ...person.grants]
}

function grantParts(before: Person | null, after: Person, parameters: Parameters): string[] {
  const had = new Map(allGrants(before).map((grant) => [grant.id, JSON.stringify(grant)]))
  const now = allGrants(after)
  const written = now.filter((grant) => had.get(grant.id) !== JSON.stringify(grant)).map(withoutSecretsWhenEnded)
  const gone = allGrants(before).filter(({ id, endedAt }) => endedAt === null && !now.some((grant) => grant.id === id))
  const parts: string[] = []
  if (gone.length > 0) {
    const ids = gone.map(({ id }) => id)
    parts.push(`grants_gone as (update grants set ended_at = foyer_now(), ended_reason = 'superseded', typed_email = null, chosen_password = null
      where user_id in (select id from saved) and id = any(${parameters.add(ids, 'text[]')}))`)
  }
  if (written.length > 0) {
    const given = `saved, jsonb_to_recordset(${parameters.addJson(written)}) as g(${grantShape})`
    parts.push(`grants_written as (${insertGrants('saved.id', given)})`)
  }
  return parts
}

/** Nothing of an ended grant is asked again but that it was there. */
export const withoutSecretsWhenEnded = (grant: GrantFacts): GrantFacts =>
  grant.endedAt === null ? grant : { ...grant, typedEmail: null, chosenPassword: null }

function ledgerParts({ ledger = [] }: Decision, parameters: Parameters): string[] {
  if (ledger.length === 0) return []
  return [
    `ledger_written as (
      insert into legal_ledger (user_id, document, version, act, locale, sha256, at, channel)
      select saved.id, l.document, l.version, l.act, l.locale, l.sha256, foyer_at(l.at), l.channel
      from saved, jsonb_to_recordset(${parameters.addJson(ledger)})
        as l(document text, version text, act text, locale text, sha256 text, at int8, channel text))`,
  ]
}

function passwordParts(before: Person | null, after: Person, { passwordHash }: SaveOptions, parameters: Parameters): string[] {
  if (!after.hasPassword) {
    return before?.hasPassword === true ? ['password_gone as (delete from passwords where user_id in (select id from saved))'] : []
  }
  if (passwordHash === undefined) {
    if (before?.hasPassword !== true) throw new Error('A decision that sets hasPassword is saved with the hash')
    return []
  }
  return [
    `password_written as (
      insert into passwords (user_id, hash, created_at) select id, ${parameters.add(passwordHash, 'text')}, foyer_now() from saved
      on conflict (user_id) do update set hash = excluded.hash, created_at = excluded.created_at)`,
  ]
}

function sessionParts({ endSessions, person }: Decision, { keepFamily }: SaveOptions, parameters: Parameters): string[] {
  if (endSessions !== 'all' && endSessions.length === 0) return []
  const some = endSessions === 'all' ? '' : ` and application = any(${parameters.add(endSessions, 'text[]')})`
  const open = 'user_id in (select id from saved) and ended_at is null'
  if (keepFamily === undefined) return [`sessions_ended as (update sessions set ended_at = foyer_now() where ${open}${some})`]
  const family = parameters.add(keepFamily, 'uuid')
  return [
    `sessions_ended as (update sessions set ended_at = foyer_now() where ${open}${some} and family_id <> ${family})`,
    `sessions_kept as (update sessions set credential_revision = ${parameters.add(person.credentialRevision, 'int4')}
      where ${open} and family_id = ${family})`,
  ]
}

function requestParts(after: Person, { remember }: SaveOptions, parameters: Parameters): string[] {
  if (remember === undefined) return []
  const recovery = after.grants.find(({ purpose, endedAt, locator }) => purpose === 'recovery' && endedAt === null && locator !== null)
  const shown = after.invitation ?? recovery
  const refs = { userId: after.id, grantId: shown?.id, generation: shown?.generation }
  const values = [
    parameters.add(remember.actor, 'text'),
    parameters.add(remember.key, 'text'),
    parameters.add(remember.requestHash, 'text'),
    parameters.add(remember.status, 'int4'),
    parameters.addJson(refs),
  ]
  return [`request_kept as (insert into requests (actor, key, request_hash, status, refs) select ${values.join(', ')} from saved)`]
}
