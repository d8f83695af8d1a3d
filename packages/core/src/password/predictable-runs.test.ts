// Tests of runs, and of what is repeated.

import { expect, it } from 'vitest'
import { markRuns } from './predictable-runs.ts'
import { repeatedUnit } from './repetition.ts'

const marked = (text: string) =>
  markRuns(text)
    .map((isRun, at) => (isRun ? text.charAt(at) : '.'))
    .join('')

it.each([
  ['qwertz7', 'qwertz.'],
  ['ztrewq', 'ztrewq'],
  ['xasdfx', '.asdf.'],
  ['90123', '90123'],
  ['a123b', '.123.'],
  ['a13b', '....'],
  ['aaab', 'aaa.'],
  ['aabb', '....'],
  ['schwerte', '...wert.'],
  ['giraffe', '.......'],
  ['', ''],
])('marks %j as %j', (text, runs) => {
  expect(marked(text)).toBe(runs)
})

it.each([
  ['hallohallo', 'hallo'],
  ['hallohallohal', 'hallo'],
  ['hallohal', 'hallohal'],
  ['aaaa', 'a'],
  ['ab', 'ab'],
  ['', ''],
])('finds in %j the unit %j', (text, unit) => {
  expect(repeatedUnit(text)).toBe(unit)
})
