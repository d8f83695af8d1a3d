// Looking into the trail: from its end, by who acted, whom it concerns and when, with names for those who may read people.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())

interface Page {
  items: { id: string; type: string; at: string; userId: string | null; actor: string }[]
  next: string | null
  people: { id: string; firstName: string | null }[]
}
const read = async (query: Record<string, string>, headers?: Record<string, string>) => {
  const answer = await foyer.manage('GET', `/api/events?${new URLSearchParams(query)}`, undefined, headers)
  expect(answer.status, answer.text).toBe(200)
  return answer.body as unknown as Page
}

describe('the trail from its end', () => {
  it('goes back page by page to where the other order begins', async () => {
    for (const name of ['Ada', 'Ben', 'Cem']) await foyer.enter({ firstName: name })
    const forward = (await read({ limit: '500' })).items.map(({ id }) => id)
    const back: string[] = []
    let after: string | null = null
    do {
      const page: Page = await read({ order: 'newest', limit: '2', ...(after === null ? {} : { after }) })
      back.push(...page.items.map(({ id }) => id))
      after = page.next
    } while (after !== null)
    expect(back).toEqual(forward.toReversed())
  })

  it('is narrowed by who acted, as a kind or by name, and names both sides', async () => {
    const { id, browser } = await foyer.join({ application: 'portal', role: 'manager', firstName: 'Tobias' })
    const headers = { origin: OWN, cookie: [...browser.jar].map((pair) => pair.join('=')).join('; ') }
    const dora = await foyer.enter({ firstName: 'Dora' })
    await foyer.manage('POST', `/api/users/${dora}/deactivate`, {}, headers)
    for (const actor of ['user', `user:${id}`]) {
      const { items, people } = await read({ order: 'newest', actor })
      expect(items.map(({ type, userId }) => [type, userId])).toEqual([['user.deactivated', dora]])
      expect(people.map(({ firstName }) => firstName).sort()).toEqual(['Dora', 'Tobias'])
    }
    expect((await read({ actor: `user:${dora}` })).items).toEqual([])
    await foyer.manage('DELETE', `/api/users/${dora}`)
    expect((await read({ order: 'newest', actor: 'user' })).people.map(({ firstName }) => firstName)).toEqual(['Tobias'])
  })

  it('names nobody to a key that reads no people', async () => {
    const key = await foyer.addKey({ scopes: ['events:read'] })
    const { items, people } = await read({ order: 'newest' }, { authorization: `Bearer ${key}` })
    expect(items.length).toBeGreaterThan(0)
    expect(people).toEqual([])
  })

  it('is narrowed by time, the end not within', async () => {
    const [newest] = (await read({ order: 'newest', limit: '1' })).items
    const at = newest?.at ?? ''
    expect((await read({ since: at })).items.map(({ id }) => id)).toContain(newest?.id)
    expect((await read({ until: at, limit: '500' })).items.map(({ id }) => id)).not.toContain(newest?.id)
    expect((await read({ until: '2020-01-01' })).items).toEqual([])
    for (const wrong of ['2026-02-30', 'tomorrow'])
      expect((await foyer.manage('GET', `/api/events?since=${wrong}`)).body.code).toBe('invalid_input')
  })
})
