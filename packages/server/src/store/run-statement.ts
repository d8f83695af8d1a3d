// Runs statements that are written as text: those on hot paths, and those that write several tables at once.

import { CompiledQuery, type Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** The database, or one transaction on it. */
export type Executor = Kysely<Schema>

/** Values are numbered `$1`, `$2`, …; each needs its type in the text where the place does not tell it. */
export async function runStatement<Row>(db: Executor, text: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, values.map(withoutNul)))
  return rows
}

/** PostgreSQL knows no NUL in a text and would fail; with this in its place, what was asked for is merely not found. */
const withoutNul = (value: unknown): unknown => {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value
  return Array.isArray(value) ? value.map(withoutNul) : value
}

export interface Parameters {
  readonly values: unknown[]
  /** Takes a value down and answers its place with its type, such as `$3::int8`. */
  add(value: unknown, type: string): string
  /** The same for a value that the database reads as JSON. `null` stays SQL's null. */
  addJson(value: unknown): string
}

export function startParameters(): Parameters {
  const values: unknown[] = []
  const add = (value: unknown, type: string) => `$${values.push(value)}::${type}`
  return { values, add, addJson: (value) => add(value === null ? null : JSON.stringify(value), 'jsonb') }
}
