// Tests of outstanding legal documents.

import { describe, expect, it } from 'vitest'
import { type Acceptance, type LegalDocument, outstandingDocuments } from './outstanding-documents.ts'

const terms: LegalDocument = { key: 'terms', version: '2', substantial: true }
const privacy: LegalDocument = { key: 'privacy', version: '2', substantial: false }
const news: LegalDocument = { key: 'news', version: '2', substantial: true, optional: true }
const tips: LegalDocument = { key: 'tips', version: '2', substantial: false, optional: true }
const documents = [terms, privacy, news, tips]

const inVersion = (version: string): Acceptance[] => documents.map(({ key }) => ({ document: key, version }))
const outstanding = (acceptances: Acceptance[], at: 'activation' | 'sign_in') =>
  outstandingDocuments(documents, acceptances, { at }).map(({ key }) => key)

describe('at activation', () => {
  it('everything is asked that is not accepted in its present version', () => {
    expect(outstanding([], 'activation')).toEqual(['terms', 'privacy', 'news', 'tips'])
    expect(outstanding(inVersion('1'), 'activation')).toEqual(['terms', 'privacy', 'news', 'tips'])
    expect(outstanding(inVersion('2'), 'activation')).toEqual([])
    expect(outstanding([{ document: 'privacy', version: '2' }], 'activation')).toEqual(['terms', 'news', 'tips'])
  })
})

describe('at sign-in', () => {
  it('what was never accepted is asked only where it is required', () => {
    expect(outstanding([], 'sign_in')).toEqual(['terms', 'privacy'])
  })

  it('of what was accepted before, only a new substantial version is asked', () => {
    expect(outstanding(inVersion('1'), 'sign_in')).toEqual(['terms', 'news'])
  })

  it('nothing is asked once the present version is accepted, older ones or not', () => {
    expect(outstanding(inVersion('2'), 'sign_in')).toEqual([])
    expect(outstanding([...inVersion('1'), ...inVersion('2')], 'sign_in')).toEqual([])
  })

  it('acceptances of documents that are no more are no matter', () => {
    expect(outstandingDocuments([], inVersion('1'), { at: 'sign_in' })).toEqual([])
    expect(outstandingDocuments([terms], [{ document: 'other', version: '2' }], { at: 'sign_in' })).toEqual([terms])
  })
})
