// From where an API key is taken, and who sees the mailbox of demo mode.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestFoyer, type TestFoyer } from '../testing.ts'

let foyer: TestFoyer
beforeAll(async () => {
  foyer = await createTestFoyer()
})
afterAll(() => foyer.close())

const listFrom = async (remoteAddress: string) =>
  (
    await foyer.app.request(
      '/api/users',
      { headers: { authorization: `Bearer ${foyer.apiKey}` } },
      { incoming: { socket: { remoteAddress } } },
    )
  ).status

it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('in demo mode a key answers %s', async (address) => {
  expect(await listFrom(address)).toBe(200)
})

it.each(['192.168.0.9', '::ffff:192.168.0.9', 'fe80::1', '10.127.0.1'])('in demo mode a key does not answer %s', async (address) => {
  expect(await listFrom(address)).toBe(401)
})

it.each([
  ['127.0.0.1', 200],
  ['::1', 200],
  ['192.168.0.9', 404],
  ['10.127.0.1', 404],
  ['::ffff:192.168.0.9', 404],
] as const)('in demo mode the mailbox answers %s with %i', async (remoteAddress, status) => {
  for (const path of ['/mailbox', '/mailbox/'])
    expect((await foyer.app.request(path, {}, { incoming: { socket: { remoteAddress } } })).status, path).toBe(
      path === '/mailbox' ? status : 404,
    )
})

it.each([
  ['http://localhost', 200],
  ['http://127.0.0.1:4400', 200],
  ['http://[::1]:4400', 200],
  ['http://evil.test', 404],
  ['http://localhost.evil.test:4400', 404],
])('the mailbox is shown by the name %s with %i: a name of others may lead here too', async (at, status) => {
  for (const path of ['/mailbox', '/mailbox/mailbox.css'])
    expect((await foyer.app.request(`${at}${path}`, {}, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })).status).toBe(status)
})
