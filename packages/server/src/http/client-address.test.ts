import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createClientBlock, isLoopback } from './client-address.ts'

/** The block that a request from this peer counts under. */
const blockOf = async (peer: string | undefined, headers: Record<string, string> = {}, proxies: readonly string[] = []) => {
  const app = new Hono()
  const block = createClientBlock(proxies)
  app.get('/', (c) => c.text(block(c)))
  return (await app.request('/', { headers }, { incoming: { socket: { remoteAddress: peer } } })).text()
}

describe('the address block of a request', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:0003::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('of %s is %s', async (peer, block) => {
    expect(await blockOf(peer)).toBe(block)
  })

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip', 'x-client-ip'])(
    'is not moved by %s of a peer that nobody trusts',
    async (name) => {
      expect(await blockOf('203.0.113.9', { [name]: name === 'forwarded' ? 'for=198.51.100.1' : '198.51.100.1' })).toBe('203.0.113.9')
    },
  )

  it.each([
    ['198.51.100.1', '198.51.100.1'],
    ['1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['198.51.100.1, 10.0.0.7', '198.51.100.1'],
    ['198.51.100.1,10.0.0.7 , 10.0.0.8', '198.51.100.1'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['', '10.0.0.1'],
    ['10.0.0.7', '10.0.0.1'],
    ['198.51.100.1, unknown', '10.0.0.1'],
    ['198.51.100.1, "><script>', '10.0.0.1'],
  ])('behind a listed proxy with X-Forwarded-For %j is %s', async (forwarded, block) => {
    expect(await blockOf('10.0.0.1', { 'x-forwarded-for': forwarded }, ['10.0.0.0/8'])).toBe(block)
  })

  it('is the hop that the proxy added, however long the list is that the client sent along', async () => {
    const sent = Array.from({ length: 400 }, (_, at) => `1.1.${at % 250}.1`).join(', ')
    expect(await blockOf('10.0.0.1', { 'x-forwarded-for': `${sent}, 198.51.100.1` }, ['10.0.0.1'])).toBe('198.51.100.1')
    expect(await blockOf('10.0.0.1', { 'x-forwarded-for': `1.1.1.1,${' '.repeat(3000)}x` }, ['10.0.0.1'])).toBe('10.0.0.1')
  })

  it('follows a chain of listed proxies of both families, and only those', async () => {
    const proxies = ['10.0.0.1', '2001:db8:ffff::/48']
    expect(await blockOf('::ffff:10.0.0.1', { 'x-forwarded-for': '198.51.100.1, 2001:db8:ffff::5' }, proxies)).toBe('198.51.100.1')
    expect(await blockOf('10.0.0.2', { 'x-forwarded-for': '198.51.100.1' }, proxies)).toBe('10.0.0.2')
  })
})

describe('this machine', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['192.168.0.9', false],
    ['::ffff:192.168.0.9', false],
    ['1.127.0.1', false],
  ])('is %s: %s', async (remoteAddress, here) => {
    const app = new Hono()
    app.get('/', (c) => c.json(isLoopback(c)))
    expect(await (await app.request('/', {}, { incoming: { socket: { remoteAddress } } })).json()).toBe(here)
  })
})
