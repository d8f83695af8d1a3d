// A Foyer in memory for a host's own tests, with a mailbox to read and a clock to move.

import { pino } from 'pino'
import type { FoyerConfig } from './config-types.ts'
import { createFoyer, type Foyer, type Overrides } from './create-foyer.ts'
import { newSecret } from './keys/key-ring.ts'
import { capture } from './mail/capture.ts'
import { createPasswordHasher } from './password/hash-password.ts'
import type { Store } from './store/store.ts'

export interface TestMail {
  at: Date
  to: string
  subject: string
  html: string
  text: string
  messageId: string
}

export interface TestFoyer extends Foyer {
  /** An owner's key; not bound to an application. */
  readonly apiKey: string
  /** Every mail so far, oldest first. */
  readonly mails: readonly TestMail[]
  /** Sends what is due, then answers the newest mail to that address. */
  mailTo(address: string): Promise<TestMail>
  /** Moves the database's clock: everything after it happens so many milliseconds later than now. */
  shiftClock(ms: number): Promise<void>
}

const defaults = {
  url: 'http://localhost',
  demo: true,
  organisation: { name: 'Test AG', contact: 'help@test.example' },
  mail: { from: 'Test AG <hello@test.example>', transport: 'capture' },
  applications: { app: { name: 'App' } },
} as const satisfies FoyerConfig

/** Cheap hashes and an embedded database in memory; everything else is the real thing. Close it when done. */
export const createTestFoyer = async (config: Partial<FoyerConfig> = {}, overrides: Overrides = {}): Promise<TestFoyer> => {
  const mails: TestMail[] = []
  const stores: Store[] = []
  const foyer = await createFoyer(
    { ...defaults, secrets: newSecret('test'), ...config },
    {
      database: { memory: true },
      log: pino({ level: 'silent' }),
      hasher: createPasswordHasher({ parameters: { memoryCost: 8, timeCost: 1, parallelism: 1 } }),
      transport: capture({
        add: async ({ at, to, subject, html, text, messageId }) => {
          mails.push({ at, to, subject, html, text, messageId })
        },
      }),
      ...overrides,
      onStore: (store) => {
        stores.push(store)
        overrides.onStore?.(store)
      },
    },
  )
  return {
    ...foyer,
    apiKey: foyer.demoApiKey ?? '',
    mails,
    async mailTo(address) {
      await foyer.idle()
      const found = mails.findLast((mail) => mail.to.toLowerCase() === address.toLowerCase())
      if (found === undefined) throw new Error(`No mail to ${address} was sent. There are ${mails.length} to others.`)
      return found
    },
    shiftClock: async (ms) => {
      await stores[0]?.shiftClock(ms)
    },
  }
}
