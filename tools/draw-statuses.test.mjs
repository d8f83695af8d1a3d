// The state diagrams in the guide.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkStatuses, drawStatuses } from './draw-statuses.mjs'
import { root } from './root.mjs'
import { walkStatuses } from './status-walk.mjs'

const page = readFileSync(join(root, 'docs/guide/concepts.md'), 'utf8')

it('say what core decides', async () => {
  expect(await checkStatuses()).toEqual([])
})

it('are drawn anew where an arrow is missing', async () => {
  const changed = page.replace(/^ {2}invited --> online.*\n/m, '')
  expect(changed).not.toBe(page)
  expect(await drawStatuses(changed)).toBe(page)
})

it('meet every status, and no way to be online but from an invitation or back from a block', () => {
  const { account, email } = walkStatuses()
  const ends = (ways) => new Set([...ways.keys()].flatMap((key) => key.split(' → ')))
  expect(ends(account)).toEqual(new Set(['[*]', 'offline', 'invited', 'online', 'deactivated']))
  expect(ends(email)).toEqual(new Set(['[*]', 'none', 'unconfirmed', 'pending', 'confirmed']))
  expect([...account.keys()].filter((key) => key.endsWith('→ online'))).toEqual(['invited → online', 'deactivated → online'])
})
