// The ways in which a secret, or the part of it that proves it, may have been written down.

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const MAC_BYTES = 16
/** The first six characters of an activation code locate it and are no secret. */
const LOCATOR_LENGTH = 6

/** Each is long enough to be in a dump by no accident. Compare without regard to case. */
export function writtenForms(kind: string, value: string): string[] {
  const plain = value.replace(/[-\s]/g, '')
  if (/link|first owner/.test(kind)) return [...formsOf(plain), ...bytesForms(decodeBase32(plain).subarray(-MAC_BYTES)), plain.slice(-25)]
  if (kind === 'code') return [value, ...formsOf(plain), ...formsOf(plain.slice(LOCATOR_LENGTH))]
  if (kind === 'initial password') return [value, ...formsOf(plain)]
  if (kind === 'key') return [...formsOf(value), ...bytesForms(Buffer.from(value.replace(/^fk_/, ''), 'base64'))]
  if (kind === 'session') return [...formsOf(value), ...bytesForms(Buffer.from(value, 'base64url'))]
  return formsOf(value)
}

/** The number of the grant that a link's token names, as it stands in the database: no secret. */
export const grantOf = (token: string): string => decodeBase32(token).subarray(3, 11).toString('hex')

/** The text itself, and its characters as bytes. */
const formsOf = (text: string): string[] => [text, ...bytesForms(Buffer.from(text))]

/** Hexadecimal, and base64 at each of the three places that a byte may begin at. */
function bytesForms(bytes: Buffer): string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    return text.slice(shift === 0 ? 0 : shift + 1, -4)
  })
  return [bytes.toString('hex'), ...shifted, ...shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))]
}

function decodeBase32(text: string): Buffer {
  const bits = [...text.toLowerCase()].map((sign) => BASE32.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}
