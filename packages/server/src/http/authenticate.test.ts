// From where an API key is taken.

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
