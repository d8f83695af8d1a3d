// Databases of their own on the run's PostgreSQL cluster.

import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface PostgresDatabase {
  url: string
  /** Rows of one statement, on a connection of its own. */
  query(sql: string): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

const postgres = inject('e2ePostgres')

/** False, with the reason printed once by the set-up, where no PostgreSQL can be had. */
export const hasPostgres = 'url' in postgres

export async function createPostgresDatabase(): Promise<PostgresDatabase> {
  if (!('url' in postgres)) throw new Error(postgres.missing)
  const maintenance = postgres.url
  const name = `foyer_e2e_${randomBytes(6).toString('hex')}`
  await queryPostgres(maintenance, `create database ${name}`)
  const own = new URL(maintenance)
  own.pathname = `/${name}`
  return {
    url: own.href,
    query: (sql) => queryPostgres(own.href, sql),
    drop: async () => {
      await queryPostgres(maintenance, `drop database if exists ${name} with (force)`)
    },
  }
}

async function queryPostgres(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows
  } finally {
    await client.end()
  }
}
