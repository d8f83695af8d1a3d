// Which statements get a name.
import { expect, it } from 'vitest'
import { createStatementNames } from './statement-names.ts'

it('names a text from its second use on, always alike', () => {
  const nameOf = createStatementNames()
  expect(nameOf('select $1', 1)).toBeUndefined()
  const name = nameOf('select $1', 1)
  expect(name).toMatch(/^foyer_[\w-]{22}$/)
  expect(nameOf('select $1', 1)).toBe(name)
  const other = createStatementNames()
  other('select $1', 1)
  expect(other('select $1', 1)).toBe(name)
})

it('names nothing without parameters, nothing but reads and writes, and nothing very long', () => {
  const nameOf = createStatementNames()
  const long = `select ${'$1, '.repeat(3_000)} $1`
  for (let round = 0; round < 3; round += 1) {
    expect(nameOf('select 1', 0)).toBeUndefined()
    expect(nameOf('create table x (id int8)', 1)).toBeUndefined()
    expect(nameOf(long, 1)).toBeUndefined()
  }
})

it('stops at its bound and keeps the names it gave', () => {
  const nameOf = createStatementNames(2)
  for (const text of ['select $1', 'select $1, 2', 'select $1, 3']) nameOf(text, 1)
  const names = ['select $1', 'select $1, 2', 'select $1, 3'].map((text) => nameOf(text, 1))
  expect(names.map((name) => typeof name)).toEqual(['string', 'string', 'undefined'])
  expect(nameOf('select $1', 1)).toBe(names[0])
})
