// Where a sign-in may lead, in all the spellings that somebody may try.

import { describe, expect, test } from 'vitest'
import { returnAddress, webAddress } from '../src/flow/safe-address.ts'

const ORIGIN = 'https://app.beispiel.example'
const LISTED = ['https://id.beispiel.example', 'https://portal.beispiel.example']

describe('return-to', () => {
  test.each(['https://portal.beispiel.example', 'https://portal.beispiel.example/start?from=app#part'])('%s is listed', (address) => {
    expect(returnAddress(address, ORIGIN, LISTED)).toBe(new URL(address).href)
    expect(returnAddress(address, ORIGIN)).toBeNull()
  })

  test.each(['/start', '/', '/a?b=//c', `${ORIGIN}/start`, '/start#part', '/%0d%0a'])('%s stays on the page’s origin', (address) => {
    expect(returnAddress(address, ORIGIN)).toBe(new URL(address, ORIGIN).href)
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /start',
    '\t//evil.example',
    'https:evil.example',
    'https:/evil.example',
    'https://evil.example',
    'https://app.beispiel.example.evil.example/',
    'https://app.beispiel.example@evil.example/',
    'https://mia@app.beispiel.example/',
    'https://app.beispiel.example:8443/',
    'http://app.beispiel.example/',
    'https://xn--app-beispiel.example/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'blob:https://app.beispiel.example/1',
    'vbscript:x',
    'start',
    '?next',
    '',
    'https://portal.beispiel.example.evil.example/',
    'https://portal.beispiel.example@evil.example/',
    'https://mia@portal.beispiel.example/',
    'https://evil-portal.beispiel.example/',
    'https://portal.beispiel.example:8443/',
    'http://portal.beispiel.example/',
    '//portal.beispiel.example/',
  ])('%j leads nowhere', (address) => {
    expect(returnAddress(address, ORIGIN, LISTED)).toBeNull()
  })
})

describe('an address from the server', () => {
  test('may be of the web alone', () => {
    expect(webAddress('https://app.beispiel.example/start')).toBe('https://app.beispiel.example/start')
    expect(webAddress('javascript:alert(1)')).toBeNull()
    expect(webAddress(null)).toBeNull()
  })
})
