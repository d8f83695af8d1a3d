// Tests of the password rules.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFoyerError } from '../foyer-error.ts'
import { checkPassword, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, type PasswordRules } from './check-password.ts'
import { englishPassphrases, germanPassphrases } from './passphrases.fixture.ts'

const common = new Set(
  `password passwort passw0rd sommer winter fruehling herbst hallo schatz fussball football berlin hamburg welcome willkommen dragon monkey
  letmein iloveyou sunshine princess master shadow summer superman batman trustno1 starwars computer internet geheim ficken arschloch
  daniel michael jessica thomas andreas stefan katze hund pferd horse battery staple correct correcthorse cheese coffee kaffee cookie pepper
  ginger flower purple yellow orange banana apple qwertz qwerty asdfgh yxcvbn zxcvbn 123456 12345678 1q2w3e4r abc123 admin administrator
  test test123 user guest changeme secret hannover schalke bayern dortmund liverpool chelsea arsenal baseball hockey soccer mustang access
  love angel hello freedom whatever secure 2000 1990 1957 2026 7777 696969 welt wort paper house music street garden kitchen window`
    .split(/\s+/)
    .filter(Boolean),
)

const rules: PasswordRules = {
  minLength: PASSWORD_MIN_LENGTH,
  maxLength: PASSWORD_MAX_LENGTH,
  personWords: ['Mia', 'Weber', 'mia.weber@example.com', 'P-1001', 'Müller-Lüdenscheid', 'Beispiel AG', 'Beispiel App'],
  isCommon: (candidate) => common.has(candidate),
}

function verdict(password: string, changed: Partial<PasswordRules> = {}): string {
  try {
    checkPassword(password, { ...rules, ...changed })
  } catch (error) {
    if (isFoyerError(error)) return error.code
    throw error
  }
  return 'fine'
}

describe('the length of a password', () => {
  it('is counted in code points after NFC', () => {
    expect(verdict('kürzer als', { minLength: 10 })).toBe('fine')
    expect(verdict('ku\u0308rzer als', { minLength: 10 })).toBe('fine')
    expect(verdict('ku\u0308rzer al', { minLength: 10 })).toBe('password_too_short')
    expect(verdict('\u{1f600}\u{1f60e}\u{1f916}\u{1f984}\u{1f995}\u{1f996}')).toBe('password_too_short')
    expect(verdict('\u{1f600}\u{1f60e}\u{1f916}\u{1f984}\u{1f995}\u{1f996}'.repeat(2))).toBe('password_common')
    expect(verdict('\u{1f600}\u{1f60e}\u{1f916}\u{1f984}\u{1f995}\u{1f996}\u{1f433}\u{1f419}\u{1f98a}\u{1f43c}\u{1f42f}\u{1f98b}')).toBe(
      'fine',
    )
  })

  it('has its bounds in the details', () => {
    expect(() => checkPassword('short', rules)).toThrow(expect.objectContaining({ code: 'password_too_short', details: { minLength: 12 } }))
    expect(() => checkPassword('xy'.repeat(129), rules)).toThrow(
      expect.objectContaining({ code: 'password_too_long', details: { maxLength: 256 } }),
    )
    expect(verdict('x'.repeat(10_000_000))).toBe('password_too_long')
    expect(verdict('', {})).toBe('password_too_short')
  })

  it('may be all of 256', () => {
    const long = Array.from({ length: 40 }, (_, at) => String.fromCodePoint(97 + ((at * 7) % 26)).repeat(2) + at * 37).join(' ')
    expect(verdict(long.padEnd(256, 'zwölf Igel ').slice(0, 256))).toBe('fine')
  })
})

describe('passphrases', () => {
  it.each(germanPassphrases)('„%s“ is fine', (password) => {
    expect(verdict(password)).toBe('fine')
  })

  it.each(englishPassphrases)('"%s" is fine', (password) => {
    expect(verdict(password)).toBe('fine')
  })

  it('are a hundred', () => {
    expect(new Set([...germanPassphrases, ...englishPassphrases]).size).toBe(100)
  })
})

