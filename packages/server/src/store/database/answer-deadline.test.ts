// When an answer counts as late.

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAnswerDeadline } from './answer-deadline.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

it('fails what got no answer in time, each by its own beginning', () => {
  const deadline = createAnswerDeadline(1_000)
  const late: string[] = []
  deadline.begin(() => late.push('first'))
  vi.advanceTimersByTime(400)
  deadline.begin(() => late.push('second'))
  vi.advanceTimersByTime(599)
  expect(late).toEqual([])
  vi.advanceTimersByTime(1)
  expect(late).toEqual(['first'])
  vi.advanceTimersByTime(400)
  expect(late).toEqual(['first', 'second'])
  vi.advanceTimersByTime(10_000)
  expect(late).toHaveLength(2)
})

it('leaves alone what was answered, also when an earlier one still waits', () => {
  const deadline = createAnswerDeadline(1_000)
  const late: string[] = []
  const endFirst = deadline.begin(() => late.push('first'))
  const endSecond = deadline.begin(() => late.push('second'))
  endSecond()
  vi.advanceTimersByTime(999)
  endFirst()
  vi.advanceTimersByTime(5_000)
  expect(late).toEqual([])
})

it('gives one that begins long after the last the whole time', () => {
  const deadline = createAnswerDeadline(1_000)
  deadline.begin(() => undefined)()
  vi.advanceTimersByTime(900)
  const late = vi.fn()
  deadline.begin(late)
  vi.advanceTimersByTime(999)
  expect(late).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(late).toHaveBeenCalledOnce()
})

it('begins anew after the process itself stood still', () => {
  const deadline = createAnswerDeadline(1_000)
  const late = vi.fn()
  const end = deadline.begin(late)
  const { now } = performance
  vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 60_000)
  vi.advanceTimersByTime(1_999)
  expect(late).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(late).toHaveBeenCalledOnce()
  end()
})

it('holds the process only while something waits', () => {
  vi.useRealTimers()
  const deadline = createAnswerDeadline(60_000)
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  const end = deadline.begin(() => undefined)
  expect(timers()).toBe(before + 1)
  end()
  expect(timers()).toBe(before)
  const endAgain = deadline.begin(() => undefined)
  expect(timers()).toBe(before + 1)
  endAgain()
  expect(timers()).toBe(before)
})
