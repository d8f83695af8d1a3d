// Lists of people through HTTP: pages, filters, counts, and cursors that nobody can make up.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, openExampleFoyer } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())

const get = (path: string) => foyer.manage('GET', path)

interface Page {
  items: { id: string; lastName: string | null; externalId: string | null }[]
  next: string | null
}
const pageOf = async (query: string): Promise<Page> => {
  const { status, body, text } = await get(`/api/users?${query}`)
  expect(status, text).toBe(200)
  return body as unknown as Page
}

describe('a list of people', () => {
  const NAMES = Array.from({ length: 23 }, (_, at) => `Weber-${String(at).padStart(2, '0')}`)
  beforeAll(async () => {
    for (const [at, lastName] of NAMES.entries())
      await foyer.enter({
        lastName,
        firstName: 'Mia',
        location: at % 2 === 0 ? 'Köln' : 'Bonn',
        department: `Abteilung ${at % 3}`,
        ...(at < 5 ? { email: `w${at}@example.com` } : {}),
        ...(at < 2 ? { invite: { application: 'app' } } : {}),
      })
  })

  it('is searched for what was typed, which is no pattern', async () => {
    expect((await pageOf('search=weber-0')).items).toHaveLength(10)
    for (const typed of ['We_er', 'W%r-', '%%%', '___', '.*', 'weber.0', '(weber', '[a-z]', '\\', 'w{2}', "'||'", '$1'])
      expect((await pageOf(`search=${encodeURIComponent(typed)}`)).items, typed).toEqual([])
  })

  it('comes in pages that miss nobody and repeat nobody', async () => {
    const seen: string[] = []
    let after = ''
    for (let pages = 0; pages < 20; pages += 1) {
      const { items, next } = await pageOf(`search=weber&limit=4${after}`)
      seen.push(...items.map(({ lastName }) => String(lastName)))
      if (next === null) break
      after = `&after=${encodeURIComponent(next)}`
    }
    expect(seen).toEqual(NAMES)
  })

  it('goes on also where names and filters are as long as they may be', async () => {
    const long = (at: number) => ({ lastName: `${'Ü'.repeat(90)}${at}`, firstName: '𠜎'.repeat(100), location: 'Ö'.repeat(100) })
    for (let at = 0; at < 3; at += 1) await foyer.enter(long(at))
    const filter = ['Ö'.repeat(100), 'Köln', ...Array.from({ length: 20 }, (_, at) => `Ort ${at} ${'x'.repeat(60)}`)]
      .map((place) => `location=${encodeURIComponent(place)}`)
      .join('&')
    const first = await pageOf(`${filter}&sort=lastName&limit=1`)
    const second = await pageOf(`${filter}&sort=lastName&limit=2&after=${first.next}`)
    expect(first.items).toHaveLength(1)
    expect(second.items.map(({ id }) => id)).not.toContain(first.items[0]?.id)
    const last = await pageOf(`location=${encodeURIComponent('Ö'.repeat(100))}&limit=2`)
    expect((await pageOf(`location=${encodeURIComponent('Ö'.repeat(100))}&limit=2&after=${last.next}`)).items).toHaveLength(1)
  })

  it.each([
    ['location=Bonn', 11],
    ['location=Bonn&location=K%C3%B6ln&search=weber', 23],
    ['department=Abteilung+0&search=weber', 8],
    ['emailStatus=none&search=weber', 18],
    ['emailStatus=unconfirmed&search=weber', 3],
    ['status=invited&search=weber', 2],
    ['status=offline&status=invited&search=weber', 23],
    ['application=app&search=weber', 2],
    ['invitation=not_begun&search=weber', 2],
    ['search=WEBER-07', 1],
    ['search=w3%40example', 1],
    ['search=nobody', 0],
    ['changedAfter=2999-01-01', 0],
  ])('filtered by %s has %i people, as the count says', async (query, count) => {
    const { items } = await pageOf(`${query}&limit=200`)
    expect(items).toHaveLength(count)
    expect((await get(`/api/users/count?${query}`)).body).toEqual({ count, exact: true })
  })

  it.each([
    ['of another filter', 'search=weber&location=Bonn'],
    ['of another sort', 'search=weber&sort=-createdAt'],
    ['without its filter', ''],
  ])('takes no cursor %s', async (_, query) => {
    const { next } = await pageOf('search=weber&limit=2')
    expect((await get(`/api/users?${query}&limit=2&after=${next}`)).body.code).toBe('invalid_input')
  })

  it('takes no cursor that it did not make, and shows nobody in one', async () => {
    const { next } = await pageOf('search=weber&limit=2')
    expect(Buffer.from(String(next), 'base64url').toString('latin1')).not.toMatch(/weber/i)
    for (const forged of ['x', `${next}A`, String(next).slice(2), Buffer.from('{"position":{}}').toString('base64url')])
      expect((await get(`/api/users?search=weber&limit=2&after=${forged}`)).body.code).toBe('invalid_input')
  })

  it.each([
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1.5',
    'limit=x',
    'limit=',
    'limit=1&limit=2',
    'sort=email',
    'status=gone',
    'colour=red',
    'search=a&search=b',
  ])('asked with %s says what is wrong', async (query) => {
    expect((await get(`/api/users?${query}`)).body.code).toBe('invalid_input')
  })
})
