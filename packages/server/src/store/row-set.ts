// Many rows in one statement, one array a column: several times cheaper to send and to read than JSON or one parameter a cell.

import type { Parameters } from './run-statement.ts'

export type CellType = 'text' | 'uuid' | 'int2' | 'int4' | 'int8' | 'boolean' | 'jsonb'

/** Columns with their types, in the order in which they are sent. */
export type RowShape<Column extends string = string> = Readonly<Record<Column, CellType>>

/**
 * A source for `from`, with the rows in their order. What is the same in all of them travels once. Undefined is null, and so is a null in a
 * column of JSON.
 */
export function rowSet<Column extends string>(
  rows: readonly Readonly<Partial<Record<Column, unknown>>>[],
  name: string,
  shape: RowShape<Column>,
  parameters: Parameters,
): string {
  const [first, ...others] = Object.keys(shape) as Column[]
  if (first === undefined) throw new TypeError('A row has at least one column')
  const sent: string[] = []
  const listed: string[] = []
  const told: string[] = []
  const inRows = (column: Column, cells: readonly unknown[]) => {
    sent.push(parameters.add(cells, `${arrays[shape[column]]}[]`))
    listed.push(`"${column}"`)
    told.push(shape[column] === 'jsonb' ? `"${column}"::jsonb as "${column}"` : `"${column}"`)
  }
  inRows(first, cellsOf(rows, first, shape[first]))
  for (const column of others) {
    const cells = cellsOf(rows, column, shape[column])
    if (cells.every((cell) => cell === cells[0])) told.push(`${parameters.add(cells[0] ?? null, shape[column])} as "${column}"`)
    else inRows(column, cells)
  }
  return `(select ${told.join(', ')} from unnest(${sent.join(', ')}) as sent(${listed.join(', ')})) as ${name}`
}

/** JSON travels as text, because an array of it would be quoted twice. */
const arrays: Readonly<Record<CellType, string>> = {
  text: 'text',
  uuid: 'uuid',
  int2: 'int2',
  int4: 'int4',
  int8: 'int8',
  boolean: 'boolean',
  jsonb: 'text',
}

function cellsOf<Column extends string>(
  rows: readonly Readonly<Partial<Record<Column, unknown>>>[],
  column: Column,
  type: CellType,
): unknown[] {
  if (type !== 'jsonb') return rows.map((row) => row[column] ?? null)
  let last: unknown = null
  let text: string | null = null
  return rows.map((row) => {
    const value = row[column]
    if (value === undefined || value === null) return null
    // Neighbours often share one object, such as the data of the event that entered them.
    if (value !== last || text === null) text = JSON.stringify(value)
    last = value
    return text
  })
}
