// What a configuration must be before anything starts: every fault is named at once, with the setting that it is in.

import { describe, expect, it } from 'vitest'
import { resolveConfig } from './config.ts'
import type { FoyerConfig } from './config-types.ts'
import { createFoyer } from './create-foyer.ts'
import { parseSecrets } from './keys/key-ring.ts'
import { smtp } from './mail/smtp.ts'

const good: FoyerConfig = {
  url: 'https://id.example.com',
  organisation: { name: 'Beispiel AG' },
  mail: { from: 'a@example.com', transport: smtp({ host: 'smtp.example.com' }) },
  applications: { app: { name: 'App' } },
}

const faultOf = (config: unknown): string => {
  try {
    resolveConfig(config as FoyerConfig)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('a configuration', () => {
  it('that is whole is taken', () => {
    expect(faultOf(good)).toBe('')
  })

  it.each<[string, object, RegExp]>([
    ['http outside of demo mode', { url: 'http://id.example.com' }, /url: must be https outside demo mode/],
    [
      'an origin over http',
      { applications: { app: { name: 'App', origins: ['http://app.example.com'] } } },
      /applications\.app\.origins: .*https/,
    ],
    [
      'an origin with a path',
      { applications: { app: { name: 'App', origins: ['https://app.example.com/x'] } } },
      /applications\.app\.origins\.0/,
    ],
    ['any origin', { applications: { app: { name: 'App', origins: ['*'] } } }, /applications\.app\.origins\.0/],
    [
      'an address that is none of the web',
      { applications: { app: { name: 'App', url: 'javascript:alert(1)' } } },
      /applications\.app\.url/,
    ],
    [
      'a store that is none of the web',
      { applications: { app: { name: 'App', stores: { apple: 'data:text/html,x' } } } },
      /applications\.app\.stores\.apple/,
    ],
    [
      'a page of an origin that is not listed',
      { applications: { app: { name: 'App', pages: { auth: 'https://evil.test/x' } } } },
      /pages\.auth: its origin/,
    ],
    ['mails that stay here', { mail: { from: 'a@example.com', transport: 'capture' } }, /mail\.transport: capture/],
    ['a setting that there is not', { colour: 'red' }, /colour: there is no such setting/],
    ['one deep inside', { applications: { app: { name: 'App', orgins: [] } } }, /applications\.app\.orgins: there is no such setting/],
    ['no application', { applications: {} }, /applications: name at least one/],
    ['an accent that is a style sheet', { organisation: { name: 'A', accent: 'red;}body{display:none' } }, /organisation\.accent/],
    ['an accent that loads something', { organisation: { name: 'A', accent: 'url(//evil.test)' } }, /organisation\.accent/],
    ['passwords that are too short', { policy: { password: { minLength: 4 } } }, /policy\.password\.minLength/],
    [
      'a list of leaked passwords over http',
      { policy: { password: { leaked: { url: 'http://leaks.example' } } } },
      /policy\.password\.leaked\.url: must be https/,
    ],
    ['metrics for everybody', { metrics: { token: 'x' } }, /metrics\.token: give 32 to 500/],
  ])('with %s is refused by its name', (_, more, words) => {
    expect(faultOf({ ...good, ...more })).toMatch(words)
  })

  it('names all of its faults at once', () => {
    expect(
      faultOf({
        ...good,
        url: 'http://x.example',
        applications: { app: { name: 'App', legal: ['terms'] } },
        policy: { invitationDays: 14 },
      }),
    ).toMatch(/url: .*\n.*applications\.app\.legal/)
  })

  it.each(['proxy.example.com', '10.0.0.0/33', '::1/129', '10.0.0.0/8/8', '10.0.0.0/', '*', ''])(
    'with the proxy %j, which is no address, is refused before anything is opened',
    (entry) => {
      expect(faultOf({ ...good, trustedProxies: ['10.0.0.1', entry] })).toMatch(/trustedProxies\.1: give an address/)
    },
  )

  it('takes proxies of both families, alone and by block', () => {
    expect(faultOf({ ...good, trustedProxies: ['10.0.0.1', '10.0.0.0/8', '2001:db8::1', '2001:db8::/32', '0.0.0.0/0'] })).toBe('')
  })
})

describe('the deployment’s secrets', () => {
  const bytes = (length: number) => Buffer.alloc(length, 'kX9-').toString('base64')

  it.each<[string, string, RegExp]>([
    ['empty', '', /is empty/],
    ['without an id', bytes(32), /The id of entry 1/],
    ['too short', `k1:${Buffer.from('0123456789abcdef').toString('base64')}`, /shorter than 32 bytes/],
    ['a placeholder', `k1:${Buffer.from('changeme'.repeat(4)).toString('base64')}`, /placeholder/],
    ['one byte again and again', `k1:${Buffer.alloc(32).toString('base64')}`, /placeholder/],
    [
      'one id twice',
      `k1:${Buffer.from('q8Zr2LmX0vTn5Yb7Wc4Dk9Pf1Hs6Ja3G').toString('base64')},k1:${Buffer.from('A8Zr2LmX0vTn5Yb7Wc4Dk9Pf1Hs6Ja3B').toString('base64')}`,
      /names the id "k1" twice/,
    ],
  ])('%s stop the start, and are not shown', (_, text, words) => {
    let message = ''
    try {
      parseSecrets(text)
    } catch (error) {
      message = String(error)
    }
    expect(message).toMatch(words)
    for (const secret of text.split(/[:,]/).filter((part) => part.length > 8)) expect(message).not.toContain(secret)
  })

  it('are needed with a database of one’s own', async () => {
    const before = process.env.FOYER_SECRETS
    delete process.env.FOYER_SECRETS
    try {
      await expect(createFoyer({ ...good, database: 'postgres://127.0.0.1:1/none' })).rejects.toThrow(
        /FOYER_SECRETS is missing.*foyer secrets new/,
      )
    } finally {
      if (before !== undefined) process.env.FOYER_SECRETS = before
    }
  })
})
