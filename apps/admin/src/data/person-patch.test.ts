// Two people at one form: what is written is what was typed, and both sides are shown.

import type { User } from '@foyer/sdk'
import { describe, expect, it } from 'vitest'
import type { Admin } from '../app/admin.ts'
import { changedOnly, differences } from './person-patch.ts'

// Of what the server says, only what these two read.
const admin = {
  settings: { organisation: { timeZone: 'Europe/Berlin' }, profile: [{ key: 'shirt', label: 'Größe' }] },
} as unknown as Pick<Admin, 'settings'>
const details = {
  firstName: 'Ada',
  lastName: null,
  externalId: null,
  position: 'Fahrerin',
  location: 'Köln',
  department: null,
  locale: null,
  postalAddress: null,
  fields: { shirt: 'M' },
}
const user = (parts: object) => ({ ...details, endsAt: '2026-12-31T22:59:59.999Z', ...parts }) as unknown as User
const typed = (parts: object) => ({ ...details, endsAt: '2026-12-31', ...parts })

describe('what was typed', () => {
  it('is written as far as it differs, and nothing else with it', () => {
    expect(changedOnly(typed({}), user({}), admin)).toEqual({})
    expect(changedOnly(typed({ position: 'Leiterin', endsAt: null, fields: { shirt: 'L' } }), user({}), admin)).toEqual({
      position: 'Leiterin',
      endsAt: null,
      fields: { shirt: 'L' },
    })
    expect(changedOnly(typed({ fields: { shirt: [] } }), user({ fields: {} }), admin)).toEqual({})
  })

  it('stands beside what somebody else stored meanwhile, each field that either changed', () => {
    const now = user({ location: 'Basel', position: 'Leiterin' })
    const patch = changedOnly(typed({ position: 'Disponentin', fields: { shirt: 'L' } }), user({}), admin)
    expect(differences({ before: user({}), now, patch }, admin)).toEqual([
      { key: 'position', label: null, stored: 'Leiterin', typed: 'Disponentin' },
      { key: 'location', label: null, stored: 'Basel', typed: null },
      { key: 'fields.shirt', label: 'Größe', stored: 'M', typed: 'L' },
    ])
  })
})
