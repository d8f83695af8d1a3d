// What becomes of jobs while a mail provider fails in every way that providers fail, and when the process stops meanwhile.

import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createPostgresDatabase } from '../../test/databases.ts'
import { type ExampleFoyer, linkIn, openExampleFoyer } from '../../test/example-foyer.ts'
import { rowsOf } from '../../test/production-foyer.ts'
import { MailError } from '../mail/mail-error.ts'
import type { MailTransport, OutgoingMail } from '../mail/transport.ts'

const MINUTE_MS = 60_000

interface Provider extends MailTransport {
  /** Every mail that it was given, taken or not. */
  readonly given: OutgoingMail[]
  readonly taken: OutgoingMail[]
  /** What it does with the next mails; takes them when `null`. */
  fault: (() => Promise<never>) | null
}

const createProvider = (): Provider => {
  const provider: Provider = {
    name: 'test',
    given: [],
    taken: [],
    fault: null,
    async send(mail) {
      provider.given.push(mail)
      if (provider.fault !== null) return provider.fault()
      provider.taken.push(mail)
      return { providerId: null }
    },
  }
  return provider
}

const failing = (kind: 'refused' | 'deferred' | 'misconfigured', retryAfterMs?: number) => () =>
  Promise.reject(new MailError(kind, 'It answered so', retryAfterMs === undefined ? {} : { retryAfterMs }))

const lines: { level: number; msg: string }[] = []
let foyer: ExampleFoyer
let provider: Provider
let shifted = 0
beforeAll(async () => {
  provider = createProvider()
  const log = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line) as { level: number; msg: string }) })
  foyer = await openExampleFoyer({}, { transport: provider, log })
})
beforeEach(() => {
  provider.given.length = 0
  provider.taken.length = 0
  lines.length = 0
})
afterAll(() => foyer.close())

/** So much later everything that is due by then is tried. */
const later = async (ms: number): Promise<void> => {
  shifted += ms
  await foyer.shiftClock(shifted)
  await foyer.idle()
}
let entered = 0
const invite = async (): Promise<string> => {
  entered += 1
  const id = await foyer.enter({ email: `mia${entered}@example.com`, invite: { application: 'app' } })
  await foyer.idle()
  return id
}
const eventsOf = async (id: string): Promise<string[]> =>
  (await foyer.store.listEvents({ limit: 100, userId: id })).items.map(({ type }) => type)

describe('a mail that the provider does not take', () => {
  it.each<[string, () => Promise<never>]>([
    ['asks to come later', failing('deferred')],
    ['throws what nobody expected', () => Promise.reject(new TypeError('of mia@example.com'))],
  ])('because it %s, is tried again after a while, and goes out once, as it was', async (_, fault) => {
    provider.fault = fault
    const id = await invite()
    await foyer.idle()
    expect(provider.given).toHaveLength(1)
    await later(6_000)
    expect(provider.given).toHaveLength(2)
    await later(6_000)
    expect(provider.given, 'the second wait is longer').toHaveLength(2)
    provider.fault = null
    await later(MINUTE_MS)
    await later(120 * MINUTE_MS)
    expect(provider.taken).toHaveLength(1)
    expect(new Set(provider.given.map(({ messageId }) => messageId)).size).toBe(1)
    expect(new Set(provider.given.map(({ text }) => linkIn(text))).size).toBe(1)
    expect((await eventsOf(id)).filter((type) => type === 'mail.sent')).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toContain('@example.com')
  })

  it('because it wants a pause, waits as long as it was told', async () => {
    provider.fault = failing('deferred', 10 * MINUTE_MS)
    await invite()
    await later(9 * MINUTE_MS)
    expect(provider.given).toHaveLength(1)
    provider.fault = null
    await later(2 * MINUTE_MS)
    expect(provider.taken).toHaveLength(1)
  })

  it('because our settings are wrong, raises an alarm and is not pressed: one try in half an hour', async () => {
    provider.fault = failing('misconfigured')
    await invite()
    await later(29 * MINUTE_MS)
    expect(provider.given).toHaveLength(1)
    expect(lines.filter(({ level }) => level >= 50).map(({ msg }) => msg)).toEqual([
      'the mail provider refuses our settings: check its key and domain',
    ])
    provider.fault = null
    await later(2 * MINUTE_MS)
    expect(provider.taken).toHaveLength(1)
  })

  it('because nobody is there, is not tried again, and the person has a mark until somebody looks', async () => {
    provider.fault = failing('refused')
    const id = await invite()
    await later(24 * 60 * MINUTE_MS)
    expect(provider.given).toHaveLength(1)
    const { body } = await foyer.manage('GET', `/api/users/${id}`)
    expect((body.invitation as { delivery: string }).delivery).toBe('bounced')
    expect((await foyer.manage('POST', `/api/users/${id}/invitation`, { application: 'app' })).body.code).toBe('email_bounced')
  })

  it('for hours, is given up after twelve tries, and the trail says so', async () => {
    provider.fault = failing('deferred')
    const id = await invite()
    for (let hours = 0; hours < 13; hours += 1) await later(60 * MINUTE_MS)
    expect(provider.given).toHaveLength(12)
    expect(await eventsOf(id)).toContain('mail.failed')
  })
})

