// SHA-256 (FIPS 180-4 §6.2) for pages without `crypto.subtle`. Short messages only: PKCE verifiers.

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}
const primes = (count: number): number[] => {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (isPrime(n)) found.push(n)
  return found
}
/** First 32 bits of the fraction of a root. §4.2.2 and §5.3.3. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0
const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

export function sha256(message: Uint8Array): Uint8Array {
  const constants = primes(64).map((prime) => fraction(Math.cbrt(prime)))
  const hash = primes(8).map((prime) => fraction(Math.sqrt(prime)))
  const padded = new Uint8Array(((message.length + 8) >> 6) * 64 + 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 4, message.length * 8)

  for (let block = 0; block < padded.length; block += 64) {
    const words = new Int32Array(64)
    const word = (index: number): number => words[index] ?? 0
    for (let t = 0; t < 64; t++) {
      if (t < 16) words[t] = view.getInt32(block + t * 4)
      else {
        const [x, y] = [word(t - 15), word(t - 2)]
        const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
        const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
        words[t] = s0 + s1 + word(t - 7) + word(t - 16)
      }
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
    for (let t = 0; t < 64; t++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (constants[t] ?? 0) + word(t)) | 0
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g]
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) hash[index] = ((hash[index] ?? 0) + value) | 0
  }
  const digest = new DataView(new ArrayBuffer(32))
  for (const [index, value] of hash.entries()) digest.setInt32(index * 4, value)
  return new Uint8Array(digest.buffer)
}
