// The ledger of mails: what was queued for whom, and what became of it.

import { mailKinds, mailStates } from '@foyer/contract'
import type { MailFilter, MailName, MailRecord, MailStore, MailWriter } from './mail.port.ts'
import { isUserId } from './read-person.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'

const MAX_LISTED = 200

/** Mailgun tries a webhook for eight hours, and need not sign it anew. */
const WEBHOOK_OLD = `interval '9 hours'`
/** Clocks differ. */
const WEBHOOK_EARLY = `interval '5 minutes'`

/** Later states win, whatever comes later. */
const rank = (place: string): string => `array_position(array[${mailStates.map((state) => `'${state}'`).join(', ')}]::text[], ${place})`

const columns = `m.job_id as "jobId", m.token, m.user_id as "userId",
  case when u.deleted_at is null then nullif(concat_ws(' ', u.first_name, u.last_name), '') end as name, m.kind, m.state,
  m.email_revision as revision, coalesce(m.email_revision <> u.email_revision, false) as "toOtherAddress",
  foyer_ms(m.queued_at) as "queuedAt", foyer_ms(m.sent_at) as "sentAt", foyer_ms(m.at) as "stateAt", m.reason,
  m.message_id as "messageId", m.provider_id as "providerId"`

export function createMailStore(db: Executor): MailStore {
  return {
    ...createMailWriter(db),

    async listMails(filter, { after, limit }) {
      if (filter.userId !== undefined && !isUserId(filter.userId)) return { items: [], next: null }
      const parameters = startParameters()
      const size = Math.min(Math.max(Math.trunc(limit), 1), MAX_LISTED)
      const before = after === undefined ? '' : `and m.job_id < ${parameters.add(after, 'int8')}`
      const tail = `order by m.job_id desc limit ${size + 1}`
      // Each walk ends as soon as the page is full, whichever index it goes along; the walks are merged.
      const walks = walksOf(filter, parameters).map((where) => `(select * from mails m where ${where} ${before} ${tail})`)
      if (walks.length === 0) return { items: [], next: null }
      const text = `select ${columns} from (select * from (${walks.join(' union all ')}) m ${tail}) m
        left join users u on u.id = m.user_id order by m.job_id desc`
      const rows = await runStatement<MailRecord>(db, text, parameters.values)
      const items = rows.slice(0, size)
      return { items, next: rows.length > size ? (items.at(-1)?.jobId ?? null) : null }
    },

    async setMailState(jobId, next, { messageId, providerId, revision, reason } = {}) {
      const parameters = startParameters()
      const state = parameters.add(next, 'text')
      const isLater = `${rank(state)} >= ${rank('state')}`
      const text = `update mails set
          state = case when ${isLater} then ${state} else state end,
          at = case when ${isLater} then foyer_now() else at end,
          reason = case when ${isLater} then ${parameters.add(reason ?? null, 'text')} else reason end,
          sent_at = coalesce(sent_at, ${next === 'sent' ? 'foyer_now()' : 'null'}),
          email_revision = coalesce(${parameters.add(revision ?? null, 'int4')}, email_revision),
          message_id = coalesce(${parameters.add(messageId ?? null, 'text')}, message_id),
          provider_id = coalesce(${parameters.add(providerId ?? null, 'text')}, provider_id)
        where job_id = ${parameters.add(jobId, 'int8')}`
      await runStatement(db, text, parameters.values)
    },
  }
}

export function createMailWriter(db: Executor): MailWriter {
  return {
    async takeWebhook(nonce, signedAt) {
      // Kept for longer than its time could count.
      const text = `insert into burnt_nonces (nonce, expires_at)
        select $1::text, foyer_at($2::int8) + ${WEBHOOK_OLD} + ${WEBHOOK_OLD}
        where foyer_at($2::int8) between foyer_now() - ${WEBHOOK_OLD} and foyer_now() + ${WEBHOOK_EARLY}
        on conflict do nothing returning nonce`
      const rows = await runStatement(db, text, [nonce, signedAt])
      return rows.length === 1
    },

    async noteDelivery({ mail, state, revision, reason }) {
      const parameters = startParameters()
      const next = parameters.add(state, 'text')
      // What is left of an erased person's mails says nothing about them.
      const isErased = 'exists (select 1 from users u where u.id = m.user_id and u.deleted_at is not null)'
      const text = `update mails m set state = ${next}, at = foyer_now(),
          reason = case when ${isErased} then null else ${parameters.add(reason, 'text')} end,
          sent_at = coalesce(m.sent_at, foyer_now()),
          email_revision = coalesce(${parameters.add(revision, 'int4')}, m.email_revision)
        where ${isNamed(mail, parameters)} and ${rank(next)} > ${rank('m.state')}
        returning m.user_id as "userId", m.kind, m.email_revision as revision`
      const [row] = await runStatement<{ userId: string | null; kind: string; revision: number | null }>(db, text, parameters.values)
      return row ?? null
    },
  }
}

function isNamed(mail: MailName, parameters: Parameters): string {
  if (!('jobId' in mail)) return `m.message_id = ${parameters.add(mail.messageId, 'text')}`
  return `m.job_id = ${parameters.add(mail.jobId, 'int8')} and m.token = ${parameters.add(mail.token, 'uuid')}`
}

const MAX_WALKS = 40

/** The partial indexes serve names that stand in the text; those of one person are few. */
function walksOf({ userId, state, kind }: MailFilter, parameters: Parameters): string[] {
  const states = state === undefined ? null : mailStates.filter((one) => state.includes(one))
  const kinds = kind === undefined ? null : Object.keys(mailKinds).filter((one) => (kind as readonly string[]).includes(one))
  const named = (column: string, names: readonly string[] | null): string[] =>
    names === null ? ['true'] : names.map((name) => `m.${column} = '${name}'`)
  const among = (column: string, names: readonly string[] | null): string =>
    names === null ? 'true' : `m.${column} = any(${parameters.add(names, 'text[]')})`
  if (userId !== undefined)
    return [`m.user_id = ${parameters.add(userId, 'uuid')} and ${among('state', states)} and ${among('kind', kinds)}`]
  const walks = named('state', states).flatMap((one) => named('kind', kinds).map((other) => `${one} and ${other}`))
  return walks.length <= MAX_WALKS ? walks : named('state', states).map((one) => `${one} and ${among('kind', kinds)}`)
}
