import { describe, expect, it } from 'vitest'
import type { ProfileSchema } from '../profile/profile-schema.ts'
import { matchColumns } from './match-columns.ts'
import { type RowReader, readRow } from './read-row.ts'

const schema: ProfileSchema = {
  shirtSize: { type: 'choice', options: ['S', 'M'], label: 'Größe', optionLabels: { S: { de: 'Klein', en: 'Small' } } },
  shoes: { type: 'number', label: 'Schuhe', min: 30, max: 50 },
  vegetarian: { type: 'yes-no', label: 'Vegetarisch' },
  born: { type: 'date', label: 'Geboren' },
  skills: { type: 'choices', options: ['welding', 'driving'], label: 'Kenntnisse' },
}

const read = (row: Record<string, string>, more: Partial<RowReader> = {}) => {
  const { columns } = matchColumns(Object.keys(row), schema)
  const sealPassword: RowReader['sealPassword'] = (password) => ({ sealed: `sealed ${password.length}` })
  return readRow(Object.values(row), { columns, schema, timeZone: 'Europe/Berlin', clear: null, sealPassword, ...more })
}
const fault = (header: string, cell: string) => read({ [header]: cell }).faults

describe('reading a row', () => {
  it('takes what is there and leaves out what is blank', () => {
    expect(read({ Personalnummer: ' P-1 ', Vorname: 'Mia', Nachname: '  ', 'E-Mail': 'Mia@Example.DE' }).values).toEqual({
      externalId: 'P-1',
      firstName: 'Mia',
      email: { canonical: 'mia@example.de', entered: 'Mia@Example.DE' },
    })
  })

  it('clears by the marker that was chosen, and by nothing else', () => {
    expect(read({ Vorname: '-', 'E-Mail': '-', PLZ: '-', Schuhe: '-', Austritt: '-' }, { clear: '-' }).values).toEqual({
      firstName: null,
      email: null,
      postalAddress: null,
      fields: { shoes: null },
      endsAt: null,
    })
    expect(read({ Personalnummer: '-' }, { clear: '-' }).faults).toMatchObject([{ column: 'Personalnummer', code: 'required' }])
    expect(read({ Vorname: '-' })).toEqual({ values: {}, faults: [], none: [0] })
  })

  it.each([
    ['31.12.2026', '2026-12-31T22:59:59.999Z'],
    ['31.12.26', '2026-12-31T22:59:59.999Z'],
    ['1.7.2026', '2026-07-01T21:59:59.999Z'],
    ['2026-12-31', '2026-12-31T22:59:59.999Z'],
    ['2026-12-31 00:00:00', '2026-12-31T22:59:59.999Z'],
    ['31/12/2026', '2026-12-31T22:59:59.999Z'],
    ['12/31/2026', '2026-12-31T22:59:59.999Z'],
    ['20261231', '2026-12-31T22:59:59.999Z'],
  ])('reads the last day %s as the end of that day at home', (cell, moment) => {
    expect(read({ Austrittsdatum: cell }).values.endsAt).toBe(Date.parse(moment))
  })

  it('takes the year 9999 for no end at all', () => {
    expect(read({ Austrittsdatum: '31.12.9999' }).values).toEqual({ endsAt: null })
  })

  it.each([
    ['Deutsch', 'de'],
    ['German', 'de'],
    ['polnisch', 'pl'],
    ['Türkçe', 'tr'],
    ['en_gb', 'en-GB'],
    ['DE', 'de'],
  ])('reads the language %s', (cell, locale) => {
    expect(read({ Sprache: cell }).values.locale).toBe(locale)
  })

  it('reads an address from its parts or as a whole', () => {
    const address = { street: 'Hauptstraße 1', postcode: '50667', town: 'Köln' }
    expect(read({ Straße: 'Hauptstraße 1', PLZ: '50667', Ort: 'Köln' }).values.postalAddress).toEqual(address)
    expect(read({ Anschrift: 'Hauptstraße 1, 50667 Köln' }).values.postalAddress).toEqual(address)
    expect(read({ Anschrift: 'Hauptstraße 1\n50667 Köln\nDeutschland' }).values.postalAddress).toEqual({
      ...address,
      country: 'Deutschland',
    })
  })

  it('reads configured fields as their type wants them', () => {
    const row = { Größe: 'klein', Schuhe: '42,5', Vegetarisch: 'Ja', Geboren: '1.2.1990', Kenntnisse: 'driving, welding' }
    expect(read(row).values.fields).toEqual({
      shirtSize: 'S',
      shoes: 42.5,
      vegetarian: true,
      born: '1990-02-01',
      skills: ['welding', 'driving'],
    })
  })

  it.each([
    ['aktiv', 'active'],
    ['X', 'active'],
    ['Online-Nutzer', 'active'],
    ['ausgeschieden', 'inactive'],
    ['Deaktiviert', 'inactive'],
  ])('reads the status %s', (cell, status) => {
    expect(read({ Status: cell }).values.status).toBe(status)
  })

  it('makes one line of several, and composes letters', () => {
    expect(read({ Standort: 'Köln\n Nord', Nachname: 'Mu\u0308ller' }).values).toEqual({ location: 'Köln Nord', lastName: 'Müller' })
  })

  it('takes the apostrophe away that keeps a spreadsheet from running a cell', () => {
    expect(read({ Nachname: "'=1+1", Vorname: "'Mia" }).values).toEqual({ lastName: '=1+1', firstName: "'Mia" })
  })

  it.each([
    ['E-Mail', 'mia', 'email_invalid'],
    ['E-Mail', 'a@firma.de,b@evil.de', 'email_invalid'],
    ['E-Mail', 'müller@example.de', 'email_unsupported'],
    ['Nachname', 'x'.repeat(101), 'too_long'],
    ['Nachname', 'a\u202eb', 'control_characters'],
    ['Sprache', 'Klingonisch!', 'locale_unknown'],
    ['Status', 'vielleicht', 'status_unknown'],
    ['Austritt', '31.02.2026', 'invalid_date'],
    ['Austritt', '01/02/2026', 'date_ambiguous'],
    ['Anschrift', 'irgendwo', 'address_unreadable'],
    ['Größe', 'XXXL', 'not_an_option'],
    ['Schuhe', 'groß', 'wrong_type'],
    ['Schuhe', '99', 'out_of_range'],
  ])('tells at %s that %j is wrong', (header, cell, code) => {
    expect(fault(header, cell)).toMatchObject([{ column: header, code }])
  })

  it('tells all that is wrong at once, and that there are more cells than headers', () => {
    const { columns } = matchColumns(['E-Mail', 'Status'], schema)
    const reader = { columns, schema, timeZone: 'Europe/Berlin', clear: null, sealPassword: () => ({ sealed: '' }) }
    expect(readRow(['x', 'y', 'z', ''], reader).faults.map(({ code }) => code)).toEqual([
      'email_invalid',
      'status_unknown',
      'too_many_cells',
    ])
    expect(readRow([], reader)).toEqual({ values: {}, faults: [], none: [] })
  })

  it('gives an initial password away sealed, also from a row whose other faults may be left out', () => {
    expect(read({ Personalnummer: 'P-1', 'Initial-Passwort': 'geheim geheim' }).values.password).toBe('sealed 13')
    expect(read({ 'E-Mail': 'x', 'Initial-Passwort': 'geheim geheim' }).values).toEqual({ password: 'sealed 13' })
  })

  it('counts cells that say none as blank, by column, and lets an option be called so', () => {
    const options = { diet: { type: 'choice', options: ['Keine', 'Vegan'], label: 'Diät' } } as const satisfies ProfileSchema
    const row = { Personalnummer: '1', 'E-Mail': 'k. A.', Standort: '–', Diät: 'keine' }
    const { columns } = matchColumns(Object.keys(row), options)
    const { values, faults, none } = readRow(Object.values(row), {
      columns,
      schema: options,
      timeZone: 'Europe/Berlin',
      clear: null,
      sealPassword: () => ({ sealed: '' }),
    })
    expect({ values, faults, none }).toEqual({ values: { externalId: '1', fields: { diet: 'Keine' } }, faults: [], none: [1, 2] })
  })

  it('takes the first of several columns that says something, in the order that was asked for', () => {
    const headers = ['Privat', 'Dienstlich', 'Vorname']
    const given = { Privat: 'email', Dienstlich: 'email' }
    const { columns } = matchColumns(headers, schema, given, ['Dienstlich'])
    const email = (...cells: string[]) =>
      readRow(cells, { columns, schema, timeZone: 'Europe/Berlin', clear: null, sealPassword: () => ({ sealed: '' }) })
    expect(email('p@x.de', 'd@x.de').values.email?.entered).toBe('d@x.de')
    expect(email('p@x.de', ' ').values.email?.entered).toBe('p@x.de')
    expect(email('p@x.de', 'n/a')).toMatchObject({ values: { email: { entered: 'p@x.de' } }, none: [1] })
    expect(email('p@x.de', 'd').faults).toEqual([{ column: 'Dienstlich', code: 'email_invalid', field: 'email' }])
    expect(email('', '-').values).toEqual({})
  })

  it('parts "Nachname, Vorname", and nothing that may be read in two ways', () => {
    expect(read({ 'Nachname, Vorname': 'Müller, Jürgen Karl' }).values).toEqual({ lastName: 'Müller', firstName: 'Jürgen Karl' })
    expect(read({ 'Nachname, Vorname': '-' }).values).toEqual({})
    for (const cell of ['Müller Jürgen', 'Müller,', ', Jürgen', 'Müller, Dr., Jürgen'])
      expect(fault('Nachname, Vorname', cell)).toEqual([{ column: 'Nachname, Vorname', code: 'name_unreadable', field: 'fullName' }])
  })

  it('keeps what a spreadsheet spoilt out of the details, with its reason', () => {
    expect(fault('Personalnummer', '4,9E+11')).toEqual([{ column: 'Personalnummer', code: 'excel_number', field: 'externalId' }])
    expect(fault('Personalnummer', '01. Mrz')).toEqual([{ column: 'Personalnummer', code: 'excel_date', field: 'externalId' }])
    expect(fault('Standort', '#BEZUG!')).toEqual([{ column: 'Standort', code: 'excel_error', field: 'location' }])
    expect(read({ Personalnummer: '20260301', Austritt: '2026-03-01' }).faults).toEqual([])
  })
})
