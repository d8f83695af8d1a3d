// Tests of profile fields: what is kept, what is refused, who may change what.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFoyerError } from '../foyer-error.ts'
import type { ProfileSchema } from './profile-schema.ts'
import { type FieldWriter, validateFields } from './validate-fields.ts'

const schema: ProfileSchema = {
  motto: { type: 'text', label: 'Motto', max: 10 },
  phone: { type: 'phone', label: { de: 'Telefon', en: 'Phone' }, required: true },
  shirtSize: { type: 'choice', options: ['S', 'M', 'L'], label: 'Shirt', editableBy: 'holder' },
  languages: { type: 'choices', options: ['de', 'en', 'pl'], label: 'Languages' },
  age: { type: 'number', min: 14, max: 120, label: 'Age' },
  firstAid: { type: 'yes-no', label: 'First aid', required: true },
  joined: { type: 'date', label: 'Joined', editableBy: 'managers', required: true },
  site: { type: 'url', label: 'Site' },
  private: { type: 'email', label: 'Private' },
  note: { type: 'text', label: 'Note', visibleTo: 'managers' },
  secret: { type: 'text', label: 'Secret', visibleTo: 'holder' },
}
const partly: FieldWriter = { by: 'holder', partial: true }

function codes(input: Record<string, unknown>, writer: FieldWriter = partly, fields = schema): Record<string, string> {
  try {
    validateFields(fields, input, writer)
  } catch (error) {
    if (!isFoyerError(error, 'invalid_input')) throw error
    expect(error.details.issues.every(({ path, message }) => path.length === 2 && path[0] === 'fields' && message !== '')).toBe(true)
    return Object.fromEntries(error.details.issues.map(({ path, code }) => [String(path[1]), code]))
  }
  return {}
}

describe('values', () => {
  it('are kept in one form', () => {
    const input = {
      motto: '  Mu\u0308he ',
      phone: '0049 (0) 221 / 123-45',
      shirtSize: 'M',
      languages: ['pl', 'de', 'pl'],
      age: 30.5,
      firstAid: false,
      site: 'HTTPS://Example.com',
      private: ' Mia@Example.DE ',
    }
    expect(validateFields(schema, input, partly)).toEqual({
      motto: 'Mühe',
      phone: '+4922112345',
      shirtSize: 'M',
      languages: ['de', 'pl'],
      age: 30.5,
      firstAid: false,
      site: 'https://example.com/',
      private: 'mia@example.de',
    })
  })

  it('that are kept pass again unchanged', () => {
    const input = { phone: '+49 221 12345', site: 'www.example.com/ä', private: 'MIA@Example.de', languages: ['en', 'de'], motto: ' a ' }
    const once = validateFields(schema, input, partly)
    expect(validateFields(schema, once, partly)).toEqual(once)
  })

  it('are cleared by null, an empty text and an empty list; undefined changes nothing', () => {
    expect(validateFields(schema, { motto: null, site: ' ', languages: [], age: undefined }, partly)).toEqual({
      motto: null,
      site: null,
      languages: null,
    })
  })

  it('are told all that is wrong with them at once', () => {
    const input = {
      motto: 'more than ten',
      phone: '12',
      shirtSize: 'XL',
      languages: ['de', 'fr'],
      age: 13,
      firstAid: 'yes',
      site: 'javascript:alert(1)',
      private: 'mia',
      nothing: 1,
    }
    expect(codes(input)).toEqual({
      motto: 'too_long',
      phone: 'invalid_phone',
      shirtSize: 'not_an_option',
      languages: 'not_an_option',
      age: 'out_of_range',
      firstAid: 'wrong_type',
      site: 'invalid_url',
      private: 'invalid_email',
      nothing: 'unknown_field',
    })
  })

  it.each([
    ['motto', 1, 'wrong_type'],
    ['motto', ['a'], 'wrong_type'],
    ['motto', {}, 'wrong_type'],
    ['motto', 'a\nb', 'control_characters'],
    ['motto', 'a\u202eb', 'control_characters'],
    ['phone', 22112345, 'wrong_type'],
    ['phone', '1234567', 'invalid_phone'],
    ['phone', '+49 221 call me', 'invalid_phone'],
    ['phone', '0'.repeat(18), 'invalid_phone'],
    ['phone', `+49${' '.repeat(100)}22112345`, 'invalid_phone'],
    ['shirtSize', ['M'], 'wrong_type'],
    ['shirtSize', 'm', 'not_an_option'],
    ['shirtSize', 'constructor', 'not_an_option'],
    ['languages', 'de', 'wrong_type'],
    ['languages', ['de', 1], 'wrong_type'],
    ['age', '30', 'wrong_type'],
    ['age', Number.NaN, 'wrong_type'],
    ['age', Number.POSITIVE_INFINITY, 'wrong_type'],
    ['age', 121, 'out_of_range'],
    ['firstAid', 0, 'wrong_type'],
    ['site', 'ftp://example.com', 'invalid_url'],
    ['site', 'https://user:pw@example.com', 'invalid_url'],
    ['site', 'https://localhost', 'invalid_url'],
    ['site', 'data:text/html,x', 'invalid_url'],
    ['site', '//example.com', 'invalid_url'],
    ['site', 'https://example.com/a b', 'invalid_url'],
    ['site', `https://example.com/${'a'.repeat(2000)}`, 'invalid_url'],
    ['private', 'müller@example.de', 'invalid_email'],
  ])('%s: %j is answered with %s', (key, value, code) => {
    expect(codes({ [key]: value })).toEqual({ [key]: code })
  })

  it.each(['2027-02-29', '2027-13-01', '31.03.2027', '2027-3-1', '', '2027-03-31T00:00:00Z'])('%j is no day', (joined) => {
    const strict: ProfileSchema = { joined: { type: 'date', label: 'Joined', required: true } }
    expect(codes({ joined }, partly, strict)).toEqual({ joined: joined === '' ? 'required' : 'invalid_date' })
    expect(validateFields(strict, { joined: '2028-02-29' }, partly)).toEqual({ joined: '2028-02-29' })
  })

  it.each([
    ['0221 12345', '022112345'],
    ['(0221) 123 45', '022112345'],
    ['+49 (0)221 12345', '+4922112345'],
    ['+43‑1‑234567', '+431234567'],
    ['0041 44 123.45.67', '+41441234567'],
    ['01234', '01234'],
    ['+1 202 555 0123', '+12025550123'],
  ])('phone %j is kept as %s', (typed, phone) => {
    expect(validateFields(schema, { phone: typed }, partly)).toEqual({ phone })
  })
})

