// Reads a JSON body strictly: valid UTF-8, no key twice, no prototype keys, a bounded depth.

import { FoyerError } from '@foyer/core'

/** Deeper nesting than any input of ours needs. */
const MAX_DEPTH = 20

/**
 * A key given twice is refused, for parsers disagree about which one counts.
 * @throws FoyerError `malformed_body`; `invalid_input` with `duplicate_key` or `unknown_field` at the key.
 */
export const parseJson = (bytes: Uint8Array): unknown => {
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    value = JSON.parse(text)
  } catch (cause) {
    throw new FoyerError('malformed_body', undefined, { cause })
  }
  refuseOddKeys(text)
  return value
}

/** An object or array that the walk is in; `key` is where in it. */
interface Level {
  keys: Set<string> | null
  key: string | number
}

/** Walks over text that is known to be valid JSON: only strings, commas, braces and brackets matter. */
const refuseOddKeys = (text: string): void => {
  const levels: Level[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    const level = levels.at(-1)
    if (character === '{' || character === '[') {
      if (levels.length >= MAX_DEPTH) throw new FoyerError('malformed_body')
      levels.push(character === '{' ? { keys: new Set(), key: '' } : { keys: null, key: 0 })
    } else if (character === '}' || character === ']') levels.pop()
    else if (character === ',' && typeof level?.key === 'number') level.key += 1
    else if (character === '"') {
      const end = endOfString(text, at)
      if (level?.keys != null && isKey(text, end)) enterKey(levels, level, level.keys, JSON.parse(text.slice(at, end + 1)) as string)
      at = end
    }
  }
}

const enterKey = (levels: readonly Level[], level: Level, keys: Set<string>, key: string): void => {
  level.key = key
  const code = keys.has(key) ? 'duplicate_key' : key === '__proto__' ? 'unknown_field' : null
  if (code !== null)
    throw new FoyerError('invalid_input', {
      issues: [{ path: levels.map((item) => item.key), code, message: 'This key is not allowed here.' }],
    })
  keys.add(key)
}

const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/** What follows a key is a colon, after any amount of white space. */
const isKey = (text: string, end: number): boolean => {
  let at = end + 1
  while (at < text.length && ' \t\n\r'.includes(text[at] ?? '')) at += 1
  return text[at] === ':'
}
