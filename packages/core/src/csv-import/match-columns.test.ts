import { describe, expect, it } from 'vitest'
import type { ProfileSchema } from '../profile/profile-schema.ts'
import { builtInFields, headerOf } from './import-field.ts'
import { matchColumns } from './match-columns.ts'

const schema: ProfileSchema = {
  shirtSize: { type: 'choice', options: ['S', 'M'], label: { de: 'Größe', en: 'Shirt size' } },
  motto: { type: 'text', label: 'Motto', visibleTo: 'holder' },
}
const fields = (headers: string[], given?: Record<string, string>) =>
  matchColumns(headers, schema, given).columns.map(({ field, ignored }) => field ?? ignored)

describe('matching headers with details', () => {
  it('knows German ones', () => {
    const headers = [
      'Personalnummer',
      'E-Mail',
      'Vorname',
      'Nachname',
      'Standort',
      'Abteilung',
      'Position',
      'Sprache',
      'Status',
      'Austrittsdatum',
    ]
    expect(fields(headers)).toEqual([
      'externalId',
      'email',
      'firstName',
      'lastName',
      'location',
      'department',
      'position',
      'locale',
      'status',
      'endsAt',
    ])
    expect(fields(['Identifikation', 'Initial-Passwort', 'Anschrift'])).toEqual(['externalId', 'initialPassword', 'address'])
  })

  it('knows English ones', () => {
    const headers = [
      'Employee ID',
      'Email address',
      'First name',
      'Last name',
      'Location',
      'Department',
      'Job title',
      'Language',
      'Last day',
    ]
    expect(fields(headers)).toEqual([
      'externalId',
      'email',
      'firstName',
      'lastName',
      'location',
      'department',
      'position',
      'locale',
      'endsAt',
    ])
    expect(fields(['E-mail address', 'Street', 'Postcode', 'City', 'Country'])).toEqual(['email', 'street', 'postcode', 'town', 'country'])
  })

  it.each(['E-MAIL', 'e_mail', ' E-Mail: ', 'Email', 'eMail-Adresse', 'E-Mail (Adresse)'])('does not mind how %j is written', (header) => {
    expect(fields([header])).toEqual(['email'])
  })

  it('knows configured fields by key and by label in any language', () => {
    for (const header of ['shirtSize', 'SHIRT SIZE', 'Größe', 'fields.shirtSize']) expect(fields([header])).toEqual(['fields.shirtSize'])
  })

  it('does not touch what is the holder’s alone', () => {
    expect(fields(['Motto'])).toEqual(['holders_own'])
    expect(fields(['x'], { x: 'fields.motto' })).toEqual(['holders_own'])
  })

  it('takes "Ort" for the place of work unless an address stands beside it', () => {
    expect(fields(['Name', 'Ort'])).toEqual(['lastName', 'location'])
    expect(fields(['Straße', 'PLZ', 'Ort'])).toEqual(['street', 'postcode', 'town'])
  })

  it('reads one column for a detail, the first one', () => {
    expect(fields(['E-Mail', 'Mail', 'Schuhe', ''])).toEqual(['email', 'twice', 'unknown', 'unknown'])
  })

  it('goes by what the caller says', () => {
    expect(fields(['Wohnsitz', 'Mail', 'E-Mail'], { wohnsitz: 'location', 'E-Mail': 'email', Mail: 'ignore' })).toEqual([
      'location',
      'asked',
      'email',
    ])
    expect(matchColumns(['a'], schema, { b: 'email', a: 'role' }).faults).toEqual([
      { header: 'b', code: 'column_unknown' },
      { header: 'a', code: 'field_unknown' },
    ])
  })

  it.each(['de', 'en'] as const)('understands every header that a template in %s has', (locale) => {
    const written = builtInFields.filter((field) => field !== 'address')
    expect(fields(written.map((field) => headerOf(field, locale, schema)))).toEqual(written)
    expect(fields([headerOf('fields.shirtSize', locale, schema)])).toEqual(['fields.shirtSize'])
  })
})
