// The one place where an e-mail address gets its canonical form; uniqueness is judged by that form alone.

import { domainToASCII } from 'node:url'
import { FoyerError } from '../foyer-error.ts'

export interface Address {
  /** Local part in lower case, domain in ASCII (punycode) and lower case. Plus tags and dots stay. */
  canonical: string
  /** As it was typed, without the space around it. Mails go to this spelling. */
  entered: string
}

/** RFC 5321 §4.5.3.1.1, octets. */
const LOCAL_PART_MAX = 64
/** RFC 5321 §4.5.3.1.3: a path has 256 octets with its angle brackets. */
const ADDRESS_MAX = 254
/** RFC 1035 §2.3.4. */
const DOMAIN_MAX = 253

const DOT_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** No top-level domain is a number, which also keeps IPv4 addresses out. */
const TOP_LABEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/
/** Space, control and invisible characters, lone surrogates. */
const UNSEEN = /[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u
/** ASCII that a URL parser, which `domainToASCII` is, would decode or cut off instead of refusing. */
const DOMAIN_CHARACTERS = /^[A-Za-z0-9.\u0080-\u{10ffff}-]+$/u

/**
 * Throws `invalid_input` (issue `email_invalid` at `email`) for what is no single plain mailbox: quoted local parts, comments, lists
 * and IP literals are refused. Throws `email_unsupported` for a local part beyond ASCII.
 */
export function parseAddress(entered: string): Address {
  const spelling = entered.trim()
  if (spelling === '' || spelling.length > ADDRESS_MAX || UNSEEN.test(spelling)) throw invalidAddress()

  const [local, domain, ...more] = spelling.split('@')
  if (local === undefined || local === '' || domain === undefined || more.length > 0) throw invalidAddress()

  const canonicalDomain = toCanonicalDomain(domain)
  if (canonicalDomain === null) throw invalidAddress()
  if (/[^\0-\x7f]/.test(local)) throw new FoyerError('email_unsupported')

  // ASCII by now: letters such as K (Kelvin) and İ, whose lower case differs between systems, cannot occur.
  const canonicalLocal = local.toLowerCase()
  if (canonicalLocal.length > LOCAL_PART_MAX || !DOT_ATOM.test(canonicalLocal)) throw invalidAddress()

  const canonical = `${canonicalLocal}@${canonicalDomain}`
  if (canonical.length > ADDRESS_MAX) throw invalidAddress()
  return { canonical, entered: spelling }
}

/** Thousands of people share a domain, and reading one is slow. */
const knownDomains = new Map<string, string | null>()
const REMEMBERED_DOMAINS = 1_000

function toCanonicalDomain(domain: string): string | null {
  const known = knownDomains.get(domain)
  if (known !== undefined) return known
  const canonical = readDomain(domain)
  if (knownDomains.size >= REMEMBERED_DOMAINS) knownDomains.clear()
  knownDomains.set(domain, canonical)
  return canonical
}

function readDomain(domain: string): string | null {
  if (!DOMAIN_CHARACTERS.test(domain)) return null
  const ascii = domainToASCII(domain).toLowerCase()
  if (ascii === '' || ascii.length > DOMAIN_MAX) return null
  const labels = ascii.split('.')
  const top = labels.at(-1) ?? ''
  const isValid = labels.length >= 2 && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(top)
  return isValid ? ascii : null
}

function invalidAddress(): FoyerError<'invalid_input'> {
  return new FoyerError('invalid_input', {
    issues: [{ path: ['email'], code: 'email_invalid', message: 'This is not a valid email address.' }],
  })
}
