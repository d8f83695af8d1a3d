// Tests of the end of a day over time zones and changes of the clock.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FoyerError } from '../foyer-error.ts'
import { endOfDay, isDay, parseMoment } from './end-of-day.ts'

const iso = (moment: number) => new Date(moment).toISOString()

describe('endOfDay', () => {
  it.each([
    ['2027-03-31', 'Europe/Berlin', '2027-03-31T21:59:59.999Z'],
    ['2027-01-15', 'Europe/Berlin', '2027-01-15T22:59:59.999Z'],
    // clocks go forward, and back
    ['2027-03-27', 'Europe/Berlin', '2027-03-27T22:59:59.999Z'],
    ['2027-03-28', 'Europe/Berlin', '2027-03-28T21:59:59.999Z'],
    ['2027-10-31', 'Europe/Berlin', '2027-10-31T22:59:59.999Z'],
    ['2027-10-30', 'Europe/Berlin', '2027-10-30T21:59:59.999Z'],
    ['2027-12-31', 'UTC', '2027-12-31T23:59:59.999Z'],
    ['2027-03-14', 'America/New_York', '2027-03-15T03:59:59.999Z'],
    ['2027-11-07', 'America/New_York', '2027-11-08T04:59:59.999Z'],
    ['2027-06-01', 'Asia/Kolkata', '2027-06-01T18:29:59.999Z'],
    ['2027-06-01', 'Asia/Kathmandu', '2027-06-01T18:14:59.999Z'],
    ['2027-06-01', 'Pacific/Kiritimati', '2027-06-01T09:59:59.999Z'],
    ['2027-06-01', 'Etc/GMT+12', '2027-06-02T11:59:59.999Z'],
    ['2027-10-02', 'Australia/Lord_Howe', '2027-10-02T13:29:59.999Z'],
    // midnight skipped: the next day begins at one o'clock
    ['2018-11-03', 'America/Sao_Paulo', '2018-11-04T02:59:59.999Z'],
    ['2024-09-07', 'America/Santiago', '2024-09-08T03:59:59.999Z'],
    // the last hour of the day twice: at midnight the clock goes back to eleven
    ['2018-02-17', 'America/Sao_Paulo', '2018-02-18T02:59:59.999Z'],
    ['2024-04-06', 'America/Santiago', '2024-04-07T03:59:59.999Z'],
    // one minute past midnight the clock went back into the day before
    ['2006-10-28', 'America/St_Johns', '2006-10-29T03:29:59.999Z'],
    // a day that Samoa left out
    ['2011-12-29', 'Pacific/Apia', '2011-12-30T09:59:59.999Z'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T09:59:59.999Z'],
    ['2028-02-29', 'Europe/Vienna', '2028-02-29T22:59:59.999Z'],
  ])('of %s in %s is %s', (day, timeZone, end) => {
    expect(iso(endOfDay(day, timeZone))).toBe(end)
  })

  it('is the last moment that the zone calls that day, or an earlier one', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Africa/Cairo',
      'Asia/Beirut',
      'Pacific/Chatham',
      'America/Havana',
      'Pacific/Apia',
    )
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 25_000 }), (timeZone, number) => {
        const day = iso(number * 86_400_000).slice(0, 10)
        const localDay = (moment: number) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(moment)
        const end = endOfDay(day, timeZone)
        expect(localDay(end) <= day).toBe(true)
        for (const later of [1, 1000, 3_600_000, 2 * 3_600_000]) expect(localDay(end + later) > day).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('refuses what is no day, at the place it came from', () => {
    for (const day of [
      '2027-02-29',
      '2027-13-01',
      '2027-00-10',
      '2027-1-1',
      '31.03.2027',
      '',
      '0000-01-01',
      '2027-03-31 ',
      '+002027-03-31',
    ]) {
      expect(isDay(day)).toBe(false)
      expect(() => endOfDay(day, 'UTC', ['endsAt'])).toThrow(
        expect.objectContaining({
          code: 'invalid_input',
          details: { issues: [expect.objectContaining({ path: ['endsAt'], code: 'invalid_date' })] },
        }),
      )
    }
  })

  it('refuses a time zone that nobody knows', () => {
    expect(() => endOfDay('2027-03-31', 'Europe/Nowhere')).toThrow(FoyerError)
  })
})

describe('parseMoment', () => {
  it.each([
    ['2027-03-31', '2027-03-31T21:59:59.999Z'],
    ['2027-03-31T12:00:00Z', '2027-03-31T12:00:00.000Z'],
    ['2027-03-31T12:00:00.5Z', '2027-03-31T12:00:00.500Z'],
    ['2027-03-31T12:00+02:00', '2027-03-31T10:00:00.000Z'],
    ['2027-03-31T23:30:00-05:30', '2027-04-01T05:00:00.000Z'],
  ])('reads %s as %s', (value, moment) => {
    expect(iso(parseMoment(value, 'Europe/Berlin'))).toBe(moment)
  })

  it.each([
    '2027-03-31T12:00:00',
    '2027-02-30T12:00:00Z',
    '2027-03-31T24:00:00Z',
    '2027-03-31T12:60:00Z',
    '2027-03-31 12:00Z',
    'tomorrow',
    '1795000000000',
    '',
  ])('refuses %j', (value) => {
    expect(() => parseMoment(value, 'Europe/Berlin')).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})
