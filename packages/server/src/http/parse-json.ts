// Reads a JSON body strictly: valid UTF-8, no key twice, no prototype keys, a bounded depth.

import { FoyerError } from '@foyer/core'

/** Deeper nesting than any input of ours needs. */
const MAX_DEPTH = 20

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * A key given twice is refused, for parsers disagree about which one counts.
 * @throws FoyerError `malformed_body`; `invalid_input` with `duplicate_key` or `unknown_field` at the key.
 */
export const parseJson = (bytes: Uint8Array): unknown => {
  let text: string
  let value: unknown
  try {
    text = decoder.decode(bytes)
    value = JSON.parse(text)
  } catch (cause) {
    throw new FoyerError('malformed_body', undefined, { cause })
  }
  refuseOddKeys(text)
  return value
}

/** Walks over text that is known to be valid JSON: only strings, braces and brackets matter. */
const refuseOddKeys = (text: string): void => {
  const keys: (Set<string> | null)[] = []
  const path: string[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '{' || character === '[') {
      if (keys.length >= MAX_DEPTH) throw new FoyerError('malformed_body')
      keys.push(character === '{' ? new Set() : null)
    } else if (character === '}' || character === ']') keys.pop()
    else if (character === '"') {
      const end = endOfString(text, at)
      const open = keys.at(-1)
      if (open != null && isKey(text, end)) {
        const key = JSON.parse(text.slice(at, end + 1)) as string
        if (open.has(key)) throw oddKey([...path, key], 'duplicate_key')
        if (key === '__proto__') throw oddKey([key], 'unknown_field')
        open.add(key)
      }
      at = end
    }
  }
}

const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

const isKey = (text: string, end: number): boolean => /^\s*:/.test(text.slice(end + 1, end + 40))

const oddKey = (path: string[], code: string): FoyerError =>
  new FoyerError('invalid_input', { issues: [{ path, code, message: `The key "${path.at(-1)}" is not allowed here.` }] })
