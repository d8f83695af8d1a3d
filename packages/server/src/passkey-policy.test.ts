// Where passkeys can work, and what a configuration is told that asks for more.

import { describe, expect, it } from 'vitest'
import { resolveConfig } from './config.ts'
import type { ApplicationConfig, FoyerConfig } from './config-types.ts'

const config = (rest: Partial<FoyerConfig> = {}, app: Partial<ApplicationConfig> = {}): FoyerConfig => ({
  url: 'https://id.example.com',
  organisation: { name: 'Beispiel AG' },
  mail: { from: 'hallo@example.com', transport: { send: async () => ({ messageId: '1' }) } as never },
  applications: { app: { name: 'App', origins: ['https://app.example.com'], ...app }, portal: { name: 'Portal', manages: true } },
  ...rest,
})
const policyOf = (given: FoyerConfig, key = 'app') => resolveConfig(given).settings.applications[key]?.passkeys
const faultOf = (given: FoyerConfig): string => {
  try {
    resolveConfig(given)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('passkeys that nobody asked for', () => {
  it('are offered where every page of the application is on Foyer’s own host, and nowhere else', () => {
    expect(policyOf(config(), 'portal')).toBe('offer')
    expect(policyOf(config(), 'app')).toBe('off')
  })

  it('are off where browsers have none: on an address without a name, and on http elsewhere than on this machine', () => {
    const at = (url: string) => policyOf({ ...config({ url, demo: true }), applications: { app: { name: 'App' } } })
    expect(at('http://localhost:3000')).toBe('offer')
    expect(at('http://192.168.1.20:3000')).toBe('off')
    expect(at('http://127.0.0.1:3000')).toBe('off')
    expect(at('https://[::1]:3000')).toBe('off')
    expect(at('http://pc.local')).toBe('off')
  })
})

describe('passkeys that a configuration asks for', () => {
  it('work below one domain that all origins share', () => {
    const given = config({ passkeys: { relyingParty: 'example.com' } })
    expect(policyOf(given)).toBe('offer')
    expect(resolveConfig(given).relyingParty).toBe('example.com')
    expect(policyOf(config({ passkeys: { relyingParty: 'example.com' }, policy: { passkeys: 'require' } }, { passkeys: 'offer' }))).toBe(
      'offer',
    )
  })

  it('are refused for a page elsewhere, with the way out', () => {
    expect(faultOf(config({ policy: { passkeys: 'offer' } }))).toContain(
      'passkeys for "id.example.com" cannot be used at https://app.example.com',
    )
    const elsewhere = { origins: ['https://app.other.test', 'https://example.com.evil.test', 'https://notexample.com'] }
    const fault = faultOf(config({ passkeys: { relyingParty: 'example.com' } }, elsewhere))
    for (const origin of elsewhere.origins) expect(fault).toContain(origin)
    expect(fault).toContain("applications.app.passkeys to 'off'")
    expect(policyOf(config({ passkeys: { relyingParty: 'example.com' } }, { ...elsewhere, passkeys: 'off' }))).toBe('off')
  })

  it.each(['other.com', 'd.example.com', 'ample.com', 'com', 'https://example.com', '.example.com'])(
    '"%s" is refused as the domain',
    (relyingParty) => {
      expect(faultOf(config({ passkeys: { relyingParty } }))).toContain('passkeys.relyingParty')
    },
  )
})
