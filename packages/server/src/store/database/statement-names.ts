// Chooses which statements are prepared under a name, so that the server parses and plans a hot one only once a connection.
import { createHash } from 'node:crypto'

/** Distinct texts that get a name; so many named statements at most on each connection. */
export const MAX_NAMED_STATEMENTS = 500
const MAX_REMEMBERED = 1_000
/** Longer texts are bulk writes, mostly with a length that never comes again. */
const MAX_TEXT_LENGTH = 8_000

/** The statement's name, or undefined when it is to run unnamed. */
export type NameStatement = (sql: string, parameterCount: number) => string | undefined

/**
 * A text gets its name at its second use, so that one-off texts (bulk inserts of odd lengths) do not use names up.
 * The name is a hash of the text: two processes behind one server connection can never mean different texts by one name.
 */
export function createStatementNames(maxNames = MAX_NAMED_STATEMENTS): NameStatement {
  const names = new Map<string, string>()
  const seenOnce = new Set<string>()
  return (sql, parameterCount) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= maxNames || parameterCount === 0 || sql.length > MAX_TEXT_LENGTH) return undefined
    if (!/^\s*(select|insert|update|delete|with)\b/i.test(sql)) return undefined
    if (!seenOnce.delete(sql)) {
      if (seenOnce.size >= MAX_REMEMBERED) seenOnce.clear()
      seenOnce.add(sql)
      return undefined
    }
    const name = `foyer_${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`
    names.set(sql, name)
    return name
  }
}
