// How PostgreSQL's values arrive in JavaScript, the same on every kind of database.
import pg from 'pg'

const OID: Readonly<Record<'int8' | 'date' | 'timestamp' | 'int8Array' | 'textArray' | 'dateArray', number>> = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  int8Array: 1016,
  textArray: 1009,
  dateArray: 1182,
}

type Parser = (text: string) => unknown

/** Throws past 2^53 - 1 rather than round: a rounded id would be another row's. */
function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database answered ${text}, which a JavaScript number cannot hold`)
  return value
}

function parseTextArray(text: string): (string | null)[] {
  return pg.types.getTypeParser(OID.textArray, 'text')(text)
}

const parsers: Readonly<Record<number, Parser>> = {
  [OID.int8]: parseSafeInteger,
  [OID.int8Array]: (text) => parseTextArray(text).map((item) => (item === null ? null : parseSafeInteger(item))),
  // A day has no time zone: as a Date it would shift by the server's offset.
  [OID.date]: (text) => text,
  [OID.dateArray]: parseTextArray,
  [OID.timestamp]: (text) => new Date(`${text.replace(' ', 'T')}Z`),
}

/**
 * timestamptz arrives as Date, int8 as a safe number, numeric and xid8 as string, date as `YYYY-MM-DD`, json as its value,
 * timestamp without zone as a Date read as UTC.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const own = parsers[oid]
    return own && format !== 'binary' ? own : pg.types.getTypeParser(oid, format as 'text')
  },
}
