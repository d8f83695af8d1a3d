// Prepares what writes what decisions made of many people at once: facts, events and jobs in one statement, for imports.

import type { AccessFacts, GrantFacts, NewEvent, NewJob, Person } from '@foyer/core'
import { MetSomebody } from './conflict.ts'
import { isUniqueViolation } from './database/database-errors.ts'
import { grantRowShape, insertGrants } from './grant-columns.ts'
import type { PersonWrite, PreparedPeople, PrepareOptions } from './import.port.ts'
import { ownerTaken, requireOwnerLeft, waitForOtherOwnersChanges } from './last-owner.ts'
import { insertUsers, updateUsers } from './person-columns.ts'
import { withoutSecretsWhenEnded } from './person-statement.ts'
import { rowSet } from './row-set.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'

/** At once: nobody is held any longer, of whom there are thousands. Nothing of it depends on a transaction: it can be made ahead of its own. */
export function preparePeople(writes: readonly PersonWrite[], options: PrepareOptions): PreparedPeople {
  const [text, values] = writes.length === 0 ? ['', []] : statementFor(writes, options)
  return { ids: writes.map(({ after }) => after.id), text, values, isFree: options.isFree, taken: ownersTaken(writes) }
}

/** @returns ids of those who were not written */
export async function keepPeople(db: Executor, { ids, text, values, isFree, taken }: PreparedPeople): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return nobody
  if (taken.size > 0) await waitForOtherOwnersChanges(db)
  const [{ written } = { written: [] }] = await runStatement<{ written: string[] | null }>(db, text, values).catch((error: unknown) => {
    throw isFree && isUniqueViolation(error) ? new MetSomebody({ cause: error }) : error
  })
  for (const lasts of taken) await requireOwnerLeft(db, lasts)
  if (written === null) return nobody
  const there = new Set(written)
  return new Set(ids.filter((id) => !there.has(id)))
}

const nobody: ReadonlySet<string> = new Set()

const ownersTaken = (writes: readonly PersonWrite[]) =>
  new Set(
    writes.flatMap(({ before, after }) => {
      const lasts = before === null ? null : ownerTaken(before, after, after.changedAt)
      return lasts === null ? [] : [lasts]
    }),
  )

function statementFor(writes: readonly PersonWrite[], options: PrepareOptions): [text: string, values: readonly unknown[]] {
  const parameters = startParameters()
  const fresh = writes.filter(({ before }) => before === null)
  if (options.isFree && fresh.length === writes.length) return statementForFree(writes, options, parameters)
  const known = writes.flatMap(({ before, after }) => (before === null || before === after ? [] : [{ before, after }]))
  const same = writes.flatMap(({ before, after }) => (before !== null && before === after ? [before.id] : []))
  const saved: string[] = []
  const parts: string[] = []
  if (fresh.length > 0) {
    parts.push(
      `inserted as (${insertUsers(
        fresh.map(({ after }) => after),
        options.importId,
        parameters,
        'on conflict do nothing returning id',
      )})`,
    )
    saved.push('select id from inserted')
  }
  if (known.length > 0) {
    parts.push(`updated as (${updateUsers(known, parameters)})`)
    saved.push('select id from updated')
  }
  if (same.length > 0) saved.push(`select id from users where id = any(${parameters.add(same, 'uuid[]')})`)
  parts.push(`saved as materialized (${saved.join(' union all ')})`)
  parts.push(...partsBeside(writes, options, parameters, (id) => `join saved on saved.id = ${id}`))
  // Nearly always it is all of them, and then nobody is named.
  const everybody = parameters.add(writes.length, 'int8')
  return [
    `with ${parts.join(',\n')}\nselect case when count(*) < ${everybody} then coalesce(json_agg(id), '[]') end as written from saved`,
    parameters.values,
  ]
}

