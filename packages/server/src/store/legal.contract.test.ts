// The contract of the ledger of legal documents: only added to, with what was kept before carried over.

import { acceptDocuments } from '@foyer/core'
import { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { testDatabases } from '../../test/databases.ts'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { addOnline, contextAt } from '../../test/people.ts'
import { migrate } from './migrate.ts'
import { allMigrations } from './migrations/all-migrations.ts'
import { type Executor, runStatement } from './run-statement.ts'
import type { Schema } from './schema.ts'

onEachDatabase('the ledger', (at, kind) => {
  const documents = [{ key: 'terms', version: '1', locale: 'en', sha256: 'abc' }]
  const accepting = (now: number, before: Parameters<typeof acceptDocuments>[0]) =>
    acceptDocuments(before, { documents, channel: 'account' }, contextAt(now))

  it('takes each agreement once, whoever else agrees for the same person at the same moment', async () => {
    const { store, rows } = at()
    const person = await addOnline(store, {})
    const tries = Array.from({ length: 8 }, () =>
      store.changePerson({ id: person.id }, (before, now) => accepting(now, before), { actor: 'holder' }),
    )
    await Promise.all(tries)
    const { items } = await store.listLedger({ userId: person.id }, { limit: 10 })
    expect(items).toMatchObject([{ document: 'terms', act: 'accepted', locale: 'en', sha256: 'abc', channel: 'account' }])
    expect(await rows(`select 1 from events where user_id = $1::uuid and type = 'legal.accepted'`, [person.id])).toHaveLength(1)
  })

  it('is neither changed nor shortened, by whatever writes to the database', async () => {
    const { rows } = at()
    for (const statement of [
      `update legal_ledger set version = '9'`,
      'delete from legal_ledger',
      `delete from users where id in (select user_id from legal_ledger)`,
    ])
      await expect(rows(statement), statement).rejects.toMatchObject({ code: expect.stringMatching(/^23(001|503)$/) })
    expect((await rows<{ version: string }>('select version from legal_ledger')).map(({ version }) => version)).toEqual(['1'])
  })

  it('begins with what was kept before it, with language and hash from the trail', async () => {
    const found = testDatabases().find(({ name }) => name === kind)
    if (found === undefined || found.skipped) throw new Error('This database is there no more')
    const database = await found.open({ pool: { max: 2, acquireTimeoutMs: 10_000 } })
    const db: Executor = new Kysely<Schema>({ dialect: database.dialect })
    const run = (text: string) => runStatement<Record<string, unknown>>(db, text, [])
    try {
      await migrate(
        db,
        allMigrations.filter(({ name }) => name < '0011'),
      )
      await run(`insert into users (id, version, created_at, changed_at, fields, email_canonical, email_entered, email_set_at, email_set_by,
          email_confirmed_at, email_revision, last_email_revision, activated_at, credential_revision, passkeys, sort_key, search_text)
        values ('01900000-0000-7000-8000-000000000001', 1, now(), now(), '{}', 'a@b.de', 'a@b.de', now(), 'manager', now(), 1, 1, '2026-01-02', 1, 0, '', '')`)
      await run(`insert into legal_acceptances (user_id, document, version, accepted_at)
        select '01900000-0000-7000-8000-000000000001', d.* from (values ('terms', '1', timestamptz '2026-01-01'),
          ('terms', '2', '2026-03-01'), ('privacy', '1', '2026-01-01')) as d`)
      await run(`insert into events (type, user_id, actor, data) values ('legal.accepted', '01900000-0000-7000-8000-000000000001', 'holder',
        '{"document":"terms","version":"2","locale":"en","sha256":"abc"}')`)
      await migrate(db)
      expect(await run('select document, version, act, locale, sha256, channel from legal_ledger order by document, version')).toEqual([
        { document: 'privacy', version: '1', act: 'accepted', locale: null, sha256: null, channel: 'activation' },
        { document: 'terms', version: '1', act: 'accepted', locale: null, sha256: null, channel: 'activation' },
        { document: 'terms', version: '2', act: 'accepted', locale: 'en', sha256: 'abc', channel: 'sign_in' },
      ])
    } finally {
      await database.close()
    }
  })
})
