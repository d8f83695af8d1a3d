import { describe, expect, it } from 'vitest'
import { address, apiKey, at, offline, online, START } from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import type { ImportValues } from './import-values.ts'
import { planRemedied, type RemediedFacts } from './plan-remedied.ts'
import type { ImportOptions } from './plan-row.ts'
import { groupOf, type Remedies, remediesFor } from './remedies.ts'

const TEAM = 'team@example.com'
const options: ImportOptions = { application: 'app', invite: 'new', matchByEmail: false, initialPassword: null, language: null }
const known = (person: Person, externalId: string): Person => ({ ...person, profile: { ...person.profile, externalId } })
const plan = (values: ImportValues, remedies: Remedies = {}, more: Partial<RemediedFacts & ImportOptions> = {}) => {
  const { person = null, addressOwner = null, twins = null, faults = [], zerosLost = null, withZeros = null, ...rest } = more
  const facts = { values, person, addressOwner, twins, faults, zerosLost, withZeros, newId: 'new-1', password: null }
  return planRemedied(facts, { ...options, ...rest, remedies }, at(START, apiKey))
}
const told = (...given: Parameters<typeof plan>) => {
  const { outcome, reason, values, mails, sheet, remedied } = plan(...given)
  return [outcome, reason?.code ?? null, values, mails, sheet, remedied.map(({ group, remedy }) => `${group} ${remedy}`)]
}
const row: ImportValues = { externalId: 'P-1', firstName: 'Mia', email: address(TEAM) }
const bare: ImportValues = { externalId: 'P-1', firstName: 'Mia' }
const twins = { of: 'email', lines: [7, 8] } as const

describe('a row that something stands against', () => {
  it('is left as it is without a remedy, or with one of another group', () => {
    expect(told(row, {}, { twins })).toEqual(['error', 'email_twice', null, 0, false, []])
    expect(told(row, { 'email_twice:other@example.com': 'leave_out' }, { twins })).toEqual(['error', 'email_twice', null, 0, false, []])
    expect(told(row, { email_twice: 'on_file' }, { twins })).toEqual(['error', 'email_twice', null, 0, false, []])
  })

  it('with the address of a whole team is written without it, and gets a sheet', () => {
    const remedied = [`email_twice:${TEAM} leave_out`]
    for (const key of [`email_twice:${TEAM}`, 'email_twice:email', 'email_twice'])
      expect(told(row, { [key]: 'leave_out' }, { twins })).toEqual(['create', null, bare, 0, true, remedied])
  })

  it('is skipped when that was chosen, whatever the kind of group', () => {
    expect(told(row, { email_twice: 'skip' }, { twins })).toEqual(['skip', 'email_twice', null, 0, false, [`email_twice:${TEAM} skip`]])
    expect(told({ firstName: 'Mia' }, { external_id_missing: 'skip' })[0]).toBe('skip')
    expect(
      told(row, { 'wrong_type:fields.shoes': 'skip' }, { faults: [{ column: 'Schuhe', code: 'wrong_type', field: 'fields.shoes' }] })[0],
    ).toBe('skip')
  })

  it('is taken without the cells at fault only when there is a remedy for each of them', () => {
    const faults: RemediedFacts['faults'] = [
      { column: 'Sprache', code: 'locale_unknown', field: 'locale' },
      { column: 'Austritt', code: 'invalid_date', field: 'endsAt' },
    ]
    expect(told(bare, { locale_unknown: 'leave_out' }, { faults })).toEqual(['error', 'invalid_date', null, 0, false, []])
    expect(told(bare, { locale_unknown: 'leave_out', 'invalid_date:endsAt': 'leave_out' }, { faults })).toEqual([
      'create',
      null,
      null,
      0,
      true,
      ['locale_unknown:locale leave_out', 'invalid_date:endsAt leave_out'],
    ])
  })

  it('never loses what says who is meant, or whether they are still there', () => {
    for (const [code, field] of [
      ['excel_number', 'externalId'],
      ['status_unknown', 'status'],
      ['external_id_twice', 'externalId'],
      ['too_many_cells', null],
    ] as const)
      expect(remediesFor({ code, field })).toEqual(['skip'])
    expect(remediesFor({ code: 'last_owner', field: null })).toEqual([])
  })

  it('keeps a confirmed address on file and takes the rest', () => {
    const person = known(online('mia@example.com'), 'P-1')
    const values = { ...row, firstName: 'Maria' }
    expect(told(values, {}, { person })[1]).toBe('email_confirmed')
    expect(plan(values, { email_confirmed: 'leave_out' }, { person })).toMatchObject({
      outcome: 'update',
      changes: [{ field: 'firstName', to: 'Maria' }],
    })
  })

  it('is somebody new once the address by which they were found is left out', () => {
    const person = offline(TEAM)
    const result = plan(row, { email_twice: 'leave_out' }, { person, twins, matchByEmail: true })
    expect([result.outcome, result.person]).toEqual(['create', null])
    expect(told({ email: address(TEAM) }, { email_twice: 'leave_out' }, { person, twins, matchByEmail: true })[1]).toBe(
      'external_id_missing',
    )
  })

  it('whose number has lost its zeros means whoever has it with them, when that was chosen', () => {
    const person = known(offline(), '00123')
    const more = { zerosLost: { externalId: '00123', userId: person.id }, withZeros: person }
    const values = { externalId: '123', firstName: 'Maria' }
    expect(plan(values, {}, more)).toMatchObject({ outcome: 'error', reason: { code: 'external_id_zeros', userId: person.id } })
    const result = plan(values, { external_id_zeros: 'on_file' }, more)
    expect([result.outcome, result.values, result.person]).toEqual(['update', { externalId: '00123', firstName: 'Maria' }, person])
  })

  it('may need several remedies one after the other, and is left when one is missing', () => {
    const person = known(offline(), '00123')
    const more = { zerosLost: { externalId: '00123', userId: person.id }, withZeros: person, twins }
    const values = { externalId: '123', email: address(TEAM) }
    expect(told(values, { email_twice: 'leave_out' }, more)[1]).toBe('external_id_zeros')
    expect(told(values, { email_twice: 'leave_out', external_id_zeros: 'on_file' }, more)[0]).toBe('unchanged')
  })

  it('belongs to a group of its own where people share an address', () => {
    expect(groupOf({ code: 'email_twice', field: 'email' }, row)).toBe(`email_twice:${TEAM}`)
    expect(groupOf({ code: 'invalid_date', field: 'endsAt' }, row)).toBe('invalid_date:endsAt')
    expect(groupOf({ code: 'role_too_low', field: null }, row)).toBe('role_too_low')
  })
})
