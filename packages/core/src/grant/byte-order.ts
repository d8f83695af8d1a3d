// Whole numbers and hexadecimal text as bytes, most significant first.

import { demand } from './demand.ts'

/** `value` must be a whole number that fits into `length` bytes and a safe integer. */
export function numberToBytes(value: number, length: number): Uint8Array {
  demand(Number.isSafeInteger(value) && value >= 0 && value < 256 ** length, `a whole number of ${length} bytes`)
  const bytes = new Uint8Array(length)
  let rest = value
  for (let at = length - 1; at >= 0; at -= 1) {
    bytes[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

/** Exact up to 6 bytes. */
export function bytesToNumber(bytes: Uint8Array): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0)
}

/** Lower-case hexadecimal only, two digits a byte. */
export function hexToBytes(hex: string, length: number): Uint8Array {
  demand(hex.length === length * 2 && /^[0-9a-f]*$/.test(hex), `${length} bytes as lower-case hexadecimal`)
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

export function bytesToHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