describe('what a password manager makes', () => {
  it.each([
    'kHx9-Tq2v-Lm7w',
    'V7$k#p9!Zr2&xQ',
    'zq8fj3mw7tkp',
    '7h2kd9sx4mvq',
    '4820195736104729',
    'jx7rk-q2mfp-8wtz',
    '我爱北京天安门你好世界吧啊',
    'тихий дон 77 рек',
  ])('%s is fine', (password) => {
    expect(verdict(password)).toBe('fine')
  })

  it('is fine whatever the dice say', () => {
    const characters = [...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789']
    const dice = fc.array(fc.constantFrom(...characters), { minLength: 16, maxLength: 24 }).map((picked) => picked.join(''))
    let refused = 0
    fc.assert(
      fc.property(dice, (password) => {
        if (verdict(password) !== 'fine') refused += 1
      }),
      { numRuns: 500, seed: 7, endOnFailure: true },
    )
    expect(refused).toBeLessThanOrEqual(2)
  })
})

describe('a common password is refused', () => {
  it.each([
    // listed words with digits and signs
    'Passwort1234',
    'passwort 2026',
    '2026Passwort!',
    '!!!Passwort!!!',
    'Sommer2026!!',
    'sommer-2026-!',
    'Administrator',
    'administrator1',
    'xPasswort1234',
    'Passworta1234',
    'welcome 2026',
    // disguised, spaced, backwards
    'P4ssw0rt1234',
    'P@$$w0rt2026',
    'Pa55wort!2026',
    '$0mm3r202699',
    'p a s s w o r t 1',
    'p.a.s.s.w.o.r.t',
    'trowssap2026',
    'ppaasssswwoorrtt',
    'Ｐａｓｓｗｏｒｔ１２３４',
    'FRÜHLING2026',
    // doubled
    'passwordpassword',
    'Passwort-Passwort',
    'sommer1sommer2',
    'hallohallo2026',
    'HalloHallo!!',
    'Kiwi7x?Kiwi7x?',
    'abcabcabcabc',
    'ababababababa',
    'tick tick tick tick',
    '4711 4711 4711',
    'WeberWeberWeber',
    'mia1mia2mia3',
    // runs and repeats
    'qwertzuiop12',
    'qwertyuiop12',
    'asdfghjkl123',
    'yxcvbnmasdfg',
    'azertyuiop12',
    '123456789012',
    '098765432109',
    '01234567890123',
    'abcdefghijkl',
    'zyxwvutsrqpo',
    '1q2w3e4r5t6z',
    '1qay2wsx3edc',
    '1qaz2wsx3edc',
    'qaywsxedcrfv',
    '147258369147',
    'aaaaaaaaaaaa',
    '000000000000',
    '111122223333',
    '112233445566',
    'aabbccddeeff',
    'qqwweerrttzz',
    'qwertz123456',
    'Qwertz!2026!!',
    'asdf1234asdf',
    'asdf1234yxcv',
    '!"§$%&/()=?!',
    '            ',
    '------------',
  ])('%j', (password) => {
    expect(verdict(password)).toBe('password_common')
  })

  it('only where the port knows the word, which it gets in lower case', () => {
    const seen: string[] = []
    const isCommon = (candidate: string) => {
      seen.push(candidate)
      return candidate === 'mauerblümchen'
    }
    expect(verdict('Mauerblümchen2026!', { isCommon })).toBe('password_common')
    expect(verdict('Mauerblu\u0308mchen2026!', { isCommon })).toBe('password_common')
    expect(verdict('Mauersegler2026!', { isCommon })).toBe('fine')
    expect(seen.every((candidate) => candidate === candidate.toLowerCase())).toBe(true)
  })
})

describe("the person's own words are refused", () => {
  it.each([
    'MiaWeber2026',
    'mia.weber.1990',
    'Weber-Mia-123',
    'mia.weber@example.com',
    'M14W3b3r!2026',
    'Beispiel2026!',
    'BeispielAG-1',
    'beispielapp!1',
    'rebewaim2026',
    'MuellerLuedenscheid',
    'müller-lüdenscheid',
    'MullerLudenscheid1',
    'WeberPasswort',
    'mia1weber2mia3',
  ])('%j', (password) => {
    expect(verdict(password)).toBe('password_personal')
  })

  it.each(['mia kauft drei blaue Stühle', 'Weber Knecht und Spinne im Gras', 'P-1001 wohnt hinter dem Deich'])(
    'but not within more: %j',
    (password) => {
      expect(verdict(password)).toBe('fine')
    },
  )

  it('and neither short, empty nor endless words disturb the rules', () => {
    const personWords = ['', ' ', 'e', 'ab', '...', '12', 'x'.repeat(1_000_000), ...Array.from({ length: 5000 }, (_, at) => `wort${at}`)]
    expect(verdict('blaue Giraffe tanzt', { personWords })).toBe('fine')
  })
})

describe('the initial password', () => {
  it('cannot become the own one, and is asked for in NFC', () => {
    const isInitial = (candidate: string) => candidate === 'jäx7-rkq2m-fp8w'
    expect(verdict('ja\u0308x7-rkq2m-fp8w', { isInitial })).toBe('password_is_initial')
    expect(verdict('jäx7-rkq2m-fp8x', { isInitial })).toBe('fine')
  })
})

describe('the time the check takes', () => {
  it('is bounded for the worst that fits', () => {
    const worst = ['1'.repeat(200).concat('passwor7'), '!1'.repeat(128), 'ab1!'.repeat(64), '\u0344'.repeat(200), 'weber'.repeat(51)]
    const started = performance.now()
    for (const password of worst) expect(verdict(password)).not.toBe('fine')
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
