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
  const sent: string[] = []
  const listed: string[] = []
  const told: string[] = []
  for (const column of Object.keys(shape) as Column[]) {
    const type = shape[column]
    const { cells, isOne, hasEmpty } = readColumn(rows, column, type, read)
    // Something has to say how many rows there are.
    if (isOne && sent.length > 0) {
      told.push(`${parameters.add(cells[0] ?? null, type)} as "${column}"`)
      continue
    }
    const joined = hasEmpty ? null : joinCells(cells)
    if (joined === null) sent.push(parameters.add(cells, `${type === 'jsonb' ? 'text' : type}[]`))
    else sent.push(`string_to_array(${parameters.add(joined, 'text')}, E'\\x1f', '')`)
    listed.push(`"${column}"`)
    // JSON travels as text, because an array of it would be quoted twice; what is joined, as text in any case.
    told.push((joined === null && type !== 'jsonb') || type === 'text' ? `"${column}"` : `"${column}"::${type} as "${column}"`)
  }
  if (sent.length === 0) throw new TypeError('A row has at least one column')
  return `(select ${told.join(', ')} from unnest(${sent.join(', ')}) as sent(${listed.join(', ')})) as ${name}`
}

/** Nothing between two separators is null. Null where a cell has the separator itself, and where there is nothing to separate. */
function joinCells(cells: readonly unknown[]): string | null {
  if (cells.length < 2) return null
  const joined = cells.join(SEPARATOR)
  let separators = 0
  for (let at = joined.indexOf(SEPARATOR); at >= 0; at = joined.indexOf(SEPARATOR, at + 1)) separators += 1
  return separators === cells.length - 1 ? joined : null
}

interface ColumnCells {
  cells: unknown[]
  /** The same stands in every row: most columns are so, and need no list. */
  isOne: boolean
  hasEmpty: boolean
}

function readColumn<Column extends string, Row>(
  rows: readonly Row[],
  column: Column,
  type: CellType,
  read: ReadCell<Row, Column>,
): ColumnCells {
  const cells: unknown[] = new Array(rows.length)
  let isOne = true
  let hasEmpty = false
  let last: unknown = null
  let text: unknown = null
  for (let at = 0; at < rows.length; at += 1) {
    const value = read(rows[at] as Row, column) ?? null
    // Neighbours often share one object, such as the data of the event that entered them.
    if (value !== last) text = type === 'jsonb' ? JSON.stringify(value) : value
    last = value
    const cell = value === null ? null : text
    cells[at] = cell
    if (cell === '') hasEmpty = true
    if (isOne && cell !== cells[0]) isOne = false
  }
  return { cells, isOne, hasEmpty }
}
