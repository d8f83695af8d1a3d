// Accepts exactly one plain e-mail address, and nothing that a mail system could read as two.

import { domainToASCII } from 'node:url'

declare const checked: unique symbol

/** One plain address with an ASCII domain: no display name, no list, no comment, no quoted local part. */
export type MailAddress = string & { readonly [checked]: true }

/** An address with the name that stands beside it in "From". */
export interface Mailbox {
  name: string | null
  address: MailAddress
}

/** Octets, RFC 5321 section 4.5.3.1. */
const LOCAL_PART_MAX = 64
const ADDRESS_MAX = 254

/** RFC 5322's dot-atom: what is left has no meaning to a mail parser but its own. */
const DOT_ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const CONTROL = /[\p{Cc}\u2028\u2029]/u

/** `null` where the value is not exactly one plain address. The local part must be ASCII; the domain may be spelled in any script. */
export function parseMailAddress(value: string): MailAddress | null {
  if (value.length > ADDRESS_MAX || /[\s",;<>()[\]\\:]/.test(value) || CONTROL.test(value)) return null
  const at = value.lastIndexOf('@')
  const localPart = value.slice(0, at)
  if (at < 1 || localPart.length > LOCAL_PART_MAX || !DOT_ATOM.test(localPart)) return null
  const domain = domainToASCII(value.slice(at + 1))
  const address = `${localPart}@${domain}`
  return DOMAIN.test(domain) && address.length <= ADDRESS_MAX ? (address as MailAddress) : null
}

/** Reads `hallo@beispiel.example` and `Beispiel AG <hallo@beispiel.example>`; the name may stand in double quotes. */
export function parseMailbox(value: string): Mailbox | null {
  const plain = parseMailAddress(value)
  if (plain !== null) return { name: null, address: plain }
  if (CONTROL.test(value)) return null
  const [, quoted, bare, inner] = /^(?:"([^"\\]*)"|([^"<>,;\\]*)) ?<([^<>]*)>$/.exec(value) ?? []
  const address = parseMailAddress(inner ?? '')
  const name = (quoted ?? bare ?? '').trim()
  return address === null ? null : { name: name === '' ? null : name, address }
}

/** The mailbox as a header value; a name is quoted whenever it stands there (RFC 5322 section 3.2.4). */
export function formatMailbox({ name, address }: Mailbox): string {
  return name === null ? address : `"${name.replace(/["\\]/g, '')}" <${address}>`
}
