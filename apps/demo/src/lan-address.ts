// This machine's address in the local network.

import { networkInterfaces } from 'node:os'

/** The first IPv4 address that is not loopback, private ranges first; `null` without a network. */
export function lanAddress(interfaces = networkInterfaces()): string | null {
  const found = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
  return found.find(isPrivate) ?? found[0] ?? null
}

/** RFC 1918 §3. */
const isPrivate = (address: string) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
