// Guesses the large mail domain that somebody meant when they mistyped it.

import { isOneEditApart } from './one-edit-apart.ts'

/** Large providers of the German-speaking countries and the world; where two fit equally, the earlier one is suggested. */
const largeDomains: readonly string[] = [
  'gmail.com',
  'gmx.de',
  'web.de',
  't-online.de',
  'gmx.net',
  'gmx.at',
  'gmx.ch',
  'outlook.com',
  'outlook.de',
  'hotmail.com',
  'hotmail.de',
  'icloud.com',
  'yahoo.com',
  'yahoo.de',
  'googlemail.com',
  'freenet.de',
  'live.com',
  'live.de',
  'aol.com',
  'aol.de',
  'posteo.de',
  'mailbox.org',
  'proton.me',
  'protonmail.com',
  'arcor.de',
  'vodafone.de',
  'bluewin.ch',
  'chello.at',
  'aon.at',
  'me.com',
]

/** Providers of their own that look like a slip of a larger one. */
const genuineDomains: readonly string[] = ['mail.com', 'email.com', 'ymail.com', 'mail.de', 'email.de', 'gmx.com', 'mac.com']

/** What fingers make of an ending. Endings that other providers really use (`hotmail.fr`) are not here. */
const endingSlips: Readonly<Record<string, string>> = {
  d: 'de',
  e: 'de',
  ed: 'de',
  dee: 'de',
  dde: 'de',
  der: 'de',
  dw: 'de',
  ded: 'de',
  c: 'com',
  co: 'com',
  cm: 'com',
  om: 'com',
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  vom: 'com',
  xom: 'com',
  cim: 'com',
  cpm: 'com',
  comm: 'com',
  coom: 'com',
  ccom: 'com',
  come: 'com',
  ne: 'net',
  nte: 'net',
  ent: 'net',
  ney: 'net',
  ner: 'net',
  nett: 'net',
  or: 'org',
  ogr: 'org',
  orgg: 'org',
  hc: 'ch',
  ta: 'at',
}

/** Slips that are further away than one edit, or of a name too short to guess by edits. */
const knownSlips: Readonly<Record<string, string>> = {
  'gmail.de': 'gmail.com',
  'gmail.at': 'gmail.com',
  'gmail.ch': 'gmail.com',
  'gmaill.de': 'gmail.com',
  'icloud.de': 'icloud.com',
  't-online.com': 't-online.de',
  't-online.net': 't-online.de',
  'tonline.com': 't-online.de',
  'wen.de': 'web.de',
  'gnx.de': 'gmx.de',
  'gmy.de': 'gmx.de',
  'gmc.de': 'gmx.de',
}

/** Below this many letters a changed letter is as likely somebody's own domain: only swapped and doubled letters count. */
const SHORT_NAME = 5
/** Longer than any domain here by more than a slip. */
const DOMAIN_MAX = 24

/**
 * `gmial.com` → `gmail.com`; `null` when the domain is a large one itself or nothing is near.
 * A hint for the person who types: no address is refused or changed for it.
 */
export function suggestDomain(domain: string): string | null {
  const typed = domain.trim().toLowerCase()
  if (typed.length > DOMAIN_MAX || largeDomains.includes(typed) || genuineDomains.includes(typed)) return null
  if (Object.hasOwn(knownSlips, typed)) return knownSlips[typed] ?? null

  const { name, ending } = splitEnding(typed)
  if (name === '') return null
  const mended = Object.hasOwn(endingSlips, ending) ? (endingSlips[ending] ?? ending) : ending
  const wanted = `${name}.${mended}`
  if (largeDomains.includes(wanted)) return wanted
  if (genuineDomains.includes(wanted)) return null

  return largeDomains.find((large) => isSlipOf(name, mended, large)) ?? null
}

function isSlipOf(name: string, ending: string, large: string): boolean {
  const meant = splitEnding(large)
  if (ending !== meant.ending) return false
  return isOneEditApart(name, meant.name, { lettersMayChange: meant.name.length >= SHORT_NAME })
}

function splitEnding(domain: string): { name: string; ending: string } {
  const dot = domain.lastIndexOf('.')
  return dot < 0 ? { name: '', ending: domain } : { name: domain.slice(0, dot), ending: domain.slice(dot + 1) }
}
