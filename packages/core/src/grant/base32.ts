// Base32 (RFC 4648 §6) in lower case without padding: letters and digits only, so that no mail client ends a link early.

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let heldBits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    heldBits += 8
    while (heldBits >= 5) {
      heldBits -= 5
      text += ALPHABET.charAt((held >> heldBits) & 31)
    }
    held &= 31
  }
  return heldBits === 0 ? text : text + ALPHABET.charAt((held << (5 - heldBits)) & 31)
}

/**
 * Reads without regard to case. `null` unless the text is exactly what `toBase32` makes of `length` bytes: any other length, any other
 * character, spare bits that are not zero.
 */
export function fromBase32(text: string, length: number): Uint8Array | null {
  if (text.length !== Math.ceil((length * 8) / 5) || !/^[A-Za-z2-7]*$/.test(text)) return null

  const bytes = new Uint8Array(length)
  let held = 0
  let heldBits = 0
  let at = 0
  for (const character of text.toLowerCase()) {
    held = (held << 5) | ALPHABET.indexOf(character)
    heldBits += 5
    if (heldBits < 8) continue
    heldBits -= 8
    bytes[at] = held >> heldBits
    at += 1
    held &= (1 << heldBits) - 1
  }
  return held === 0 ? bytes : null
}