describe('handing over', () => {
  it('is over for everybody who waits for it at once', async () => {
    await Promise.all([foyer.idle(), foyer.idle(), foyer.idle()])
  })

  it('waits for a mail that another turn took at the same moment', async () => {
    await foyer.idle()
    const { store } = foyer
    const claim = store.claimJobs
    const [asked, entered, sending, sent] = [gate(), gate(), gate(), gate()]
    let calls = 0
    store.claimJobs = async (options) => {
      calls += 1
      if (calls === 1) {
        asked.open()
        await entered.passed
      }
      return claim(options)
    }
    provider.fault = async () => {
      sending.open()
      await sent.passed
      throw new MailError('refused', 'It answered so')
    }
    let handedOver = false
    const idle = foyer.idle().then(() => {
      handedOver = true
    })
    await asked.passed
    await foyer.enter({ email: 'taken@example.com', invite: { application: 'app' } })
    await sending.passed
    entered.open()
    await sleep(100)
    expect(handedOver).toBe(false)
    sent.open()
    await idle
    store.claimJobs = claim
    provider.fault = null
  })
})

const gate = () => {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

const postgres = inject('foyerTestPostgres')
if ('missing' in postgres) console.warn(`What a stopping worker gives back is not tested: ${postgres.missing}`)

describe.runIf('url' in postgres)('a process that stops', () => {
  it('while its provider says nothing gives the mail back at once, uncounted, and another sends it', async () => {
    const database = await createPostgresDatabase()
    const silent: MailTransport = {
      name: 'silent',
      send: (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new MailError('deferred', 'It was told to stop')))),
    }
    const secrets = 'test:q8Zr2LmX0vTn5Yb7Wc4Dk9Pf1Hs6Ja3GxEuRiOtBlQ8='
    const first = await openExampleFoyer({ secrets }, { transport: silent, database: { url: database.url } })
    await first.enter({ email: 'mia@example.com', invite: { application: 'app' } })
    const held = () => rowsOf<{ attempts: number; held: boolean }>(database.url, 'select attempts, lease_by is not null as held from jobs')
    await expect.poll(held, { timeout: 10_000 }).toEqual([{ attempts: 1, held: true }])
    const told = performance.now()
    await first.close()
    expect(performance.now() - told).toBeLessThan(6_000)
    await sleep(100)
    expect(await held()).toEqual([{ attempts: 0, held: false }])

    const provider = createProvider()
    const second = await openExampleFoyer({ secrets }, { transport: provider, database: { url: database.url } })
    await second.idle()
    expect(provider.taken.map(({ to }) => to)).toEqual(['mia@example.com'])
    await second.close()
    await database.drop()
  }, 60_000)
})
