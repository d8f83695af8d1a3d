// Where a visitor may be sent on to.

import { describe, expect, it } from 'vitest'
import { ownPath } from './own-path.ts'

describe('ownPath', () => {
  it.each([
    ['/', '/'],
    ['/start', '/start'],
    ['/start?tab=2#top', '/start?tab=2#top'],
    ['/a/../b', '/b'],
    ['/über', '/%C3%BCber'],
    ['/x%0d%0aSet-Cookie:a=b', '/x%0d%0aSet-Cookie:a=b'],
    ['/to?url=https://evil.example', '/to?url=https://evil.example'],
    ['/@evil.example', '/@evil.example'],
  ])('keeps %j on this host as %j', (given, kept) => {
    expect(ownPath(given)).toBe(kept)
    expect(new URL(kept, 'https://own.example').host).toBe('own.example')
  })

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\/evil.example',
    'https:evil.example',
    'https://evil.example',
    'https:///evil.example',
    'http:/evil.example',
    'HTTPS://evil.example',
    '@evil.example',
    'user:pass@evil.example',
    'https://own.invalid@evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    '/\n/evil.example',
    '/start\r\nSet-Cookie: a=b',
    ' //evil.example',
    '/ /evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'blob:https://own.invalid/x',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/\u2028/evil.example',
    '/\u202eevil.example',
    '/\u0000',
    'evil.example',
    '?next=/',
    'https://xn--80ak6aa92e.example',
    '',
    `/${'a'.repeat(300)}`,
    `/${'ü'.repeat(100)}`,
  ])('refuses %j', (given) => {
    expect(ownPath(given)).toBeNull()
  })
})