/** All of them, or the statement fails: nobody has to be asked for whether somebody else was written. */
function statementForFree(
  writes: readonly PersonWrite[],
  options: PrepareOptions,
  parameters: Parameters,
): [text: string, values: readonly unknown[]] {
  const people = writes.map(({ after }) => after)
  const parts = [`inserted as (${insertUsers(people, options.importId, parameters)})`]
  parts.push(...partsBeside(writes, options, parameters, () => ''))
  return [`with ${parts.join(',\n')}\nselect null as written`, parameters.values]
}

/** Joins rows to the people who were written, by the column that has their id. */
type OfSaved = (id: string) => string

const partsBeside = (writes: readonly PersonWrite[], options: PrepareOptions, parameters: Parameters, ofSaved: OfSaved): string[] => [
  ...accessParts(writes, parameters, ofSaved),
  ...grantParts(writes, parameters, ofSaved),
  ...sessionParts(writes, parameters, ofSaved),
  ...eventParts(writes, options, parameters, ofSaved),
  ...jobParts(writes, options, parameters, ofSaved),
]

const accessShape = {
  u: 'uuid',
  application: 'text',
  role: 'text',
  pending: 'boolean',
  grantedAt: 'int8',
  via: 'text',
  profileDoneAt: 'int8',
} as const
const eventShape = { u: 'uuid', type: 'text', channel: 'text', data: 'jsonb', personal: 'jsonb' } as const
/** Where a join may change the order of the rows. */
const orderedEventShape = { n: 'int4', ...eventShape } as const
const jobShape = { p: 'uuid', u: 'uuid', type: 'text', payload: 'jsonb', dedupe: 'text', runAt: 'int8' } as const

function accessParts(writes: readonly PersonWrite[], parameters: Parameters, ofSaved: OfSaved): string[] {
  const written: ({ u: string } & AccessFacts)[] = []
  const gone: { u: string; application: string }[] = []
  for (const { before, after } of writes) {
    if (before === null && after.access.length === 0) continue
    const had = new Map(before?.access.map((item) => [item.application, JSON.stringify(item)]))
    for (const item of after.access) if (had.get(item.application) !== JSON.stringify(item)) written.push({ u: after.id, ...item })
    for (const application of had.keys())
      if (!after.access.some((item) => item.application === application)) gone.push({ u: after.id, application })
  }
  const parts: string[] = []
  if (gone.length > 0)
    parts.push(`access_gone as (
      delete from access a using ${rowSet(gone, 'g', { u: 'uuid', application: 'text' }, parameters)} ${ofSaved('g.u')}
      where a.user_id = g.u and a.application = g.application)`)
  if (written.length > 0)
    parts.push(`access_written as (
      insert into access (user_id, application, role, pending, granted_at, via, profile_done_at)
      select a.u, a.application, a.role, a.pending, foyer_at(a."grantedAt"), a.via, foyer_at(a."profileDoneAt")
      from ${rowSet(written, 'a', accessShape, parameters)}
        ${ofSaved('a.u')}
      on conflict (user_id, application) do update set role = excluded.role, pending = excluded.pending, granted_at = excluded.granted_at,
        via = excluded.via, profile_done_at = excluded.profile_done_at)`)
  return parts
}

const grantsOf = (person: Person | null) =>
  person === null ? [] : person.invitation === null ? person.grants : [person.invitation, ...person.grants]

function grantParts(writes: readonly PersonWrite[], parameters: Parameters, ofSaved: OfSaved): string[] {
  const written: ({ u: string } & GrantFacts)[] = []
  for (const { before, after } of writes) {
    if (before === null && after.invitation === null && after.grants.length === 0) continue
    const had = new Map(grantsOf(before).map((grant) => [grant.id, JSON.stringify(grant)]))
    for (const grant of grantsOf(after))
      if (had.get(grant.id) !== JSON.stringify(grant)) written.push({ u: after.id, ...withoutSecretsWhenEnded(grant) })
  }
  if (written.length === 0) return []
  const given = `${rowSet(written, 'g', grantRowShape, parameters)} ${ofSaved('g.u')}`
  return [`grants_written as (${insertGrants('g.u', given)})`]
}