describe('who writes', () => {
  it('a holder changes neither what managers keep nor what they alone see', () => {
    expect(codes({ joined: '2027-01-01', note: 'x', secret: 'mine', shirtSize: 'S' })).toEqual({
      joined: 'not_editable',
      note: 'not_editable',
    })
  })

  it('a manager changes neither what the holder keeps nor what the holder alone sees', () => {
    const manager: FieldWriter = { by: 'manager', partial: true }
    expect(codes({ joined: '2027-01-01', note: 'x', secret: 'mine', shirtSize: 'S' }, manager)).toEqual({
      secret: 'not_editable',
      shirtSize: 'not_editable',
    })
  })

  it('a holder cannot clear what is required, a manager can', () => {
    expect(codes({ phone: null })).toEqual({ phone: 'required' })
    expect(validateFields(schema, { phone: null }, { by: 'manager', partial: true })).toEqual({ phone: null })
  })

  it('a whole form lacks what is required of its writer and neither there nor on file', () => {
    const whole: FieldWriter = { by: 'holder', partial: false }
    expect(codes({}, whole)).toEqual({ phone: 'required', firstAid: 'required' })
    expect(codes({ phone: '' }, whole)).toEqual({ phone: 'required', firstAid: 'required' })
    expect(codes({ phone: '12' }, whole)).toEqual({ phone: 'invalid_phone', firstAid: 'required' })
    expect(codes({ firstAid: false }, { ...whole, stored: { phone: '+4922112345' } })).toEqual({})
    expect(codes({ firstAid: false, phone: undefined }, { ...whole, stored: { phone: '+4922112345' } })).toEqual({})
    expect(codes({ firstAid: false, phone: null }, { ...whole, stored: { phone: '+4922112345' } })).toEqual({ phone: 'required' })
    expect(codes({}, { by: 'manager', partial: false })).toEqual({ phone: 'required', firstAid: 'required', joined: 'required' })
  })
})

describe('a changed configuration', () => {
  it('never blocks what is on file already', () => {
    const stored = { shirtSize: 'XXL', gone: 'old', languages: ['la'], joined: '2020-01-01' }
    expect(validateFields(schema, { ...stored, motto: 'neu' }, { ...partly, stored })).toEqual({ motto: 'neu' })
    expect(codes({ gone: 'new' }, { ...partly, stored })).toEqual({ gone: 'unknown_field' })
    expect(codes({ languages: ['la', 'gr'] }, { ...partly, stored })).toEqual({ languages: 'not_an_option' })
  })
})

describe('keys that every object inherits', () => {
  it('are unknown fields and reach no prototype', () => {
    const input = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "x", "toString": "x", "hasOwnProperty": null}')
    expect(codes(input)).toEqual({
      ['__proto__']: 'unknown_field',
      constructor: 'unknown_field',
      toString: 'unknown_field',
      hasOwnProperty: 'unknown_field',
    })
    const hostile = JSON.parse('{"__proto__": {"type": "text", "label": "x"}}')
    expect(codes(JSON.parse('{"__proto__": "x"}'), partly, hostile)).toHaveProperty(['__proto__'], 'unknown_field')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('nothing but a configured field ever gets through, whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...Object.keys(schema))), fc.anything(), { noNullPrototype: true }),
        (input) => {
          try {
            const values = validateFields(schema, input, partly)
            expect(Object.keys(values).every((key) => Object.hasOwn(schema, key))).toBe(true)
          } catch (error) {
            expect(isFoyerError(error, 'invalid_input')).toBe(true)
          }
        },
      ),
    )
  })

  it('at most a hundred issues are told', () => {
    const input = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`x${at}`, 1]))
    expect(Object.keys(codes(input, { by: 'holder', partial: false }))).toHaveLength(100)
  })
})
