// The mails of a deployment that keeps them instead of sending.

import { sql } from 'kysely'
import type { CapturedMailStore } from './mail.port.ts'
import { inMs } from './moment.ts'
import type { Executor } from './run-statement.ts'

const MAX_CAPTURED_PAGE = 200

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
