// The address block that a request counts under.

import { BlockList, isIP } from 'node:net'
import type { Context } from 'hono'

export type ClientBlock = (c: Context) => string

/**
 * IPv4 counts by /32, IPv6 by /64. `X-Forwarded-For` is believed only from listed proxies, and there the rightmost hop
 * that is not one of them counts; every other header of the kind is ignored.
 */
export const createClientBlock = (trustedProxies: readonly string[]): ClientBlock => {
  const trusted = new BlockList()
  for (const entry of trustedProxies) addTo(trusted, entry)
  const isTrusted = (address: string) => isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return (c) => {
    const peer = plain(peerAddress(c))
    if (trustedProxies.length === 0 || !isTrusted(peer)) return block(peer)
    // The end of the list: its beginning is whatever the client sent along.
    const hops = (c.req.header('x-forwarded-for') ?? '').slice(-2000).split(',')
    for (const hop of hops.reverse()) {
      const address = plain(hop.trim())
      if (isIP(address) === 0) break
      if (!isTrusted(address)) return block(address)
    }
    return block(peer)
  }
}

/** The other end of the socket; `unknown` where there is none (requests made in-process). */
export const peerAddress = (c: Context): string => {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return env?.incoming?.socket?.remoteAddress ?? 'unknown'
}

/** True for requests from this very machine, and for those made in-process. */
export const isLoopback = (c: Context): boolean => {
  const address = plain(peerAddress(c))
  return address === 'unknown' || address === '::1' || address.startsWith('127.')
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * From this machine, and by a name of ours: a page of somebody else whose name is made to lead to 127.0.0.1 has the browser send
 * that name (DNS rebinding).
 */
export const isLocalVisit = (c: Context, { url }: { url: string }): boolean => {
  const { hostname } = new URL(c.req.url)
  return isLoopback(c) && (LOOPBACK_NAMES.has(hostname) || hostname === new URL(url).hostname)
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')

const block = (address: string): string => {
  if (isIP(address) !== 6) return address
  return `${expand(address).slice(0, 4).join(':')}::/64`
}

/** The eight groups of an IPv6 address. */
const expand = (address: string): string[] => {
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right].map((group) => Number.parseInt(group, 16).toString(16))
}

/** An address, or a block of them such as `10.0.0.0/8`. */
export const isAddressOrBlock = (entry: string): boolean => {
  const [address = '', prefix, ...more] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32))
}

const addTo = (list: BlockList, entry: string): void => {
  const [address = '', prefix] = entry.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (prefix === undefined) list.addAddress(address, family)
  else list.addSubnet(address, Number(prefix), family)
}
