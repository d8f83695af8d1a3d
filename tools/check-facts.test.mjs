import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkFacts } from './check-facts.mjs'
import { root } from './root.mjs'

/** The files as they are, but for one of them. */
const changed = (path, change) => (wanted) => {
  const text = readFileSync(join(root, wanted), 'utf8')
  return wanted === path ? change(text) : text
}

describe('the facts', () => {
  test('say what the code says', () => {
    expect(checkFacts()).toEqual([])
  })

  test.each([
    ['packages/server/src/serve.ts', 'HEADERS_TIMEOUT_MS = 10_000', 'HEADERS_TIMEOUT_MS = 12_000', '16 KB, 12 seconds'],
    ['packages/server/src/http/limit-body.ts', 'MAX_BODY_BYTES = 64 * 1024', 'MAX_BODY_BYTES = 128 * 1024', '128 KB'],
    ['packages/core/src/rate-limit/limits.ts', 'FREE_FAILURES = 5', 'FREE_TRIES = 5', 'no FREE_FAILURES in'],
    ['docs/security/facts.md', 'five tries, then waits', 'six tries, then waits', 'five tries, then waits'],
    [
      'docs/security/facts.md',
      '| stopping ',
      '| a letter | 9 pages | returned |\n| stopping ',
      'nothing in the code is named for "| a letter',
    ],
  ])('%s with another number is reported', (path, before, after, words) => {
    const problems = checkFacts(changed(path, (text) => text.replace(before, after))).join('\n')
    expect(problems).toContain(words)
  })
})
