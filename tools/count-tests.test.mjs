// What the last line of a test run counts.
import { expect, test } from 'vitest'
import { countLine, countTests } from './count-tests.mjs'

const file = (status, ...tests) => ({ status, name: 'x.test.ts', assertionResults: tests.map((state) => ({ status: state })) })

test('passed, failed and skipped tests are counted apart', () => {
  const counts = countTests({ testResults: [file('failed', 'passed', 'failed', 'pending'), file('passed', 'passed', 'todo')] }, false)
  expect(countLine(counts)).toBe('2 passed, 1 failed, 2 skipped')
})

test('a file that did not load is a failure', () => {
  expect(countLine(countTests({ testResults: [file('failed'), file('passed', 'passed')] }, false))).toBe('1 passed, 1 failed')
})

test('a run that ended badly never counts as clean', () => {
  expect(countLine(countTests({ testResults: [file('passed', 'passed')] }, false))).toBe('1 passed, 1 failed')
  expect(countLine(countTests(null, false))).toBe('0 passed, 1 failed')
})

test('nothing skipped is not mentioned', () => {
  expect(countLine(countTests({ testResults: [file('passed', 'passed')] }, true))).toBe('1 passed, 0 failed')
})
