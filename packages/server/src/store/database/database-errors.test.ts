// Failures are told apart by code alone.
import { expect, it } from 'vitest'
import { DatabaseError, errorCode, isBusy, isConnectionLost, isUniqueViolation } from './database-errors.ts'

const withCode = (code: string) => Object.assign(new Error('same words'), { code })

it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '08001', 'FOYER_DATABASE_LOST'])(
  'takes %s for a lost connection',
  (code) => {
    expect(isConnectionLost(withCode(code))).toBe(true)
    expect(isBusy(withCode(code))).toBe(false)
  },
)

it.each(['53300', '55P03', '57014', 'FOYER_DATABASE_BUSY'])('takes %s for a busy database', (code) => {
  expect(isBusy(withCode(code))).toBe(true)
  expect(isConnectionLost(withCode(code))).toBe(false)
})

it.each(['23505', '22P02', '42601', '40001'])('takes %s for neither', (code) => {
  expect(isBusy(withCode(code))).toBe(false)
  expect(isConnectionLost(withCode(code))).toBe(false)
})

it('reads the code of the first error when a name had several addresses', () => {
  expect(isConnectionLost(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]))).toBe(true)
})

it('has no opinion on what is no error', () => {
  for (const value of [undefined, null, 'ECONNREFUSED', 23505, {}]) {
    expect(errorCode(value)).toBeUndefined()
    expect(isConnectionLost(value) || isBusy(value) || isUniqueViolation(value)).toBe(false)
  }
})

it('keeps the cause', () => {
  const cause = new Error('inner')
  expect(new DatabaseError('FOYER_DATABASE_LOST', 'outer', cause)).toMatchObject({ code: 'FOYER_DATABASE_LOST', cause })
})
