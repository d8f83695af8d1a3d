import { describe, expect, it } from 'vitest'
import { plainLine, plainName, plainParagraphs } from './plain-text.ts'

describe('plainLine', () => {
  it('folds every kind of line break and control character to one space', () => {
    expect(plainLine('a\r\nb\u2028c\u2029d\u0085e\u0000f\tg\u001bh')).toBe('a b c d e f g h')
  })

  it('drops what turns the reading direction, and mends halves of characters', () => {
    expect(plainLine('a\u202Eb\u2066c\uD800d')).toBe('abc\uFFFDd')
  })

  it('keeps letters of every script, joiners of emoji included', () => {
    const name = 'Łukasz Öztürk 李小龍 مها 👩‍🚒'
    expect(plainLine(name)).toBe(name)
  })

  it('cuts by code points and says that it did', () => {
    expect(plainLine('😀😀😀😀', 3)).toBe('😀😀…')
    expect(plainLine('😀😀😀', 3)).toBe('😀😀😀')
  })
})

describe('plainParagraphs', () => {
  it('keeps line breaks as \\n and at most one empty line', () => {
    expect(plainParagraphs('a\r\nb\rc\u2028d\n\n\n\ne\u0007f')).toBe('a\nb\nc\nd\n\ne f')
  })
})

describe('plainName', () => {
  it('leaves ordinary names as they are', () => {
    for (const name of ['Dr. Mia Weber', 'J. R. R. Tolkien', "Sinéad O'Brien", 'Weber-Lüdenscheidt']) expect(plainName(name)).toBe(name)
  })

  it('breaks web addresses with an invisible joiner', () => {
    expect(plainName('https://a.de www.b.com')).toBe('https:\u2060//a\u2060.de www\u2060.b\u2060.com')
  })
})
