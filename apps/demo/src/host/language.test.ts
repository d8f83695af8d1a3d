// Which language a browser's wish list leads to.

import { describe, expect, it } from 'vitest'
import { preferred } from './language.ts'

describe('preferred', () => {
  it.each([
    ['de-DE,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['en;q=0.5, de-CH', 'de'],
    ['fr-FR,fr;q=0.9,de;q=0.3', 'de'],
    ['fr', 'en'],
    ['de;q=0, en;q=0.1', 'en'],
    ['', 'en'],
    ['DE', 'de'],
    ['demo', 'en'],
  ] as const)('reads %j as %s', (header, language) => {
    expect(preferred(header)).toBe(language)
  })
})
