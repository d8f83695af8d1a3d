// Opens the store over a connected database and brings its schema up to date.

import { Kysely } from 'kysely'
import { createApiKeyStore } from './api-key.store.ts'
import { createCampaignStore } from './campaign.store.ts'
import { createCapturedMailStore } from './captured-mail.store.ts'
import { cleanUp } from './clean-up.ts'
import { ConflictError, explainConflict } from './conflict.ts'
import { countOpenGrants } from './count-open-grants.ts'
import { createCredentialStore } from './credential.store.ts'
import type { Database } from './database/database.ts'
import { createDatabaseClock, readNow } from './database-clock.ts'
import { createEventStore, createEventWriter } from './event.store.ts'
import { createImportStore } from './import.store.ts'
import { createImportWriter } from './import-rows.store.ts'
import { createJobStore, createJobWriter } from './job.store.ts'
import { createLastDayStore } from './last-day.store.ts'
import { createLegalStore } from './legal.store.ts'
import { createMailStore, createMailWriter } from './mail.store.ts'
import { mendTrail } from './mend-trail.ts'
import { createMetaStore } from './meta.store.ts'
import { migrate } from './migrate.ts'
import { createOverviewStore } from './overview.store.ts'
import { createPersonStore, type OpenTransaction } from './person.store.ts'
import { createPersonSelectionStore } from './person-selection.store.ts'
import { createNonceStore, createRateLimitStore } from './rate-limit.store.ts'
import { readPeople } from './read-person.ts'
import { createReminderStore } from './reminder.store.ts'
import { createRequestStore, createRequestWriter } from './request.store.ts'
import type { Executor } from './run-statement.ts'
import type { Schema } from './schema.ts'
import { createSessionStore, createSessionWriter } from './session.store.ts'
import { createSheetBatchStore, createSheetBatchWriter } from './sheet-batch.store.ts'
import type { Store, StoreTransaction } from './store.ts'
import { translateErrors } from './translate-errors.ts'
import { createUserListStore } from './user-list.store.ts'
import { insertPerson, savePerson } from './write-person.ts'

/** Runs the migrations that the database lacks. Closing the store closes the database. */
export async function openStore(database: Database): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: database.dialect })
  await migrate(db)
  await mendTrail(db)
  const clock = createDatabaseClock(db)
  const openTransaction: OpenTransaction = (work) => db.transaction().execute((trx) => work(trx, transactionStore(trx)))

  return translateErrors<Store>({
    ...createPersonStore(db, clock, openTransaction),
    ...createUserListStore(db),
    ...createPersonSelectionStore(db),
    ...createOverviewStore(db),
    ...createSessionStore(db),
    ...createEventStore(db),
    ...createJobStore(db),
    ...createMailStore(db),
    ...createCapturedMailStore(db),
    ...createRateLimitStore(db),
    ...createNonceStore(db),
    ...createApiKeyStore(db),
    ...createCredentialStore(db),
    ...createRequestStore(db),
    ...createImportStore(db),
    ...createCampaignStore(db),
    ...createLegalStore(db),
    ...createMetaStore(db),
    ...createReminderStore(db),
    ...createLastDayStore(db),
    ...createSheetBatchStore(db),
    now: clock.now,
    countOpenGrants: (keyId) => countOpenGrants(db, keyId),
    async transaction(work) {
      try {
        return await openTransaction((_trx, tx) => work(tx))
      } catch (error) {
        // Only now, after the rollback, can be asked who was in the way.
        throw error instanceof ConflictError ? ((await explainConflict(db, error)) ?? error) : error
      }
    },
    shiftClock: clock.shift,
    cleanUp: () => cleanUp(db),
    figures: async () => database.figures(),
    ping: () => database.ping(),
    close: () => database.close(),
  })
}

function transactionStore(trx: Executor): StoreTransaction {
  return {
    ...readPeople(trx),
    ...createSessionWriter(trx),
    ...createEventWriter(trx),
    ...createJobWriter(trx),
    ...createRequestWriter(trx),
    ...createImportWriter(trx),
    ...createApiKeyStore(trx),
    ...createMetaStore(trx),
    ...createMailWriter(trx),
    ...createSheetBatchWriter(trx),
    insertPerson: (decision, options) => insertPerson(trx, decision, options),
    savePerson: (before, decision, options) => savePerson(trx, before, decision, options),
    now: () => readNow(trx),
  }
}
