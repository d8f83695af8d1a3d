// Sign-in and sessions: counting and reading in one statement, beginning in one, checking in one.

import { askTogether } from './ask-together.ts'
import { eventParts } from './event-statement.ts'
import { jobParts } from './job-statement.ts'
import { nearestPart } from './nearest-part.ts'
import { type PersonRow, personColumns, toLoadedPerson } from './person-row.ts'
import { type TriedRow, toTallies, toWatched, triedJson, type WatchedRow, watchedJson } from './rate-limit.store.ts'
import { triedPart } from './rate-limit-statement.ts'
import { isUserId } from './read-person.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'
import type { CheckedSession, SessionFacts, SessionSelection, SessionStore, SessionWriter } from './session.port.ts'
import {
  checkSessionsText,
  checkSessionText,
  listSessionsText,
  readSessionText,
  renewSessionText,
  sessionColumns,
  startSessionParts,
  touchSessionText,
} from './session-statement.ts'

const USER_AGENT_MAX = 200
/** Sessions that one statement checks at most. */
const CHECKS_TOGETHER = 100

interface TryRow extends PersonRow {
  at: number
  tried: TriedRow[] | null
  watched: WatchedRow[] | null
  /** Whether this is the person named, rather than a neighbour. */
  known: boolean | null
  password_hash: string | null
}

export function createSessionStore(db: Executor): SessionStore {
  const check = askTogether<SessionQuestion, CheckedSession | null>((asked) => checkSessions(db, asked), CHECKS_TOGETHER)
  return {
    ...createSessionWriter(db),

    async beginSignIn(name, limits, watched = []) {
      const parameters = startParameters()
      const [column, value] = 'email' in name ? (['email_canonical', name.email] as const) : (['sign_in_name', name.signInName] as const)
      const named = parameters.add(value, 'text')
      const text = `with ${triedPart(limits, parameters)},
        ${nearestPart(column, named)}
        select foyer_ms(foyer_now()) as at, ${triedJson} as tried, ${watchedJson(watched, parameters)} as watched,
          found.${column} = ${named} as known, found.*
        from (select 1) as one left join (
          select ${personColumns}, (select hash from passwords where user_id = u.id) as password_hash
          from users u where u.id = (select coalesce(above, below) from nearest)
            and (select coalesce(bool_and(admitted), true) from tried)
        ) as found on true`
      const [row] = await runStatement<TryRow>(db, text, parameters.values)
      if (row === undefined) throw new Error('Counting answered nothing')
      const read = row.id === null ? null : { ...toLoadedPerson(row), passwordHash: row.password_hash }
      return {
        found: row.known === true ? read : null,
        now: row.at,
        tallies: toTallies(row.tried, limits),
        watched: toWatched(row.watched, watched),
      }
    },

    checkSession: (secretHash, application) => check({ secretHash, application }),

    async touchSession(id) {
      await runStatement(db, touchSessionText, [id])
    },

    async readSession(id) {
      const [row] = isUserId(id) ? await runStatement<SessionFacts>(db, readSessionText, [id]) : []
      return row ?? null
    },

    async listSessions(userId) {
      return isUserId(userId) ? runStatement<SessionFacts>(db, listSessionsText, [userId]) : []
    },
  }
}

interface SessionQuestion {
  secretHash: Uint8Array
  application: string
}

async function checkSessions(db: Executor, asked: readonly SessionQuestion[]): Promise<(CheckedSession | null)[]> {
  const [first, ...more] = asked
  if (first !== undefined && more.length === 0) {
    const [row] = await runStatement<{ checked: CheckedSession }>(db, checkSessionText, [first.secretHash, first.application])
    return [row?.checked ?? null]
  }
  const answers = new Array<CheckedSession | null>(asked.length).fill(null)
  const values = [asked.map(({ secretHash }) => secretHash), asked.map(({ application }) => application)]
  for (const { place, checked } of await runStatement<{ place: number; checked: CheckedSession }>(db, checkSessionsText, values))
    answers[place - 1] = checked
  return answers
}

export function createSessionWriter(db: Executor): SessionWriter {
  return {
    async startSession({ session, event, actor, jobs = [], clearKeys = [], rehashed }) {
      const parameters = startParameters()
      parameters.values.push(session.id, session.userId, session.application, session.familyId, session.kind, session.secretHash)
      parameters.values.push(session.credentialRevision, session.idleMs, session.ttlMs, session.userAgent?.slice(0, USER_AGENT_MAX) ?? null)
      parameters.values.push(session.proven === true, session.shared === true)
      const parts = [...startSessionParts, ...eventParts([event], actor, parameters), ...jobParts(jobs, parameters)]
      if (clearKeys.length > 0) {
        parts.push(
          `cleared as (delete from rate_limits where key = any(${parameters.add(clearKeys, 'text[]')}) and exists (select 1 from started))`,
        )
      }
      if (rehashed !== undefined) {
        parts.push(`rehashed as (update passwords set hash = ${parameters.add(rehashed, 'text')} where user_id in (select id from saved))`)
      }
      const text = `with ${parts.join(',\n')} select ${sessionColumns} from started s`
      const [row] = await runStatement<SessionFacts>(db, text, parameters.values)
      return row ?? null
    },

    async renewSession(id, secretHash, { proven = false } = {}) {
      const rows = await runStatement(db, renewSessionText, [id, secretHash, proven])
      return rows.length === 1
    },

    async endSessions(selection, actor) {
      const parameters = startParameters()
      const where = selected(selection, parameters)
      const text = `with ended as (
          update sessions s set ended_at = foyer_now() where s.ended_at is null and ${where} returning s.id, s.user_id, s.application, s.kind),
        told as (
          insert into events (user_id, type, actor, data)
          select user_id, 'session.ended', ${parameters.add(actor, 'text')}, jsonb_build_object('application', application, 'kind', kind)
          from ended)
        select id from ended`
      const rows = await runStatement(db, text, parameters.values)
      return rows.length
    },
  }
}

function selected(selection: SessionSelection, parameters: Parameters): string {
  if ('secretHash' in selection)
    return `s.family_id = (select f.family_id from sessions f where f.secret_hash = ${parameters.add(selection.secretHash, 'bytea')})`
  if ('familyId' in selection) return `s.family_id = ${parameters.add(selection.familyId, 'uuid')}`
  const ofUser = `s.user_id = ${parameters.add(selection.userId, 'uuid')}`
  if ('sessionId' in selection) return `${ofUser} and s.id = ${parameters.add(selection.sessionId, 'uuid')}`
  const { application, exceptFamilyId } = selection
  const there = application === undefined ? '' : ` and s.application = ${parameters.add(application, 'text')}`
  const others = exceptFamilyId === undefined ? '' : ` and s.family_id <> ${parameters.add(exceptFamilyId, 'uuid')}`
  return `${ofUser}${there}${others}`
}
