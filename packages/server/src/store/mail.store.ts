// What became of each mail, and the mails of a deployment that keeps them instead of sending.

import { type RawBuilder, sql } from 'kysely'
import type { CapturedMailStore, MailRecord, MailState, MailStore } from './mail.port.ts'
import { inMs, presentMoment } from './moment.ts'
import { isUserId } from './read-person.ts'
import type { Executor } from './run-statement.ts'

const MAX_LISTED = 100
const MAX_CAPTURED_PAGE = 200

/** What the provider told last stands, even when our own note of having sent it comes later. */
const final: readonly MailState[] = ['delivered', 'bounced']

const mailColumns = (db: Executor) =>
  db.selectFrom('mails').select(['job_id as id', 'user_id as userId', 'kind', 'message_id as messageId', 'provider_id as providerId'])

export function createMailStore(db: Executor): MailStore {
  const state: RawBuilder<MailState> = sql<MailState>`state`
  const records = () => mailColumns(db).select([state.as('state'), inMs('at').as('at')])

  return {
    async setMailState(jobId, next, ids = {}) {
      const { messageId, providerId } = ids
      await db
        .updateTable('mails')
        .set({
          state: next,
          at: presentMoment(),
          ...(messageId === undefined ? {} : { message_id: messageId }),
          ...(providerId === undefined ? {} : { provider_id: providerId }),
        })
        .where('job_id', '=', jobId)
        .$if(!final.includes(next), (query) => query.where('state', 'not in', final))
        .execute()
    },

    async setMailStateByMessageId(messageId, next) {
      await db.updateTable('mails').set({ state: next, at: presentMoment() }).where('message_id', '=', messageId).execute()
      const record: MailRecord | undefined = await records().where('message_id', '=', messageId).executeTakeFirst()
      return record ?? null
    },

    async listMails(userId) {
      if (!isUserId(userId)) return []
      return records().where('user_id', '=', userId).orderBy('job_id', 'desc').limit(MAX_LISTED).execute()
    },
  }
}

export function createCapturedMailStore(db: Executor): CapturedMailStore {
  const captured = () => db.selectFrom('captured_mails').select(['id', 'sealed', inMs('at').as('at')])
  return {
    async addCapturedMail(sealed) {
      const { id } = await db.insertInto('captured_mails').values({ sealed }).returning('id').executeTakeFirstOrThrow()
      return id
    },
    async listCapturedMails({ before, limit }) {
      return captured()
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
        .orderBy('id', 'desc')
        .limit(Math.min(limit, MAX_CAPTURED_PAGE))
        .execute()
    },
    async readCapturedMail(id) {
      const mail = await captured().where('id', '=', id).executeTakeFirst()
      return mail ?? null
    },
    async countCapturedMails() {
      const { count } = await db.selectFrom('captured_mails').select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
      return count
    },
  }
}
