// What a browser is remembered by: a random id, and the accounts that signed in with it, as keyed hashes.

import { randomBytes } from 'node:crypto'
import type { KeyRing } from '../keys/key-ring.ts'
import { toBase64url } from '../keys/oslo.ts'
import { seal, unseal } from '../keys/seal.ts'

export interface Device {
  id: string
  /** Counting keys of accounts, newest last. */
  accounts: readonly string[]
  /** Of these, whose own device it is: they said so. */
  own?: readonly string[] | undefined
}

/** A shared computer remembers the last few; the oldest are forgotten. */
const MAX_ACCOUNTS = 10

/** `null` for a cookie that is missing, forged, or sealed under a retired secret. */
export const openDevice = (keys: KeyRing, sealed: string | null): Device | null =>
  sealed === null || sealed.length > 2000 ? null : ((unseal(keys, 'seal/device', sealed) as Device | undefined) ?? null)

export const sealDevice = (keys: KeyRing, device: Device): string => seal(keys, 'seal/device', device)

/** The same device, known for one account more. */
export const knownFor = (
  device: Device | null,
  { accountKey, ownName }: { accountKey: string | null; ownName: string | null },
): Device => ({
  id: device?.id ?? toBase64url(randomBytes(9)),
  accounts: withNewest(device?.accounts, accountKey),
  ...(ownName === null && device?.own === undefined ? {} : { own: withNewest(device?.own, ownName) }),
})

/** The same device without any trace of an account: somebody said that others use it too. */
export const forgetOn = (device: Device, accountKey: string | null): Device => ({
  ...device,
  accounts: device.accounts.filter((key) => key !== accountKey),
  ...(device.own === undefined ? {} : { own: device.own.filter((key) => key !== accountKey) }),
})

const withNewest = (keys: readonly string[] = [], newest: string | null): string[] =>
  newest === null ? [...keys] : [...keys.filter((key) => key !== newest), newest].slice(-MAX_ACCOUNTS)
