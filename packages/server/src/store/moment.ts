// The one crossing between the database's moments and core's milliseconds, for statements made by the query builder.

import type { Instant } from '@foyer/core'
import { type RawBuilder, sql } from 'kysely'

/** Milliseconds to a moment. */
export const moment = (at: Instant): RawBuilder<Date> => sql<Date>`foyer_at(${at}::int8)`

/** The present moment by the database's clock. */
export const presentMoment = (): RawBuilder<Date> => sql<Date>`foyer_now()`

/** Reads a column that always has a moment. */
export const inMs = (column: string): RawBuilder<Instant> => sql<Instant>`foyer_ms(${sql.ref(column)})`

/** Reads a column that may have none. */
export const inMsOrNull = (column: string): RawBuilder<Instant | null> => sql<Instant | null>`foyer_ms(${sql.ref(column)})`
