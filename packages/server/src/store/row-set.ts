// Many rows in one statement, one text or array a column: several times cheaper to send and to read than JSON or one parameter a cell.

import type { Parameters } from './run-statement.ts'

export type CellType = 'text' | 'uuid' | 'int2' | 'int4' | 'int8' | 'boolean' | 'jsonb'

/** Columns with their types, in the order in which they are sent. */
export type RowShape<Column extends string = string> = Readonly<Record<Column, CellType>>

/** What stands in a column of a row. Undefined is null. */
type ReadCell<Row, Column extends string> = (row: Row, column: Column) => unknown

/** ASCII's unit separator (ECMA-48 §8.3.1): JSON escapes it, and hardly a text has it. */
const SEPARATOR = '\x1f'

/**
 * A source for `from`, with the rows in their order. What is the same in all of them travels once. Undefined is null, and so is a null in a
 * column of JSON.
 */
export function rowSet<Column extends string, Row = Readonly<Partial<Record<Column, unknown>>>>(
  rows: readonly Row[],
  name: string,
  shape: RowShape<Column>,
  parameters: Parameters,
  read: ReadCell<Row, Column> = (row, column) => (row as Readonly<Partial<Record<Column, unknown>>>)[column],
): string {
  const [first, ...others] = Object.keys(shape) as Column[]
  if (first === undefined) throw new TypeError('A row has at least one column')
  const sent: string[] = []
  const listed: string[] = []
  const told: string[] = []
  const inRows = (column: Column, cells: readonly unknown[]) => {
    const type = shape[column]
    const joined = joinCells(cells)
    if (joined === null) sent.push(parameters.add(cells, `${type === 'jsonb' ? 'text' : type}[]`))
    else sent.push(`string_to_array(${parameters.add(joined, 'text')}, E'\\x1f', '')`)
    listed.push(`"${column}"`)
    // JSON travels as text, because an array of it would be quoted twice; what is joined, as text in any case.
    told.push((joined === null && type !== 'jsonb') || type === 'text' ? `"${column}"` : `"${column}"::${type} as "${column}"`)
  }
  inRows(first, cellsOf(rows, first, shape[first], read))
  for (const column of others) {
    const only = onlyCellOf(rows, column, read)
    // Objects that are not one may still be alike.
    const cells = cellsOf(only === undefined ? rows : rows.slice(0, 1), column, shape[column], read)
    if (cells.every((cell) => cell === cells[0])) told.push(`${parameters.add(cells[0] ?? null, shape[column])} as "${column}"`)
    else inRows(column, cells)
  }
  return `(select ${told.join(', ')} from unnest(${sent.join(', ')}) as sent(${listed.join(', ')})) as ${name}`
}

/** Nothing between two separators is null. Null where a cell itself is empty or has the separator, and where there is nothing to separate. */
function joinCells(cells: readonly unknown[]): string | null {
  if (cells.length < 2 || cells.includes('')) return null
  const joined = cells.join(SEPARATOR)
  let separators = 0
  for (let at = joined.indexOf(SEPARATOR); at >= 0; at = joined.indexOf(SEPARATOR, at + 1)) separators += 1
  return separators === cells.length - 1 ? joined : null
}

/** What stands in every row, where it is one and the same; undefined where it is not. Most columns are so, and need no list. */
function onlyCellOf<Column extends string, Row>(rows: readonly Row[], column: Column, read: ReadCell<Row, Column>): unknown {
  const [first] = rows
  if (first === undefined) return undefined
  const cell = read(first, column) ?? null
  return rows.every((row) => (read(row, column) ?? null) === cell) ? cell : undefined
}

function cellsOf<Column extends string, Row>(rows: readonly Row[], column: Column, type: CellType, read: ReadCell<Row, Column>): unknown[] {
  if (type !== 'jsonb') return rows.map((row) => read(row, column) ?? null)
  let last: unknown = null
  let text: string | null = null
  return rows.map((row) => {
    const value = read(row, column)
    if (value === undefined || value === null) return null
    // Neighbours often share one object, such as the data of the event that entered them.
    if (value !== last || text === null) text = JSON.stringify(value)
    last = value
    return text
  })
}
