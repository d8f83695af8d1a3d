// Codes that people type: from a mail, from a sheet, from a screen. 31 characters, none of which looks like another.

import { demand } from './demand.ts'

/** Without 0, 1, i, l and o. */
export const codeAlphabet = '23456789abcdefghjkmnpqrstuvwxyz'

export const LOCATOR_CHARACTERS = 6
const CHECK_CHARACTERS = 10
export const ACTIVATION_CODE_CHARACTERS = LOCATOR_CHARACTERS + CHECK_CHARACTERS
export const MAIL_CODE_CHARACTERS = 8
/** 13 × log2(31) = 64.4 bits. */
export const INITIAL_PASSWORD_CHARACTERS = 13

const RADIX = BigInt(codeAlphabet.length)
/** Spaces, hyphens and dashes of every kind, and what is invisible between letters. */
const SEPARATORS = /[\s\p{Pd}\u00ad\u2043\u200b-\u200d\u2060\u2212]/gu
/** More than any code needs with separators after every character. */
const TYPED_MAX = 200

export interface ActivationCode {
  /** Finds the grant; no secret. */
  locator: string
  /** Compare it with `checkFrom` in constant time. */
  check: string
}

/** Without separators and in lower case. Letters beyond A–Z stay what they are, and so does everything else. */
export function normaliseTyped(input: string): string {
  return input
    .slice(0, TYPED_MAX)
    .replace(SEPARATORS, '')
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** The normalised code when it has exactly `length` characters of the alphabet, else `null`. */
export function readTypedCode(input: string, length: number): string | null {
  if (input.length > TYPED_MAX) return null
  const typed = normaliseTyped(input)
  return typed.length === length && [...typed].every((character) => codeAlphabet.includes(character)) ? typed : null
}

/** Splits a typed activation code; `null` when it cannot be one. */
export function readActivationCode(input: string): ActivationCode | null {
  const typed = readTypedCode(input, ACTIVATION_CODE_CHARACTERS)
  return typed === null ? null : { locator: typed.slice(0, LOCATOR_CHARACTERS), check: typed.slice(LOCATOR_CHARACTERS) }
}

/**
 * The locator of a new generation, from at least 4 random bytes. It is unique and no secret, so the bias of 4 bytes (some locators are
 * a quarter likelier than others) costs nothing but a few more collisions; 8 bytes have none to speak of.
 */
export function locatorFrom(randomBytes: Uint8Array): string {
  demand(randomBytes.length >= 4, 'at least 4 random bytes')
  return toCharacters(randomBytes, LOCATOR_CHARACTERS)
}

/**
 * `count` characters from a MAC of at least 16 bytes, read as one big number in base 31. Of n bits a code of b bits is off an even
 * spread by at most 2^(b − n): below 2^-63 for 13 characters of 16 bytes.
 */
export function macToCharacters(mac: Uint8Array, count: number): string {
  demand(mac.length >= 16, 'a MAC of at least 16 bytes')
  demand(Number.isSafeInteger(count) && count >= 1 && count <= 16, '1 to 16 characters')
  return toCharacters(mac, count)
}

/** The ten characters of an activation code that are secret. */
export function checkFrom(mac: Uint8Array): string {
  return macToCharacters(mac, CHECK_CHARACTERS)
}

/** 16 characters: six that locate, ten of the MAC. Show it with `formatGroups(code, 4)`. */
export function activationCodeFrom(locator: string, mac: Uint8Array): string {
  demand(readTypedCode(locator, LOCATOR_CHARACTERS) === locator, 'a locator')
  return locator + checkFrom(mac)
}

/** The 8 characters of a code that is typed where the address or the flow is known already. */
export function mailCodeFrom(mac: Uint8Array): string {
  return macToCharacters(mac, MAIL_CODE_CHARACTERS)
}

/** 13 characters. Show it with `formatInitialPassword`, compare what is typed after `normaliseTyped`. */
export function initialPasswordFrom(mac: Uint8Array): string {
  return macToCharacters(mac, INITIAL_PASSWORD_CHARACTERS)
}

/** `formatGroups('abcdefgh', 4)` → `abcd-efgh`; the last group may be shorter. */
export function formatGroups(code: string, size: number): string {
  demand(Number.isSafeInteger(size) && size >= 1, 'a group size')
  const count = Math.ceil(code.length / size)
  return Array.from({ length: count }, (_, at) => code.slice(at * size, (at + 1) * size)).join('-')
}

/** `abcd-efghj-kmnp`: short enough groups to keep one in mind, and even to the eye. */
export function formatInitialPassword(code: string): string {
  return [code.slice(0, 4), code.slice(4, 9), code.slice(9)].join('-')
}

function toCharacters(bytes: Uint8Array, count: number): string {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let characters = ''
  for (let at = 0; at < count; at += 1) {
    characters += codeAlphabet.charAt(Number(number % RADIX))
    number /= RADIX
  }
  return characters
}
