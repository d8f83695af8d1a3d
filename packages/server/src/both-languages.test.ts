// Every text of the server stands in German and English: errors, mails, the mailbox, the reference, and Foyer's own pages.

import { errorStatus } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorTexts, issueTexts } from './http/error-texts.ts'
import { mailboxTexts } from './mail/mailbox-texts.ts'
import { type MailNames, mailTexts } from './mail/texts.ts'
import { germanSummaries } from './pages/reference-summaries.ts'
import { referenceWords } from './pages/reference-words.ts'
import { createTestFoyer, type TestFoyer } from './testing.ts'

/** Names of products, and words that both languages share. */
const SAME_IN_BOTH: readonly string[] = ['App Store', 'Google Play', 'Code', 'Version', 'Operation', 'Person', 'Status']

const NAMES: MailNames = { organisation: 'Beispiel AG', application: 'Beispiel App', contact: 'it@beispiel.example' }
const NAMELESS: MailNames = { ...NAMES, application: null }

type Texts = ReadonlyMap<string, string>

/** Every sentence below `value` by its path; one that is made of values is made with an application and without. */
function textsOf(value: unknown, path = ''): Texts {
  if (typeof value === 'string') return new Map([[path, value]])
  if (typeof value === 'function') {
    const made: unknown[] = [NAMES, NAMELESS].map((names) => value(names, names))
    return new Map(made.map((text, index) => [`${path}#${index}`, String(text)]))
  }
  if (typeof value !== 'object' || value === null) return new Map()
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...textsOf(inner, `${path}.${name}`)]))
}

function compare(german: Texts, english: Texts): { missing: string[]; empty: string[]; same: string[] } {
  const paths = [...new Set([...german.keys(), ...english.keys()])]
  const both = (test: (de: string, en: string) => boolean) => paths.filter((path) => test(german.get(path) ?? '', english.get(path) ?? ''))
  return {
    missing: paths.filter((path) => !german.has(path) || !english.has(path)),
    empty: both((de, en) => de.trim() === '' || en.trim() === ''),
    same: both((de, en) => de === en && !SAME_IN_BOTH.includes(de)),
  }
}

const NOTHING = { missing: [], empty: [], same: [] }
const inLanguage = (table: Record<string, Record<'de' | 'en', string>>, language: 'de' | 'en') =>
  new Map(Object.entries(table).map(([code, texts]) => [code, texts[language]]))

describe('in both languages', () => {
  let foyer: TestFoyer
  beforeAll(async () => {
    foyer = await createTestFoyer()
  })
  afterAll(() => foyer.close())

  it('stands every error', () => {
    expect(Object.keys(errorTexts).sort()).toEqual(Object.keys(errorStatus).sort())
    expect(compare(inLanguage(errorTexts, 'de'), inLanguage(errorTexts, 'en'))).toEqual(NOTHING)
  })

  it('stands everything that may be wrong with a field', () => {
    expect(compare(inLanguage(issueTexts, 'de'), inLanguage(issueTexts, 'en'))).toEqual(NOTHING)
  })

  it('stands every word of every mail', () => {
    const german = textsOf(mailTexts.de)
    expect(german.size).toBeGreaterThan(100)
    expect(compare(german, textsOf(mailTexts.en))).toEqual(NOTHING)
  })

  it('stands the mailbox', () => {
    expect(compare(textsOf(mailboxTexts.de), textsOf(mailboxTexts.en))).toEqual(NOTHING)
  })

  it('stands the reference', () => {
    expect(compare(textsOf(referenceWords.de), textsOf(referenceWords.en))).toEqual(NOTHING)
    for (const summary of Object.values(germanSummaries)) expect(summary.trim()).not.toBe('')
  })

  it.each(['/sign-in', '/activate', '/recover', '/l/abcdefgh', '/nowhere', '/mailbox', '/docs'])('stands the page %s', async (path) => {
    const pages = await Promise.all(
      ['de-DE', 'en-GB'].map(async (language) =>
        (await foyer.app.request(`http://localhost${path}`, { headers: { accept: 'text/html', 'accept-language': language } })).text(),
      ),
    )
    const [german = '', english = ''] = pages.map((page) => /<title>(.*?)<\/title>/.exec(page)?.[1])
    expect(pages.map((page) => /<html lang="(..)"/.exec(page)?.[1])).toEqual(['de', 'en'])
    expect([german, english]).not.toContain('')
    expect(english).not.toBe(german)
  })
})