function sessionParts(writes: readonly PersonWrite[], parameters: Parameters, ofSaved: OfSaved): string[] {
  const all = writes.flatMap(({ after, endSessions }) => (endSessions === 'all' ? [{ u: after.id, application: null }] : []))
  const some = writes.flatMap(({ after, endSessions }) =>
    endSessions === 'all' ? [] : endSessions.map((application) => ({ u: after.id, application })),
  )
  const ended = [...all, ...some]
  if (ended.length === 0) return []
  return [
    `sessions_ended as (
      update sessions s set ended_at = foyer_now() from ${rowSet(ended, 'e', { u: 'uuid', application: 'text' }, parameters)} ${ofSaved('e.u')}
      where s.user_id = e.u and s.ended_at is null and (e.application is null or s.application = e.application))`,
  ]
}

/** Each person's events keep their order. */
function eventParts(
  writes: readonly PersonWrite[],
  { actor, importId }: PrepareOptions,
  parameters: Parameters,
  ofSaved: OfSaved,
): string[] {
  const plain = { importId }
  const rows: EventRow[] = []
  for (const { after, events } of writes) for (const event of events) rows.push(eventRow(rows.length, after.id, event, plain))
  if (rows.length === 0) return []
  const join = ofSaved('e.u')
  const given =
    join === ''
      ? rowSet(rows, 'e', eventShape, parameters)
      : `(select e.* from ${rowSet(rows, 'e', orderedEventShape, parameters)} ${join} order by e.n) e`
  return [
    `events_new as materialized (select nextval('events_id_seq') as event_id, e.* from ${given})`,
    `events_written as (
      insert into events (xid, id, user_id, type, actor, channel, data) overriding system value
      select (select foyer_xid(pg_current_xact_id())), event_id, u, type, ${parameters.add(actor, 'text')}, channel, data from events_new)`,
    `event_values_written as (
      insert into event_values (event_id, "values") select event_id, personal from events_new where personal is not null)`,
  ]
}

interface EventRow {
  n: number
  u: string
  type: string
  channel: string | null
  data: object
  personal: object | null
}

/** @param plain the data of an event that has none of its own: one object for all of them, which is written once */
const eventRow = (n: number, u: string, { type, data, values, channel }: NewEvent, plain: { importId: string }): EventRow => ({
  n,
  u,
  type,
  channel: channel ?? null,
  data: Object.keys(data).length === 0 ? plain : { ...data, ...plain },
  personal: values ?? null,
})

function jobParts(writes: readonly PersonWrite[], { importId }: PrepareOptions, parameters: Parameters, ofSaved: OfSaved): string[] {
  const rows = writes.flatMap(({ after, jobs }) => jobs.map((job) => jobRow(after.id, job)))
  if (rows.length === 0) return []
  return [
    `jobs_written as (
      insert into jobs (type, user_id, payload, dedupe, run_at, import_id)
      select j.type, j.u, j.payload, j.dedupe, coalesce(foyer_at(j."runAt"), foyer_now()),
        case when j.type = 'mail' then ${parameters.add(importId, 'uuid')} end
      from ${rowSet(rows, 'j', jobShape, parameters)} ${ofSaved('j.p')}
      on conflict (dedupe) do nothing returning id, user_id, type, payload)`,
    `mails_written as (
      insert into mails (job_id, user_id, kind, grant_id, generation, state)
      select id, user_id, payload->'intent'->>'kind', payload->'intent'->>'grantId', (payload->'intent'->>'generation')::int8, 'queued'
      from jobs_written where type = 'mail')`,
  ]
}

const nothing = {}

const jobRow = (p: string, job: NewJob) =>
  job.type === 'mail'
    ? {
        p,
        u: job.userId ?? p,
        type: job.type,
        payload: { intent: job.intent },
        dedupe: job.dedupe,
        ...(job.at === undefined ? {} : { runAt: job.at }),
      }
    : { p, u: p, type: job.type, payload: nothing, dedupe: job.dedupe, runAt: job.at }
