// What many people behind one address use up together: failures, and nothing else.

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { APP, type ExampleFoyer, type Member, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { newSecret, parseSecrets } from '../keys/key-ring.ts'
import { blockLimit, bucketKey } from './limits.ts'

const MINUTE_MS = 60_000
const secrets = newSecret('test')
/** Requests made in-process come from nowhere, which is one block too. */
const block = blockLimit(bucketKey(parseSecrets(secrets), 'block', 'unknown'))

let foyer: ExampleFoyer
let member: Member
beforeAll(async () => {
  foyer = await openExampleFoyer({ secrets })
  member = await foyer.join({ origin: APP })
}, 30_000)
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

const tryIn = async (browser: ReturnType<ExampleFoyer['browser']>, password: string, name = member.email) => {
  const { body } = await browser.tryTo(await browser.start(), 'sign_in', { name, password })
  return body.code ?? body.step?.name
}
const stranger = () => foyer.browser({ origin: APP })
const failures = async () => (await foyer.store.readTries([block.key]))[0]?.count ?? 0

it('right passwords use nothing up, each wrong one counts once', async () => {
  for (let count = 0; count < 3; count += 1) expect(await tryIn(stranger(), PASSWORD)).toBe('signed_in')
  expect(await failures()).toBe(0)
  expect(await tryIn(stranger(), 'ganz sicher falsch')).toBe('credentials_wrong')
  expect(await tryIn(stranger(), 'ganz sicher falsch', 'nobody@example.com')).toBe('credentials_wrong')
  expect(await failures()).toBe(2)
})

it('after a thousand failures nobody new gets in for ten minutes, and a browser that signed in before does', async () => {
  const known = stranger()
  expect(await tryIn(known, PASSWORD)).toBe('signed_in')
  await known.post('/session/sign-out', { application: 'app' })
  await Promise.all(Array.from({ length: 1000 - (await failures()) }, () => foyer.store.countTry([block])))
  expect(await tryIn(stranger(), PASSWORD)).toBe('rate_limited')
  expect(await tryIn(known, PASSWORD)).toBe('signed_in')
  await foyer.shiftClock(10 * MINUTE_MS)
  expect(await tryIn(stranger(), PASSWORD)).toBe('signed_in')
})
