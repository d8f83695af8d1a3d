// The schema of a new database as one list of statements: for the database that the embedded first start unpacks.

import { createHash } from 'node:crypto'
import { CREATE_LEDGER } from './migrate.ts'
import { allMigrations } from './migrations/all-migrations.ts'

/** What `migrate` would run, in order. Names of migrations are ours: letters, digits and hyphens. */
export const newSchema = (): string[] => [
  CREATE_LEDGER,
  ...allMigrations.flatMap(({ name, statements }) => [...statements, `insert into foyer_migrations (name) values ('${name}')`]),
]

/** Differs as soon as any statement does. */
export const schemaId = (): string => createHash('sha256').update(newSchema().join('\0')).digest('hex').slice(0, 16)
