// Which characters of a password are letters.

export function isLetter(character: string): boolean {
  return /^[\p{L}\p{M}]/u.test(character)
}

export function letterCount(text: string): number {
  return text.match(/[\p{L}\p{M}]/gu)?.length ?? 0
}
