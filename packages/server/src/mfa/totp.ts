// Codes of authenticator apps (RFC 6238): SHA-1, six digits, thirty seconds, as every app understands them.

import { randomBytes } from 'node:crypto'
import type { TotpSetup } from '@foyer/contract'
import type { Deps } from '../deps.ts'
import { hotp, isEqual, toBase32, totpUri } from '../keys/oslo.ts'
import { seal, unseal } from '../keys/seal.ts'

const PERIOD_MS = 30_000
const DIGITS = 6
/** RFC 4226 §4 asks for 128 bits at least and recommends 160. */
const KEY_BYTES = 20
/** Steps before and after the present one: a clock that is 30 seconds off (RFC 6238 §5.2). */
const STEPS_OFF = 1

export const newTotpKey = (): Uint8Array => randomBytes(KEY_BYTES)

/** For `now` in milliseconds; `digits` 6 to 8. */
export const totpAt = (key: Uint8Array, now: number, digits = DIGITS): string => hotp(key, counterAt(now), digits)

/**
 * The counter of the step that a code is right for; `null` for a wrong one. Whether that step was used before is the caller's to ask.
 */
export const counterOf = (key: Uint8Array, code: string, now: number): number | null => {
  const typed = Buffer.from(code)
  const counters = Array.from({ length: 2 * STEPS_OFF + 1 }, (_, index) => counterAt(now) - STEPS_OFF + index)
  const right = counters.filter((counter) => isEqual(Buffer.from(hotp(key, counter, DIGITS)), typed))
  return right[0] ?? null
}

/** As it is kept: sealed together with whose it is, so that a row that was copied to somebody else opens nothing. */
export const sealTotpKey = ({ keys }: Pick<Deps, 'keys'>, userId: string, key: Uint8Array): string =>
  seal(keys, 'seal/totp', { userId, key: Buffer.from(key).toString('base64url') })

/** `null` under a retired secret, or for somebody else's. */
export const openTotpKey = ({ keys }: Pick<Deps, 'keys'>, userId: string, sealed: string): Uint8Array | null => {
  const opened = unseal(keys, 'seal/totp', sealed) as { userId: string; key: string } | undefined
  return opened === undefined || opened.userId !== userId ? null : Buffer.from(opened.key, 'base64url')
}

/** What somebody needs to set an app up. `account` is shown by the app beside the organisation's name. */
export const totpSetup = async ({ config }: Pick<Deps, 'config'>, key: Uint8Array, account: string): Promise<TotpSetup> => {
  const uri = totpUri(config.organisation.name, account, key, PERIOD_MS / 1000, DIGITS)
  const { encode } = await import('uqr')
  const { data, size } = encode(uri, { ecc: 'M', border: 0 })
  const secret =
    toBase32(key)
      .match(/.{1,4}/g)
      ?.join(' ') ?? ''
  return { secret, uri, qr: { size, path: pathOf(data) } }
}

const counterAt = (now: number): number => Math.floor(now / PERIOD_MS)

/** One stroke for each run of dark modules. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('')
