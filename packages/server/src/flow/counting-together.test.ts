// Limits count in the database alone: two servers share them, and a server that starts again knows them.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPostgresDatabase } from '../../test/databases.ts'
import { APP, type ExampleFoyer, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { newSecret, parseSecrets } from '../keys/key-ring.ts'
import { blockLimit, bucketKey } from './limits.ts'

const MINUTE_MS = 60_000
const WRONG = 'ganz sicher nicht das Passwort'

interface Servers {
  /** Who answers now. */
  now(): ExampleFoyer
  /** From here on the other server answers, or the same one started again. */
  turn(): Promise<void>
  /** All mails that any of them sent. */
  mailsTo(address: string): { subject: string }[]
  close(): Promise<void>
}

const secrets = newSecret('test')

const twoOnPostgres = async (): Promise<Servers> => {
  const { url, drop } = await createPostgresDatabase()
  const servers = [
    await openExampleFoyer({ secrets }, { database: { url } }),
    await openExampleFoyer({ secrets }, { database: { url } }),
  ] as const
  let at: 0 | 1 = 0
  return {
    now: () => servers[at],
    turn: async () => {
      at = at === 0 ? 1 : 0
    },
    mailsTo: (address) => servers.flatMap(({ mails }) => mails.filter(({ to }) => to === address)),
    async close() {
      await Promise.all(servers.map((server) => server.close()))
      await drop()
    },
  }
}

const oneAgainAndAgain = async (): Promise<Servers> => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-again-'))
  const open = () => openExampleFoyer({ secrets }, { database: { directory: join(folder, 'database') } })
  const before: ExampleFoyer[] = []
  let server = await open()
  return {
    now: () => server,
    async turn() {
      await server.close()
      before.push(server)
      server = await open()
    },
    mailsTo: (address) => [...before, server].flatMap(({ mails }) => mails.filter(({ to }) => to === address)),
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const postgres = inject('foyerTestPostgres')
describe.each([
  { what: 'two servers on PostgreSQL', open: twoOnPostgres, missing: 'missing' in postgres ? postgres.missing : null },
  { what: 'an embedded server, started again', open: oneAgainAndAgain, missing: null },
])('$what', ({ open, missing }) => {
  if (missing !== null) return it(`is not tested here: ${missing}`, (context) => context.skip())
  let servers: Servers
  let shifted = 0
  beforeAll(async () => {
    servers = await open()
  })
  afterAll(() => servers.close())

  /** The address block's counts of a test before are over, and waits as well. */
  const later = async (ms: number) => {
    shifted += ms
    await servers.now().shiftClock(shifted)
  }
  const stranger = () => servers.now().browser({ origin: APP })
  const signIn = async (name: string, password: string) => {
    const browser = stranger()
    const { body } = await browser.tryTo(await browser.start(), 'sign_in', { name, password })
    return body.code ?? body.step?.name
  }
  const fail = async (name: string, times: number, waitMs = 0) => {
    for (let count = 0; count < times; count += 1) {
      expect(await signIn(name, WRONG)).toBe('credentials_wrong')
      if (waitMs > 0) await later(waitMs)
    }
  }
  const askForRecovery = async (name: string) => {
    const browser = stranger()
    const { body } = await browser.tryTo(await browser.start({ begin: 'recover' }), 'request', { name })
    await servers.now().idle()
    return body.code ?? body.step?.name
  }

  it('has five free tries in all', async () => {
    const { email } = await servers.now().join({ origin: APP })
    await fail(email, 3)
    await servers.turn()
    await fail(email, 2)
    expect(await signIn(email, PASSWORD)).toBe('rate_limited')
    await servers.turn()
    expect(await signIn(email, PASSWORD)).toBe('rate_limited')
    await later(MINUTE_MS + 1000)
    expect(await signIn(email, PASSWORD)).toBe('signed_in')
    await servers.turn()
    // The success was known to the other one as well.
    await fail(email, 5)
    expect(await signIn(email, WRONG)).toBe('rate_limited')
  })

  it('disables a password after a hundred failures in all, tells the holder once, and still knows the holder’s browser', async () => {
    const { email, browser: own } = await servers.now().join({ origin: APP })
    await own.post('/session/sign-out', { application: 'app' })
    await fail(email, 50, 61 * MINUTE_MS)
    await servers.turn()
    await fail(email, 49, 61 * MINUTE_MS)
    await servers.now().idle()
    const before = servers.mailsTo(email).length
    await servers.turn()
    await fail(email, 1, 61 * MINUTE_MS)
    await servers.now().idle()
    await fail(email, 1, 61 * MINUTE_MS)
    await servers.now().idle()
    expect(
      servers
        .mailsTo(email)
        .slice(before)
        .map(({ subject }) => subject),
    ).toEqual([expect.stringMatching(/Passwort/)])
    expect(await signIn(email, PASSWORD)).toBe('credentials_wrong')
    await servers.turn()
    await later(61 * MINUTE_MS)
    expect(await signIn(email, PASSWORD)).toBe('credentials_wrong')
    const known = servers.now().browser({ origin: APP })
    for (const [name, value] of own.jar) known.jar.set(name, value)
    expect((await known.act(await known.start(), 'sign_in', { name: email, password: PASSWORD })).step.name).toBe('signed_in')
  })

  it('refuses an address block after a thousand failures in all', async () => {
    const { email } = await servers.now().join({ origin: APP })
    await later(11 * MINUTE_MS)
    const block = blockLimit(bucketKey(parseSecrets(secrets), 'block', 'unknown'))
    const count = (times: number) => Promise.all(Array.from({ length: times }, () => servers.now().store.countTry([block])))
    await count(600)
    await servers.turn()
    await count(399)
    await fail(`nobody.${email}`, 1)
    expect(await signIn(email, PASSWORD)).toBe('rate_limited')
    await servers.turn()
    expect(await signIn(email, PASSWORD)).toBe('rate_limited')
    await later(11 * MINUTE_MS)
    expect(await signIn(email, PASSWORD)).toBe('signed_in')
  })

  it('mails one address three times an hour and ten times a day in all', async () => {
    const { email } = await servers.now().join({ origin: APP })
    await later(61 * MINUTE_MS)
    const before = servers.mailsTo(email).length
    const askTwice = async () => {
      for (let count = 0; count < 2; count += 1) expect(await askForRecovery(email)).toBe('recover_code')
    }
    await askTwice()
    await servers.turn()
    await askTwice()
    expect(servers.mailsTo(email)).toHaveLength(before + 3)
    for (let hour = 0; hour < 4; hour += 1) {
      await later(61 * MINUTE_MS)
      await askTwice()
      if (hour === 1) await servers.turn()
      await askTwice()
    }
    expect(servers.mailsTo(email)).toHaveLength(before + 10)
  })

  it('takes thirty requests for a mail from one address block in ten minutes in all', async () => {
    await later(11 * MINUTE_MS)
    const ask = async (times: number) => {
      for (let count = 0; count < times; count += 1) expect(await askForRecovery(`nobody.${count}@example.com`)).toBe('recover_code')
    }
    await ask(20)
    await servers.turn()
    await ask(10)
    expect(await askForRecovery('nobody@example.com')).toBe('rate_limited')
    await servers.turn()
    expect(await askForRecovery('nobody@example.com')).toBe('rate_limited')
    await later(11 * MINUTE_MS)
    expect(await askForRecovery('nobody@example.com')).toBe('recover_code')
  })

  it('ends a typed code after ten wrong tries in all', async () => {
    const { email } = { email: 'typed.code@example.com' }
    const id = await servers.now().enter({ email, invite: { application: 'app' } })
    const locator = (await servers.now().store.loadPerson({ id }))?.person.invitation?.locator
    const guess = async () => {
      const browser = stranger()
      const { body } = await browser.tryTo(await browser.start({ begin: 'enter_code' }), 'submit_code', { code: `${locator}2222222222` })
      return body.code
    }
    for (let count = 0; count < 10; count += 1) {
      if (count === 5) await servers.turn()
      expect(await guess()).toBe('code_wrong')
    }
    expect(await guess()).toBe('code_exhausted')
    await servers.turn()
    await later(2 * 24 * 60 * MINUTE_MS)
    expect(await guess()).toBe('code_exhausted')
  })
})
