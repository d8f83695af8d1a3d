// The tables of the guide say what the code says.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scopes } from '@foyer/contract'
import { describe, expect, it } from 'vitest'
import { Foyer } from './client.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** First two cells of each row, from the table that follows `after`. */
const rowsAfter = (page: string, after: string): [string, string][] => {
  const lines = read(page).split(after)[1]?.split('\n') ?? []
  const begin = lines.findIndex((line) => line.startsWith('|'))
  const table = lines.slice(begin, begin + [...lines.slice(begin), ''].findIndex((line) => !line.startsWith('|')))
  return table.slice(2).map((line) => {
    const [, first = '', second = ''] = line.split('|').map((cell) => cell.trim())
    return [first.replaceAll('`', ''), second]
  })
}
const named = (cell: string): string[] => [...(cell.split(';')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '')

describe('the guide to the SDK', () => {
  it('names every call that there is, and none else', () => {
    const told = Object.fromEntries(
      rowsAfter('docs/guide/sdk.md', '## What is there').map(([group, calls]) => [group, named(calls).sort()]),
    )
    const client = new Foyer({ url: 'https://id.example.com', apiKey: 'k' })
    const there = Object.fromEntries(Object.entries(client).map(([group, calls]) => [group, Object.keys(calls).sort()]))
    expect(told).toEqual(there)
  })

  it('names every code that has details, with what they hold', () => {
    const [, block = ''] = /interface SpecificDetails \{\n(.*?)\n\}/s.exec(read('packages/contract/src/error-codes.ts')) ?? []
    const there = [...block.matchAll(/^ {2}(\w+): \{ (.*) \}$/gm)].map(([, code, members = '']) => [
      code,
      members.split(';').map((member) => member.split(':')[0]?.trim()),
    ])
    expect(there.length).toBeGreaterThan(20)
    expect(rowsAfter('docs/guide/sdk.md', 'These have details:').map(([code, cell]) => [code, named(cell)])).toEqual(there)
  })
})

describe('the guide to operations', () => {
  it('says of every scope what the table of scopes says', () => {
    expect(Object.fromEntries(rowsAfter('docs/guide/operations.md', 'A key may do what its scopes name'))).toEqual(scopes)
  })
})
