// Selections: every person of a list or a filter, once, in bounded batches, whatever happens meanwhile.

import { managementContract, selectionSchema } from '@foyer/contract/management'
import { type Person, sendInvitation } from '@foyer/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, contextAt } from '../../test/people.ts'
import { resolveConfig } from '../config.ts'
import { type SelectionInput, walkSelection } from './selection.ts'

const config = resolveConfig({
  demo: true,
  url: 'https://id.foyer.test',
  organisation: { name: 'Beispiel AG' },
  mail: { from: 'hallo@beispiel.example', transport: 'capture' },
  applications: { app: { name: 'App' } },
})

onEachDatabase('a selection', (at) => {
  const people: Person[] = []
  beforeAll(async () => {
    for (let index = 0; index < 40; index += 1)
      people.push(
        await add(at().store, {
          externalId: `S-${index}`,
          lastName: `Name ${index % 7}`,
          email: index % 2 === 0 ? `select${index}@example.com` : null,
          location: index < 30 ? 'Köln' : 'Bonn',
        }),
      )
  })
  const batches = async (selection: SelectionInput, limit: number, between: (ids: string[]) => Promise<void> = async () => {}) => {
    const all: { ids: string[]; missing: unknown[] }[] = []
    for await (const { people: batch, missing } of walkSelection({ config, store: at().store }, selection, { limit })) {
      const ids = batch.map(({ person }) => person.id)
      all.push({ ids, missing })
      await between(ids)
    }
    return all
  }
  const ids = (of: { ids: string[] }[]) => of.flatMap((batch) => batch.ids)
  const sorted = (list: readonly string[]) => [...list].sort()

  it.each([1, 7, 40, 41])('by filter brings everybody once, %i at a time', async (limit) => {
    const found = await batches({ location: 'Köln' }, limit)
    expect(sorted(ids(found))).toEqual(sorted(people.slice(0, 30).map(({ id }) => id)))
    for (const batch of found) expect(batch.ids.length).toBeLessThanOrEqual(limit)
  })

  it('by list keeps its order, takes every kind of name, and says who is nobody', async () => {
    const [first, second, third] = people
    const refs = [
      { externalId: ' S-1 ' },
      first?.id ?? '',
      { email: ' Select2@Example.COM' },
      { externalId: 'S-99' },
      { email: 'no address' },
      'nobody',
      '0199a3c2-7c1e-7bbb-8d7a-3a2f5e6d7c8b',
      { externalId: 'S-1' },
    ]
    for (const limit of [1, 3, 8, 100]) {
      const found = await batches(refs, limit)
      expect(ids(found)).toEqual([second?.id, first?.id, third?.id, second?.id])
      expect(found.flatMap(({ missing }) => missing)).toEqual(refs.slice(3, 7))
    }
    expect(await batches([], 10)).toEqual([{ ids: [], missing: [] }])
  })

  it('leaves nobody out and takes nobody twice while each batch leaves the filter', async () => {
    const { store } = at()
    const due = people.filter(({ email }) => email !== null)
    const found = await batches({ status: 'offline', emailStatus: 'unconfirmed' }, 3, async (batch) => {
      for (const id of batch)
        await store.changePerson({ id }, (person, now) => sendInvitation(person, { application: 'app' }, contextAt(now)), {
          actor: 'system',
        })
    })
    expect(sorted(ids(found))).toEqual(sorted(due.map(({ id }) => id)))
    expect(await batches({ status: 'offline', emailStatus: 'unconfirmed' }, 3)).toEqual([{ ids: [], missing: [] }])
  })

  it('takes in who is entered behind it, and not who was passed already', async () => {
    const { store } = at()
    const late = { id: 'ffffffff-ffff-7fff-8fff-ffffffffffff', lastName: 'A', location: 'Bonn' }
    const early = { id: '00000000-0000-7000-8000-000000000000', lastName: 'Z', location: 'Bonn' }
    let entered = false
    const found = await batches({ location: 'Bonn' }, 4, async () => {
      if (entered) return
      entered = true
      await add(store, late)
      await add(store, early)
    })
    expect(ids(found)).toContain(late.id)
    expect(ids(found)).not.toContain(early.id)
    expect(ids(found)).toHaveLength(11)
  })

  it('finds no erased person by any name', async () => {
    const { store, rows } = at()
    const gone = await add(store, { externalId: 'S-gone', email: 'select-gone@example.com', location: 'Aachen' })
    await rows(
      `update users set deleted_at = foyer_now(), external_id = null, location = null, email_canonical = null, email_entered = null,
      email_set_at = null, email_set_by = null, sort_key = '', search_text = '', first_name = null, last_name = null where id = $1::uuid`,
      [gone.id],
    )
    expect(await store.findPersons([{ id: gone.id }, { externalId: 'S-gone' }])).toEqual([null, null])
    expect(ids(await batches({ location: 'Aachen' }, 5))).toEqual([])
  })
})

describe('the contract of a selection', () => {
  it.each([
    [[]],
    [['0199a3c2-7c1e-7bbb-8d7a-3a2f5e6d7c8b', { externalId: 'P-1' }, { email: 'a@example.com' }]],
    [{}],
    [{ status: ['offline', 'invited'], emailStatus: 'none', location: 'Köln' }],
  ])('takes %j', (selection) => {
    expect(selectionSchema.parse(selection)).toEqual(selection)
  })

  it.each([
    ['P-1'],
    [null],
    [[{ externalId: 'P-1', email: 'a@example.com' }]],
    [[{ name: 'Mia' }]],
    [['']],
    [Array.from({ length: 501 }, () => 'x')],
    [{ search: ' ' }],
    [{ sort: 'lastName' }],
    [{ limit: 5 }],
    [{ departement: 'Lager' }],
    [JSON.parse('{"__proto__":{"status":"offline"}}')],
  ])('refuses %j', (selection) => {
    expect(selectionSchema.safeParse(selection).success).toBe(false)
  })

  it('filters by everything that a list filters by', () => {
    const list = Object.keys(managementContract['users.count'].input.shape).sort()
    const [, filter] = selectionSchema.options
    expect(Object.keys(filter.shape).sort()).toEqual(list)
  })
})
