// Every route that answers a file: saved under a name of the server's, never sniffed, kept or run by anybody on the way.

import { type Route, type RouteName, routes } from '@foyer/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, ask } from '../../test/browser.ts'
import { type ExampleFoyer, openExampleFoyer } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({}, { worker: false })
})
afterAll(() => foyer.close())

const get = (path: string): Promise<Answer> => ask(foyer, 'GET', path, { authorization: `Bearer ${foyer.apiKey}` })

/** A call that answers the file. A route that is missing here fails below. */
const files: Partial<Record<RouteName, () => Promise<Answer>>> = {
  'users.export': () => get('/api/export?locale=de'),
  'imports.template': () => get('/api/import-template?locale=en'),
  'legal.export': () => get('/api/legal/export?document=te%22%0d%0arms'),
  'invitations.qr': async () => {
    const id = await foyer.enter({ firstName: 'Jan' })
    return foyer.manage('POST', `/api/users/${id}/invitation/qr`, { application: 'app' })
  },
}
/** What these answer takes a whole job first; they go through the same door. */
const AFTER_A_JOB: readonly RouteName[] = ['imports.problems', 'sheets.render']

it('every route that answers a file is tried', () => {
  const answering = (Object.keys(routes) as RouteName[]).filter((name) => (routes[name] as Route).answers === 'file')
  expect([...Object.keys(files), ...AFTER_A_JOB].sort()).toEqual(answering.sort())
})

it.each(Object.keys(files) as RouteName[])('%s is saved under a plain name, and neither sniffed, kept, framed nor run', async (name) => {
  const { status, headers } = (await files[name]?.()) ?? { status: 0, headers: new Headers() }
  expect(status).toBe(200)
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.(csv|svg)"$/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox")
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('content-type')).toMatch(/^(text\/csv; charset=utf-8|image\/svg\+xml)/)
})
