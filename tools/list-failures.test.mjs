// What a run's end says of its failures.
import { expect, test } from 'vitest'
import { listFailures, listSecondTries } from './list-failures.mjs'

const report = (...assertionResults) => ({
  testResults: [{ name: '/here/e2e/x.test.ts', status: 'failed', message: 'No such module', assertionResults }],
})

test('a failed test is named by its file and its sentence, with the beginning of its message', () => {
  const failed = { status: 'failed', fullName: 'door opens once', failureMessages: [`expected 1\n${'    at line\n'.repeat(40)}`] }
  const [line = ''] = listFailures(report({ status: 'passed', fullName: 'door is shut' }, failed), '/here')
  expect(line).toContain('e2e/x.test.ts > door opens once\n    expected 1')
  expect(line.split('\n').length).toBeLessThan(20)
})

test('a file that did not load is named with the reason', () => {
  expect(listFailures(report(), '/here')).toEqual(['e2e/x.test.ts\n    No such module'])
})

test('a run without a report names nothing', () => {
  expect(listFailures(null, '/here')).toEqual([])
})

test('a test that needed a second try is named apart from the failures, with what it said at first', () => {
  const second = { status: 'passed', fullName: 'door opens once', failureMessages: ['expected 1'] }
  const told = report(second, { status: 'passed', fullName: 'door is shut', failureMessages: [] })
  expect(listFailures({ testResults: told.testResults.map((one) => ({ ...one, status: 'passed' })) }, '/here')).toEqual([])
  expect(listSecondTries(told, '/here')).toEqual(['e2e/x.test.ts > door opens once\n    expected 1'])
})
