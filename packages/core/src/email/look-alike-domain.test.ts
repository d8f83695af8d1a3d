// Tests of suggestions for mistyped mail domains.

import { describe, expect, it } from 'vitest'
import { suggestDomain } from './look-alike-domain.ts'
import { isOneEditApart } from './one-edit-apart.ts'

describe('suggestDomain', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmial.con', 'gmail.com'],
    ['Gmail.de', 'gmail.com'],
    ['googlmail.com', 'googlemail.com'],
    ['gmx.ed', 'gmx.de'],
    ['gxm.de', 'gmx.de'],
    ['gmxx.net', 'gmx.net'],
    ['gmx.nte', 'gmx.net'],
    ['gmx.hc', 'gmx.ch'],
    ['web.d', 'web.de'],
    ['wbe.de', 'web.de'],
    ['t-onlin.de', 't-online.de'],
    ['tonline.de', 't-online.de'],
    ['t.online.de', 't-online.de'],
    ['t-online.d', 't-online.de'],
    ['outlok.com', 'outlook.com'],
    ['outlook.cm', 'outlook.com'],
    ['otulook.de', 'outlook.de'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmai.de', 'hotmail.de'],
    ['iclod.com', 'icloud.com'],
    ['yaho.de', 'yahoo.de'],
    ['freenet.ed', 'freenet.de'],
    ['bluewin.hc', 'bluewin.ch'],
  ])('takes %s for %s', (typed, meant) => {
    expect(suggestDomain(typed)).toBe(meant)
  })

  it.each([
    'gmail.com',
    'gmx.de',
    'gmx.net',
    'gmx.at',
    'gmx.com',
    'web.de',
    'mail.com',
    'mail.de',
    'email.de',
    'ymail.com',
    'me.com',
    'aol.de',
  ])('leaves %s alone', (domain) => {
    expect(suggestDomain(domain)).toBeNull()
  })

  it.each([
    'example.com',
    'beispiel.de',
    'wem.de',
    'ge.com',
    'hotmail.fr',
    'outlook.be',
    'yahoo.co.uk',
    'firma',
    '',
    '.de',
    '__proto__',
    'x.constructor',
  ])('has nothing to say about %j', (domain) => {
    expect(suggestDomain(domain)).toBeNull()
  })

  it('looks at no more than a domain can be near to', () => {
    expect(suggestDomain(`gmial.com${'m'.repeat(100_000)}`)).toBeNull()
  })
})

describe('isOneEditApart', () => {
  it('counts a missing, added, wrong and swapped letter, and nothing beyond one', () => {
    const free = { lettersMayChange: true }
    expect(['gmai', 'gmaill', 'gmaul', 'gmial', 'xgmail'].map((typed) => isOneEditApart(typed, 'gmail', free))).toEqual(Array(5).fill(true))
    expect(['gmail', 'gma', 'gmaillx', 'gnaul', 'mgial', ''].map((typed) => isOneEditApart(typed, 'gmail', free))).toEqual(
      Array(6).fill(false),
    )
  })

  it('counts only swapped and doubled letters where letters may not change', () => {
    const strict = { lettersMayChange: false }
    expect(['wbe', 'ewb', 'webb', 'wweb'].map((typed) => isOneEditApart(typed, 'web', strict))).toEqual(Array(4).fill(true))
    expect(['we', 'weg', 'webx', 'xweb'].map((typed) => isOneEditApart(typed, 'web', strict))).toEqual(Array(4).fill(false))
  })
})
