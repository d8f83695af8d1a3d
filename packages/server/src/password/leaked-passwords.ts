// Asks a list of leaked passwords without telling it the password: five of forty digits of its SHA-1 go there, some hundred candidates come back.

import { createHash } from 'node:crypto'

/** `unanswered`: late, out of reach, or not understood. */
export type LeakAnswer = 'clear' | 'leaked' | 'unanswered'

/** Pwned Passwords, range search with padding: https://haveibeenpwned.com/API/v3#PwnedPasswords */
export const LEAKED_PASSWORDS_URL = 'https://api.pwnedpasswords.com'
const TIMEOUT_MS = 2_000
/** Padded answers have 800 to 1,000 lines of some 40 bytes. */
const ANSWER_MAX_BYTES = 200_000
const PREFIX_DIGITS = 5

/** Never rejects. The answer's length says nothing of the password: the service pads it. */
export const askLeakedPasswords = async (url: string, password: string): Promise<LeakAnswer> => {
  // The list is ordered by SHA-1; nothing is protected by it here.
  const digest = createHash('sha1').update(password.normalize('NFC')).digest('hex').toUpperCase()
  const rest = digest.slice(PREFIX_DIGITS)
  try {
    const response = await fetch(`${url}/range/${digest.slice(0, PREFIX_DIGITS)}`, {
      headers: { 'Add-Padding': 'true', 'User-Agent': 'Foyer' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.status !== 200 || response.body === null) return 'unanswered'
    const text = await readText(response.body)
    // Padding has the count 0.
    const isLeaked = text.split('\n').some((line) => line.startsWith(`${rest}:`) && Number(line.slice(rest.length + 1)) > 0)
    return isLeaked ? 'leaked' : 'clear'
  } catch {
    return 'unanswered'
  }
}

const readText = async (body: ReadableStream<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > ANSWER_MAX_BYTES) throw new Error('The answer is longer than any that the service gives')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
