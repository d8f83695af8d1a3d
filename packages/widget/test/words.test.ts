// The catalogues and what is made of them.

import { describe, expect, test } from 'vitest'
import { de } from '../src/i18n/de.ts'
import { deHandover } from '../src/i18n/de-handover.ts'
import { deLater } from '../src/i18n/de-later.ts'
import { deQuestions } from '../src/i18n/de-questions.ts'
import { en } from '../src/i18n/en.ts'
import { enHandover } from '../src/i18n/en-handover.ts'
import { enLater } from '../src/i18n/en-later.ts'
import { enQuestions } from '../src/i18n/en-questions.ts'
import { speak } from '../src/i18n/speak.ts'
import { moment } from '../src/parts/moment.ts'
import { span } from '../src/parts/span.ts'

const placeholders = (entry: unknown): string[] => [...new Set(JSON.stringify(entry).match(/\{\w+\}/g) ?? [])].sort()
const formsOf = (entry: unknown): string[] => (typeof entry === 'string' ? [entry] : Object.values(entry as Record<string, string>))
const german: Record<string, unknown> = { ...de, ...deLater, ...deHandover, ...deQuestions }
const english: Record<string, unknown> = { ...en, ...enLater, ...enHandover, ...enQuestions }

describe('words', () => {
  test('every sentence takes the same values in both languages', () => {
    const taken = (words: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(words).map(([key, entry]) => [key, placeholders(entry)]))
    expect(taken(english)).toEqual(taken(german))
  })

  test('every sentence stands in both languages, and none is the same in both', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(german).sort())
    for (const key of Object.keys(german)) {
      for (const sentence of [german, english].flatMap((words) => formsOf(words[key]))) expect(sentence.trim(), key).not.toBe('')
      expect(english[key], key).not.toEqual(german[key])
    }
  })

  test('no sentence shouts', () => {
    expect(JSON.stringify([german, english])).not.toContain('!')
  })

  test('a count chooses the form of its language', () => {
    const { say } = speak(de, 'de').learn(deLater)
    expect(say('passwordHint', { count: 1 })).toBe('Mindestens ein Zeichen.')
    expect(say('passwordHint', { count: 12 })).toMatch(/^Mindestens 12 Zeichen\./)
  })

  test('a value may be more than text', () => {
    const strong = { strong: 'mia@beispiel.example' }
    expect(speak(de, 'de').learn(deHandover).weave('proveLead', { email: strong })).toEqual([
      'Wir haben einen Code an ',
      strong,
      ' gesendet.',
    ])
  })

  test('a deadline is told in the zone of the organisation, wherever the reader is', () => {
    expect(moment('2026-12-06T11:00:00Z', 'de', 'Europe/Berlin')).toBe('Sonntag, 6. Dezember um 12:00\u00a0MEZ')
    expect(moment('2026-12-06T11:00:00Z', 'en', 'America/New_York')).toContain('Sunday, December 6')
  })

  test.each([
    [400, '1\u00a0Sekunde'],
    [64_000, '64\u00a0Sekunden'],
    [119_500, '2\u00a0Minuten'],
    [3_600_000, '60\u00a0Minuten'],
  ])('%d ms to wait are told as %s', (ms, words) => {
    expect(span(ms, 'de')).toBe(words)
  })
})
