import { expect, it } from 'vitest'
import { toApplicationDe } from './german-application.ts'

it.each([
  ['Beispiel App', 'zur Beispiel App'],
  ['Verwaltung', 'zur Verwaltung'],
  ['Mitarbeiter-Portal', 'zum Mitarbeiter-Portal'],
  ['Whatsapp', 'zu Whatsapp'],
  ['Beispielwerk', 'zu Beispielwerk'],
])('joins %s as "%s"', (name, phrase) => {
  expect(toApplicationDe(name)).toBe(phrase)
})
