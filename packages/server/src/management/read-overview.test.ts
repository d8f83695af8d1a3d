// What a managing app opens with, through HTTP.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())

const cookieHeaders = (jar: ReadonlyMap<string, string>) => ({
  cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  origin: OWN,
  'sec-fetch-site': 'same-origin',
})

describe('the overview', () => {
  it('counts everybody by status, place and day, and is the same for 30 seconds', async () => {
    // The first owner is invited from the start, by hand-over and without an address.
    await foyer.enter({ firstName: 'Ada', location: 'Köln', department: 'Logistik' })
    await foyer.enter({ firstName: 'Ben', location: 'Köln', email: 'ben@example.com', invite: { application: 'app' } })
    await foyer.enter({ firstName: 'Cem', email: 'cem@example.com' })
    await foyer.join({ firstName: 'Dora' })
    const { status, body } = await foyer.manage('GET', '/api/overview')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      statuses: { offline: 2, invited: 2, online: 1, deactivated: 0 },
      emailStatuses: { none: 2, unconfirmed: 1, pending: 1, confirmed: 1 },
      attention: {
        expired: { count: 0, exact: true },
        notBegun: { count: 2, exact: true },
        bounced: { count: 0, exact: true },
        refused: { count: 0, exact: true },
        notInvited: { count: 2, exact: true },
      },
    })
    const places = body.locations as { name: string | null; offline: number; invited: number }[]
    expect(places.map(({ name, offline, invited }) => [name, offline, invited]).sort()).toEqual([
      [null, 1, 1],
      ['Köln', 1, 1],
    ])
    const days = body.days as { day: string; entered: number; invited: number; online: number }[]
    expect(days).toHaveLength(90)
    expect(new Set(days.map(({ day }) => day)).size).toBe(90)
    expect(days.at(-1)).toMatchObject({ entered: 5, invited: 3, online: 1 })
    expect(days.at(-2)).toMatchObject({ entered: 0, invited: 0, online: 0 })
    expect(body.imports).toEqual([])
    await foyer.enter({ firstName: 'Eva' })
    expect((await foyer.manage('GET', '/api/overview')).body).toEqual(body)
  })
})

describe('the settings', () => {
  it('name applications, fields and documents in the caller’s language, and who asks', async () => {
    const headers = { authorization: `Bearer ${foyer.apiKey}`, 'accept-language': 'de' }
    const { body } = await foyer.manage('GET', '/api/settings', undefined, headers)
    expect(body).toMatchObject({ organisation: { name: 'Beispiel AG' }, caller: { role: 'owner', userId: null } })
    const applications = body.applications as { key: string; name: string; manages: boolean }[]
    expect(applications.map(({ key, name, manages }) => [key, name, manages])).toEqual([
      ['app', 'Beispiel App', false],
      ['shop', 'Shop', false],
      ['portal', 'Verwaltung', true],
    ])
    const fields = body.profile as { key: string; editable: boolean }[]
    expect(fields.map(({ key }) => key)).toEqual(['phone', 'shirtSize', 'staffNote'])
    expect(JSON.stringify(body)).not.toContain(foyer.apiKey)
  })

  it('say the role of somebody signed in to the portal', async () => {
    const helper = await foyer.join({ application: 'portal', role: 'helper', origin: OWN, email: 'helper@example.com' })
    const { status, body } = await foyer.manage('GET', '/api/settings', undefined, cookieHeaders(helper.browser.jar))
    expect([status, body.caller]).toEqual([200, { role: 'helper', userId: helper.id }])
  })
})
