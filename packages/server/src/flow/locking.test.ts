import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flowClient, linkIn } from '../../test/flow-client.ts'
import { makePasskey } from '../../test/soft-authenticator.ts'
import { createTestFoyer, type TestFoyer } from '../testing.ts'

const HOUR_MS = 3_600_000
const PASSWORD = 'geduldig wandern drei Berge'

const ORIGIN = 'http://localhost'
/** A passkey beside the password, as the account page adds one. */
const addPasskeyOf = async (holder: ReturnType<typeof flowClient>) => {
  await holder.post('/session/sign-out', { application: 'app' })
  await holder.act(await holder.start(), 'sign_in', { name: 'mia@example.com', password: PASSWORD })
  const { ceremony } = (await holder.post('/account/read', { application: 'app' })).body.view as {
    ceremony: { create: Parameters<typeof makePasskey>[0]; ticket: string }
  }
  const { passkey, response } = makePasskey(ceremony.create, { origin: ORIGIN })
  const added = await holder.post('/account/act', {
    application: 'app',
    action: 'add_passkey',
    input: { ticket: ceremony.ticket, response },
  })
  expect(added.status).toBe(200)
  return passkey
}

describe('many wrong passwords', () => {
  let foyer: TestFoyer
  let shifted = 0
  const later = async (ms: number) => {
    shifted += ms
    await foyer.shiftClock(shifted)
  }
  beforeAll(async () => {
    foyer = await createTestFoyer()
  })
  afterAll(() => foyer.close())

  it('wait after five, and after a hundred disable the password for strange browsers, tell the holder, and leave the holder three ways in', async () => {
    const holder = flowClient(foyer)
    await holder.manage('POST', '/api/users', { email: 'mia@example.com', externalId: 'L-1', invite: { application: 'app' } })
    await holder.activate(linkIn((await foyer.mailTo('mia@example.com')).text), PASSWORD)
    const passkey = await addPasskeyOf(holder)
    const stranger = flowClient(foyer)
    const form = async () => stranger.start()
    const guess = async (password: string, name = 'mia@example.com') =>
      (await stranger.attempt(await form(), 'sign_in', { name, password })).body.code
    for (let index = 0; index < 5; index += 1) expect(await guess('falsch geraten 12')).toBe('credentials_wrong')
    expect(await guess('falsch geraten 12')).toBe('rate_limited')
    expect(await guess(PASSWORD)).toBe('rate_limited')
    for (let index = 5; index < 100; index += 1) {
      await later(HOUR_MS + 1000)
      expect(await guess('falsch geraten 12')).toBe('credentials_wrong')
    }
    const told = await foyer.mailTo('mia@example.com')
    await later(HOUR_MS + 1000)
    expect(await guess(PASSWORD)).toBe('credentials_wrong')
    expect(told.text).toContain('Passwort')
    await holder.post('/session/sign-out', { application: 'app' })
    const known = await holder.act(await holder.start(), 'sign_in', { name: 'mia@example.com', password: PASSWORD })
    expect(known.step.name).toBe('signed_in')
    await later(HOUR_MS + 1000)
    expect(await guess(PASSWORD)).toBe('credentials_wrong')
    const strangest = flowClient(foyer)
    const asked = await strangest.start()
    const response = passkey.sign(asked.step.data.passkey as Parameters<typeof passkey.sign>[0], { origin: ORIGIN })
    expect((await strangest.act(asked, 'use_passkey', { response })).step.name).toBe('signed_in')
    await stranger.act(await stranger.act(await form(), 'forgot'), 'request', { name: 'mia@example.com' })
    const link = linkIn((await foyer.mailTo('mia@example.com')).text)
    await stranger.act(await stranger.act(await stranger.start({ link }), 'open'), 'set_password', {
      password: 'sieben leise Trommeln am See',
    })
    expect(
      (await stranger.act(await form(), 'sign_in', { name: 'mia@example.com', password: 'sieben leise Trommeln am See' })).step.name,
    ).toBe('signed_in')
  })

  it('for a name that nobody has wait just as long', async () => {
    const stranger = flowClient(foyer)
    const codes: unknown[] = []
    for (let index = 0; index < 6; index += 1)
      codes.push(
        (await stranger.attempt(await stranger.start(), 'sign_in', { name: 'nobody@example.com', password: 'falsch geraten 12' })).body
          .code,
      )
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'credentials_wrong'), 'rate_limited'])
  })
})
