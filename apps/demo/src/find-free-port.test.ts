// Ports that are taken, and addresses of this machine.

import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { findFreePort } from './find-free-port.ts'
import { lanAddress } from './lan-address.ts'

describe('findFreePort', () => {
  it('takes the next one when the wanted one is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      expect(await findFreePort(port, '127.0.0.1')).toBeGreaterThan(port)
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
    expect(await findFreePort(port, '127.0.0.1')).toBe(port)
  })
})

describe('lanAddress', () => {
  const address = (value: string, internal = false) => ({
    address: value,
    netmask: '255.255.255.0',
    family: 'IPv4' as const,
    mac: '00:00:00:00:00:00',
    internal,
    cidr: null,
  })

  it('prefers a private address and never takes loopback', () => {
    expect(lanAddress({ lo: [address('127.0.0.1', true)], eth0: [address('203.0.113.5')], wlan0: [address('192.168.0.5')] })).toBe(
      '192.168.0.5',
    )
    expect(lanAddress({ lo: [address('127.0.0.1', true)], eth0: [address('203.0.113.5')] })).toBe('203.0.113.5')
    expect(lanAddress({ lo: [address('127.0.0.1', true)] })).toBeNull()
  })
})
