import { describe, expect, it } from 'vitest'
import { formatMailbox, parseMailAddress, parseMailbox } from './mail-address.ts'

describe('parseMailAddress', () => {
  it.each([
    ['mia@beispiel.example', 'mia@beispiel.example'],
    ["sinead.o'brien+a@Beispiel.Example", "sinead.o'brien+a@beispiel.example"],
    ['mia@bücher.example', 'mia@xn--bcher-kva.example'],
  ])('takes %s', (value, address) => {
    expect(parseMailAddress(value)).toBe(address)
  })

  it.each([
    'a@firma.example,b@evil.example',
    'a@firma.example;b@evil.example',
    'a@firma.example b@evil.example',
    '"a@evil.example x"@firma.example',
    '"a"@firma.example',
    'Mia <a@firma.example>',
    '<a@firma.example>',
    'a@evil.example@firma.example',
    'a@firma.example\r\nBcc: b@evil.example',
    'a@firma.example\n',
    'a\u2028@firma.example',
    'a\u0000@firma.example',
    ' a@firma.example',
    'müller@firma.example',
    'a(x)@firma.example',
    'a@[127.0.0.1]',
    'a:b@firma.example',
    'group:a@firma.example;',
    'a..b@firma.example',
    '.a@firma.example',
    'a@firma..example',
    'a@-firma.example',
    'a@',
    '@firma.example',
    '',
    `${'a'.repeat(65)}@firma.example`,
    `a@${'b'.repeat(300)}.example`,
  ])('refuses %j', (value) => {
    expect(parseMailAddress(value)).toBeNull()
  })
})

describe('parseMailbox', () => {
  it.each([
    ['hallo@beispiel.example', 'hallo@beispiel.example'],
    ['Beispiel AG <hallo@beispiel.example>', '"Beispiel AG" <hallo@beispiel.example>'],
    ['"Beispiel, Müller & Co." <hallo@beispiel.example>', '"Beispiel, Müller & Co." <hallo@beispiel.example>'],
    ['<hallo@beispiel.example>', 'hallo@beispiel.example'],
  ])('reads %s', (value, formatted) => {
    const mailbox = parseMailbox(value)
    expect(mailbox === null ? null : formatMailbox(mailbox)).toBe(formatted)
  })

  it.each([
    'A <a@b.example>, B <c@d.example>',
    'A <a@b.example> <c@d.example>',
    'A\r\nBcc: x@y.example <a@b.example>',
    'A, B <a@b.example>',
    'A <a@b.example, c@d.example>',
    'A "x" <a@b.example>',
  ])('refuses %j', (value) => {
    expect(parseMailbox(value)).toBeNull()
  })
})
