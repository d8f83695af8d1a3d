// The list of mails as callers of the API see it: pages that join, cursors that belong to their filter, and who may read it.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { type ExampleFoyer, openExampleFoyer } from '../../test/example-foyer.ts'

type Item = Record<string, unknown>
let foyer: ExampleFoyer
const ids: string[] = []
beforeAll(async () => {
  foyer = await openExampleFoyer()
  for (const name of ['Mia', 'Jan', 'Eva']) {
    const id = await foyer.enter({ firstName: name, email: `${name.toLowerCase()}@example.com`, invite: { application: 'app' } })
    await foyer.manage('POST', `/api/users/${id}/send-confirmation`)
    ids.push(id)
  }
  await foyer.idle()
})
afterAll(() => foyer.close())

const list = (query: string, headers?: Record<string, string>) => foyer.manage('GET', `/api/mails?${query}`, undefined, headers)
const items = async (query: string): Promise<Item[]> => (await list(query)).body.items as Item[]

it('has every mail once, newest first, over pages of any size', async () => {
  const whole = (await items('limit=200')).map(({ id }) => id)
  expect(whole).toHaveLength(6)
  for (const limit of [1, 2, 4]) {
    const seen: unknown[] = []
    let after: unknown = ''
    do {
      const { body } = await list(`limit=${limit}${after === '' ? '' : `&after=${encodeURIComponent(String(after))}`}`)
      seen.push(...(body.items as Item[]).map(({ id }) => id))
      after = body.next
    } while (after !== null)
    expect(seen).toEqual(whole)
  }
})

it('filters by person, state and kind', async () => {
  expect(await items(`userId=${ids[1]}&kind=invitation`)).toMatchObject([
    { userId: ids[1], name: 'Jan', kind: 'invitation', state: 'sent' },
  ])
  expect(await items('kind=invitation&kind=confirmation&state=sent')).toHaveLength(6)
  expect(await items('state=bounced&state=complained')).toEqual([])
  for (const query of ['state=lost', 'kind=letter', 'userId=mia', 'limit=201'])
    expect((await list(query)).body.code, query).toBe('invalid_input')
})

it('says nothing that opens anything, and no address', async () => {
  const { text } = await list('')
  expect(text).not.toMatch(/@|\/l\//)
  expect(Object.keys((await items('limit=1'))[0] ?? {}).sort()).toEqual(
    ['id', 'kind', 'name', 'queuedAt', 'reason', 'sentAt', 'state', 'stateAt', 'toOtherAddress', 'userId'].sort(),
  )
})

it('takes a cursor for the filter that it was made for, and no other', async () => {
  const { body } = await list('limit=1&kind=invitation')
  const after = encodeURIComponent(String(body.next))
  expect((await list(`after=${after}&kind=invitation`)).status).toBe(200)
  for (const query of [`after=${after}`, `after=${after}&kind=confirmation`, 'after=x', `after=${after.slice(0, -4)}`])
    expect((await list(query)).body.code, query).toBe('invalid_input')
  const people = (await foyer.manage('GET', '/api/users?limit=1')).body.next
  expect((await list(`after=${encodeURIComponent(String(people))}`)).body.code).toBe('invalid_input')
})

it('is for keys that read people, and not for those of one application', async () => {
  const keyOf = async (key: Parameters<ExampleFoyer['addKey']>[0]) => ({ authorization: `Bearer ${await foyer.addKey(key)}` })
  expect((await list('', await keyOf({ scopes: ['users:read'] }))).status).toBe(200)
  expect((await list('', await keyOf({ scopes: ['events:read', 'users:write'] }))).body.code).toBe('scope_missing')
  expect((await list('', await keyOf({ application: 'shop' }))).body.code).toBe('forbidden')
  const viewer = await foyer.join({ application: 'portal', role: 'viewer' })
  const cookie = [...viewer.browser.jar].map((pair) => pair.join('=')).join('; ')
  expect((await ask(foyer, 'GET', '/api/mails', { cookie })).status).toBe(200)
})
