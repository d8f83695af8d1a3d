// What may happen next, by chance.

import type { Role } from '@foyer/contract'
import * as fc from 'fast-check'
import { DAY, HOUR, MINUTE } from '../account/person.fixture.ts'
import type { HandoverCarrier } from '../invitation/invite.ts'

const MANAGERS_TYPE = ['a@firma.example', 'A@firma.example', 'b@firma.example', 'c@firma.example'] as const
export const HOLDERS_TYPE = [
  'geheim1@privat.example',
  'geheim2@privat.example',
  'a@firma.example',
  'geheim3@privat.example',
  'd@privat.example',
  'e@privat.example',
  'f@privat.example',
] as const
const APPLICATIONS = ['app', 'shop', 'portal', 'plant', 'intranet', 'bank'] as const
const ROLES: readonly Role[] = ['owner', 'manager', 'helper', 'viewer']
const CARRIERS: readonly (readonly HandoverCarrier[])[] = [['qr'], ['sheet'], ['link', 'code', 'qr'], ['sheet', 'qr']]
const WAITS = [MINUTE, 9 * MINUTE, 12 * MINUTE, HOUR, 2 * HOUR, 20 * HOUR, DAY, 3 * DAY, 6 * DAY, 13 * DAY, 40 * DAY] as const

const who = fc.nat(3)
const by = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(0, 6, 7) }, { weight: 1, arbitrary: fc.nat(7) })
const pick = fc.oneof(fc.nat(3), fc.nat(30))
const days = fc.option(fc.constantFrom(1, 3, 14, 60, 90), { nil: undefined })
const role = fc.option(fc.constantFrom(...ROLES), { nil: undefined })
const managersAddress = fc.constantFrom(...MANAGERS_TYPE)
const holdersAddress = fc.constantFrom(...HOLDERS_TYPE)
const application = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('app', 'portal') },
  { weight: 2, arbitrary: fc.constantFrom(...APPLICATIONS) },
)

const kinds = {
  wait: [24, { ms: fc.constantFrom(...WAITS) }],
  send: [30, { who, by, application, role, days, way: fc.constantFrom('link', 'link', 'generate', 'chosen') }],
  handOver: [36, { who, by, application, role, days, carriers: fc.constantFrom(...CARRIERS) }],
  renew: [10, { who, by, days, send: fc.boolean() }],
  revoke: [6, { who, by }],
  changeEmail: [
    18,
    {
      who,
      by,
      address: fc.option(managersAddress, { freq: 6 }),
      send: fc.constantFrom(undefined, undefined, 'invitation', 'confirmation'),
    },
  ],
  sendConfirmation: [8, { who, by }],
  sendRecovery: [12, { who, by }],
  /** Perhaps twice. */
  askAgain: [26, { who, againMs: fc.constantFrom(0, 0, 5 * MINUTE, 12 * MINUTE) }],
  grantAccess: [16, { who, by, application, role }],
  withdrawAccess: [8, { who, by, application }],
  deactivate: [14, { who, by, inMs: fc.constantFrom(0, 0, HOUR, DAY) }],
  endWhenDue: [8, { who }],
  reactivate: [14, { who, by }],
  reset: [16, { who, by, address: fc.constantFrom(undefined, null, 'b@firma.example', 'c@firma.example'), invites: fc.boolean() }],
  erase: [1, { who, by }],
  rename: [6, { who, by, externalId: fc.constantFrom('P-1', 'P-3', 'P-9', 'p@9', null), asked: fc.boolean() }],
  bounce: [3, { who, because: fc.constantFrom('bounced', 'complained') }],
  clearBounce: [8, { who, by }],
  refuse: [5, { who, pick }],
  /** Any secret that ever left the house, living ones first. */
  present: [60, { who, pick, living: fc.boolean() }],
  /** Opens the page of a living link; the button comes later, or never. */
  land: [14, { who, pick }],
  press: [18, { pick }],
  wrongCode: [10, { who, pick, times: fc.constantFrom(1, 4, 10) }],
  typeAddress: [24, { pick, address: fc.oneof(holdersAddress, fc.constant(null)) }],
  typeMany: [4, { pick }],
  typeCode: [40, { pick, of: pick }],
  goWithout: [4, { pick }],
  accept: [10, { pick }],
  complete: [24, { pick }],
  saveProfile: [3, { who, phone: fc.constantFrom('+49 30 1', '+49 30 2') }],
  requestChange: [16, { who, address: holdersAddress, confirms: fc.boolean() }],
  /** The whole way by one living secret. */
  walk: [14, { who, pick, address: holdersAddress }],
} as const

type Kinds = typeof kinds
type Values<R> = { [K in keyof R]: R[K] extends fc.Arbitrary<infer V> ? V : never }
export type Command = { [K in keyof Kinds]: { kind: K } & Values<Kinds[K][1]> }[keyof Kinds]
export type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>

export const commandKinds = Object.keys(kinds) as Command['kind'][]

const rows = Object.entries(kinds) as unknown as [string, readonly [number, Readonly<Record<string, fc.Arbitrary<unknown>>>]][]
const arbitraries = rows.map(([kind, [weight, parts]]) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), ...parts }) as unknown as fc.Arbitrary<Command>,
}))

export const commands = (most: number): fc.Arbitrary<Command[]> =>
  fc.noBias(fc.array(fc.oneof(...arbitraries), { minLength: 1, maxLength: most, size: 'max' }))
