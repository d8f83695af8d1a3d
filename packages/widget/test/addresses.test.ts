// Where a sign-in may lead, in all the spellings that somebody may try.

import { describe, expect, test } from 'vitest'
import { returnAddress, webAddress } from '../src/flow/safe-address.ts'

const ORIGIN = 'https://app.beispiel.example'

describe('return-to', () => {
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
  ])('%j leads nowhere', (address) => {
    expect(returnAddress(address, ORIGIN)).toBeNull()
  })
})

describe('an address from the server', () => {
  test('may be of the web alone', () => {
    expect(webAddress('https://app.beispiel.example/start')).toBe('https://app.beispiel.example/start')
    expect(webAddress('javascript:alert(1)')).toBeNull()
    expect(webAddress(null)).toBeNull()
  })
})
