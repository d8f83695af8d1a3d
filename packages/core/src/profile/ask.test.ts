// Tests of the fields that an application asks for.

import { describe, expect, it } from 'vitest'
import { fieldsToAsk } from './ask.ts'
import type { ProfileSchema } from './profile-schema.ts'
import { reservedFieldKeys, standardFields } from './standard-fields.ts'
import { validateFields } from './validate-fields.ts'

const schema: ProfileSchema = {
  phone: { type: 'phone', label: 'Phone', required: true },
  shirtSize: { type: 'choice', options: ['S', 'M'], label: 'Shirt', editableBy: 'holder' },
  joined: { type: 'date', label: 'Joined', editableBy: 'managers', required: true },
  note: { type: 'text', label: 'Note', visibleTo: 'managers', required: true },
  languages: { type: 'choices', options: ['de', 'en'], label: 'Languages', required: true },
}

describe('fieldsToAsk', () => {
  it('asks what the holder may edit, in the order configured, each once', () => {
    const keys = ['shirtSize', 'joined', 'phone', 'note', 'shirtSize', 'gone', 'constructor', '__proto__']
    expect(fieldsToAsk(schema, keys, {})).toEqual({ ask: ['shirtSize', 'phone'], missingRequired: ['phone'] })
  })

  it('tells a required field as missing until it has a value', () => {
    const missing = (values: Record<string, unknown>) => fieldsToAsk(schema, ['phone', 'languages'], values).missingRequired
    expect(missing({ phone: '', languages: [] })).toEqual(['phone', 'languages'])
    expect(missing({ phone: null })).toEqual(['phone', 'languages'])
    expect(missing({ phone: '+4922112345', languages: ['la'] })).toEqual([])
  })

  it('knows the built-in fields, of which the names are the holder’s', () => {
    expect(fieldsToAsk(schema, Object.keys(standardFields), {})).toEqual({ ask: ['firstName', 'lastName'], missingRequired: [] })
    const builtIns: ProfileSchema = { firstName: { type: 'text', label: 'First name', required: true } }
    expect(fieldsToAsk({}, ['firstName'], { firstName: ' ' }, builtIns)).toEqual({ ask: ['firstName'], missingRequired: ['firstName'] })
  })
})

describe('the built-in fields', () => {
  it('have limits in code points, and keys that no other field may take', () => {
    expect(validateFields(standardFields, { firstName: '😀'.repeat(100) }, { by: 'holder', partial: true }).firstName).toBe(
      '😀'.repeat(100),
    )
    expect(() => validateFields(standardFields, { firstName: '😀'.repeat(101) }, { by: 'holder', partial: true })).toThrow()
    expect(() => validateFields(standardFields, { externalId: 'P-1' }, { by: 'holder', partial: true })).toThrow()
    expect(new Set(reservedFieldKeys).size).toBe(reservedFieldKeys.length)
    expect(reservedFieldKeys).toContain('firstName')
  })
})
