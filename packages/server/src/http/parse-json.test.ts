import { isFoyerError } from '@foyer/core'
import { describe, expect, it } from 'vitest'
import { parseJson } from './parse-json.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const faultOf = (body: Uint8Array): unknown => {
  try {
    return { value: parseJson(body) }
  } catch (error) {
    if (!isFoyerError(error)) throw error
    return isFoyerError(error, 'invalid_input') ? error.details.issues.map(({ path, code }) => [code, ...path]) : error.code
  }
}

describe('a body', () => {
  it.each([
    ['{"a":{"b":[1,"x",null,true]},"c":"ü\\u00fc\\"{[:"}', { a: { b: [1, 'x', null, true] }, c: 'üü"{[:' }],
    ['  [ ]  ', []],
    ['"a"', 'a'],
    ['null', null],
    ['{"a":"__proto__","b":["a","a","a:"]}', { a: '__proto__', b: ['a', 'a', 'a:'] }],
    ['[{"a":1},{"a":1}]', [{ a: 1 }, { a: 1 }]],
    ['\ufeff{"a":1}', { a: 1 }],
  ])('%s is read', (text, value) => {
    expect(parseJson(bytes(text))).toEqual(value)
  })

  it.each(['', ' ', '{', '{"a":1,}', "{'a':1}", 'undefined', '{"a":NaN}', '{"a":1}{"b":2}', '{"a":"\n"}'])('%j is no JSON', (text) => {
    expect(faultOf(bytes(text))).toBe('malformed_body')
  })

  it.each([
    ['a lone continuation byte', [0x22, 0x80, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a byte of Windows-1252', [0x22, 0x4d, 0xfc, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ])('with %s is refused', (_, body) => {
    expect(faultOf(Uint8Array.from(body))).toBe('malformed_body')
  })

  it.each([
    ['{"email":"a","email":"b"}', [['duplicate_key', 'email']]],
    ['{"email":"a","\\u0065mail":"b"}', [['duplicate_key', 'email']]],
    ['{"a":[{},{"b":1,"b":2}]}', [['duplicate_key', 'a', 1, 'b']]],
    [`{"a":1,"a"${' '.repeat(60)}:2}`, [['duplicate_key', 'a']]],
    ['{"__proto__":{"role":"owner"}}', [['unknown_field', '__proto__']]],
    ['{"\\u005f_proto__":1}', [['unknown_field', '__proto__']]],
    [`{"__proto__"${'\n'.repeat(500)}: {}}`, [['unknown_field', '__proto__']]],
    ['{"fields":{"deep":[{"__proto__":1}]}}', [['unknown_field', 'fields', 'deep', 0, '__proto__']]],
  ])('%s is refused at the key', (text, issues) => {
    expect(faultOf(bytes(text))).toEqual(issues)
  })

  it('may be 20 deep and no deeper', () => {
    const deep = (levels: number) => bytes('['.repeat(levels) + ']'.repeat(levels))
    expect(parseJson(deep(20))).toBeDefined()
    expect(faultOf(deep(21))).toBe('malformed_body')
    expect(faultOf(deep(30_000))).toBe('malformed_body')
  })
})
