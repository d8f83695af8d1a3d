// How a device is named to its owner.

import { describe, expect, it } from 'vitest'
import { describeDevice } from './describe-device.ts'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox auf Windows'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`, 'Chrome auf Linux'],
    [`Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, 'Edge auf Windows'],
    [
      `Mozilla/5.0 (Linux; Android 14; SM-S911B) ${WEBKIT} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
      'Samsung Internet auf Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Mobile/15E148 Safari/604.1',
      'Safari auf iPhone',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15',
      'Safari auf Mac',
    ],
    ['curl/8.0 <script>alert(1)</script>', 'Unbekanntes Gerät'],
  ])('%s is %s', (userAgent, name) => {
    expect(describeDevice(userAgent, 'de')).toBe(name)
  })

  it('speaks the reader’s language, and says when it knows nothing', () => {
    expect(describeDevice('Firefox/128.0 (Windows)', 'en')).toBe('Firefox on Windows')
    expect(describeDevice(null, 'en')).toBe('Unknown device')
  })
})
