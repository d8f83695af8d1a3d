// Tests of the bytes that secrets are derived from.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FoyerError, isFoyerError } from '../foyer-error.ts'
import { bytesToHex } from './byte-order.ts'
import { type CarrierOf, carrierNames, carriers, channelOf, type GrantPurpose, isLinkCarrier, linkCarrierFromByte } from './carriers.ts'
import { type MacFields, macInput } from './mac-input.ts'

const address = { canonical: 'mia@example.com', revision: 3 }
const mailed = { purpose: 'invitation', grantId: '00112233445566ff', generation: 1_795_000_000_000, carrier: 'mail_link', address } as const
const handed = { purpose: 'invitation', grantId: '00112233445566ff', generation: 1_795_000_000_000, carrier: 'qr' } as const

const purpose = fc.constantFrom<GrantPurpose>(
  'invitation',
  'confirmation',
  'recovery',
  'email_undo',
  'email_change',
  'email_proof',
  'first_owner',
  'refusal',
)
const grantId = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(bytesToHex)
const generation = fc.nat(2 ** 31 - 1).map((low) => low * 2 ** 17)
const macFields: fc.Arbitrary<MacFields> = fc.oneof(
  fc.record({
    purpose,
    grantId,
    generation,
    carrier: fc.constantFrom<CarrierOf<'email'>>('mail_link', 'mail_code', 'initial_password'),
    address: fc.record({ canonical: fc.string({ maxLength: 20 }), revision: fc.nat() }),
  }),
  fc.record({
    purpose,
    grantId,
    generation,
    carrier: fc.constantFrom<Exclude<CarrierOf<'handover'>, 'chosen_password'>>('qr', 'sheet', 'link', 'code'),
  }),
)

describe('carriers', () => {
  it('have one byte each, none of it zero', () => {
    const bytes = carrierNames().map((carrier) => carriers[carrier].byte)
    expect(new Set(bytes).size).toBe(bytes.length)
    expect(bytes.every((byte) => byte > 0 && byte < 256)).toBe(true)
  })

  it('are read from a link only where they are links', () => {
    expect(carrierNames().filter(isLinkCarrier)).toEqual(['mail_link', 'qr', 'sheet', 'link'])
    const read = carrierNames().map((carrier) => linkCarrierFromByte(carriers[carrier].byte))
    expect(read).toEqual(carrierNames().map((carrier) => (isLinkCarrier(carrier) ? carrier : null)))
    expect([linkCarrierFromByte(0), linkCarrierFromByte(255)]).toEqual([null, null])
  })

  it('prove the mailbox exactly when the mail sender renders them', () => {
    expect(carrierNames().filter((carrier) => channelOf(carrier) === 'email')).toEqual(['mail_link', 'mail_code', 'initial_password'])
  })
})

describe('macInput', () => {
  it('puts a length before every field', () => {
    expect(new TextDecoder('latin1').decode(macInput(mailed))).toBe(
      '\0\x0dfoyer.grant.1' +
        '\0\x0ainvitation' +
        '\0\x08\x00\x11\x22\x33\x44\x55\x66\xff' +
        `\0\x06${new TextDecoder('latin1').decode(sixBytes(mailed.generation))}` +
        '\0\x05email' +
        '\0\x09mail_link' +
        '\0\x0fmia@example.com' +
        '\0\x06\0\0\0\0\0\x03',
    )
  })

  it('differs as soon as one fact differs', () => {
    const inputs: MacFields[] = [
      mailed,
      handed,
      { ...mailed, purpose: 'confirmation' },
      { ...mailed, grantId: '00112233445566fe' },
      { ...mailed, generation: mailed.generation + 1 },
      { ...mailed, carrier: 'mail_code' },
      { ...mailed, address: { ...address, revision: 5 } },
      { ...mailed, address: { ...address, canonical: 'mia@example.co' } },
      { ...handed, carrier: 'sheet' },
    ]
    expect(new Set(inputs.map((input) => bytesToHex(macInput(input)))).size).toBe(inputs.length)
  })

  it('is the same for the same facts alone', () => {
    fc.assert(
      fc.property(macFields, macFields, (one, other) => {
        const isSame = JSON.stringify(normal(one)) === JSON.stringify(normal(other))
        expect(bytesToHex(macInput(one)) === bytesToHex(macInput(other))).toBe(isSame)
        expect(bytesToHex(macInput({ ...one }))).toBe(bytesToHex(macInput(one)))
      }),
    )
  })

  it('cannot be moved from one field into the next', () => {
    const one = macInput({ ...mailed, address: { canonical: 'a\0\x06', revision: 0 } })
    const other = macInput({ ...mailed, address: { canonical: 'a', revision: 0 } })
    expect(bytesToHex(one).startsWith(bytesToHex(other).slice(0, -16))).toBe(false)
  })

  it('refuses facts out of range and an address on the wrong channel', () => {
    const wrong: unknown[] = [
      { ...mailed, grantId: '00112233445566F0' },
      { ...mailed, grantId: '001122334455667' },
      { ...mailed, generation: -1 },
      { ...mailed, generation: 1.5 },
      { ...mailed, generation: 2 ** 48 },
      { ...mailed, generation: Number.NaN },
      { ...mailed, address: undefined },
      { ...handed, address },
      { ...handed, carrier: 'chosen_password' },
      { ...mailed, address: { ...address, revision: -1 } },
    ]
    for (const fields of wrong) expect(() => macInput(fields as MacFields)).toThrow(FoyerError)
  })

  it('names the wrong argument and never its value', () => {
    let thrown: unknown
    try {
      macInput({ ...handed, grantId: 'secret' })
    } catch (error) {
      thrown = error
    }
    expect(isFoyerError(thrown, 'internal')).toBe(true)
    expect(String((thrown as Error).cause)).not.toContain('secret')
  })

  it('demands the address by type as well', () => {
    // @ts-expect-error mailed without an address
    expect(() => macInput({ ...handed, carrier: 'mail_link' })).toThrow(FoyerError)
    // @ts-expect-error handed over with an address
    expect(() => macInput({ ...mailed, carrier: 'qr' })).toThrow(FoyerError)
  })
})

function sixBytes(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(value))
  return new Uint8Array(view.buffer).slice(2)
}

function normal({ purpose, grantId, generation, carrier, address }: MacFields): unknown {
  return [purpose, grantId, generation, carrier, address?.canonical, address?.revision]
}
