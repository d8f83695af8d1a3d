// What a holder says to legal documents: agreed, declined, given and taken back. The ledger takes down what was shown, and is only added to.

import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import { type Decision, unchanged } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'

/** Where it was said: on the way to an account, on the way to a session, or on the holder's own page. */
export type LegalChannel = 'activation' | 'sign_in' | 'account'

/** A text as somebody saw it. */
export interface ShownDocument {
  key: string
  version: string
  /** Language of the text. */
  locale: string
  /** Of the text in that language, hexadecimal; `null` for documents elsewhere. */
  sha256: string | null
}

export interface LedgerEntry {
  document: string
  version: string
  act: 'accepted' | 'withdrawn'
  locale: string
  sha256: string | null
  at: number
  channel: LegalChannel
}

/**
 * Takes down which documents were accepted, in their present version. Accepting twice changes nothing.
 * @throws FoyerError `legal_required` for a version that is not the present one.
 */
export const acceptDocuments = (
  person: Person,
  input: { documents: readonly ShownDocument[]; channel: LegalChannel },
  context: Context,
): Decision => {
  const d = draft(person, context)
  for (const { key, version, locale, sha256 } of input.documents) {
    if (context.settings.legal[key]?.version !== version) throw new FoyerError('legal_required', { documents: [key] })
    if (d.person.acceptances.some((acceptance) => acceptance.document === key && acceptance.version === version)) continue
    d.change({ acceptances: [...d.person.acceptances, { document: key, version, acceptedAt: context.now }] })
    d.ledger({ document: key, version, act: 'accepted', locale, sha256, at: context.now, channel: input.channel })
    d.event({ type: 'legal.accepted', data: { document: key, version, locale, sha256, channel: input.channel } })
  }
  return d.done()
}

/** Nothing is taken back by it: what was accepted before stays so, and the same is asked again. */
export const declineDocuments = (
  person: Person,
  input: { documents: readonly { key: string; version: string }[]; channel: LegalChannel },
  context: Context,
): Decision => {
  const d = draft(person, context)
  const documents = input.documents.map(({ key, version }) => ({ document: key, version }))
  d.event({ type: 'legal.declined', data: { documents, channel: input.channel } })
  return d.done()
}

/**
 * Takes an optional consent back, whatever version it was given to. One that was not given changes nothing.
 * @throws FoyerError `action_not_open` for a document that is not optional.
 */
export const withdrawConsent = (person: Person, input: { key: string; locale: string }, context: Context): Decision => {
  const { key, locale } = input
  if (context.settings.legal[key]?.optional !== true) throw new FoyerError('action_not_open')
  const given = person.acceptances.filter(({ document }) => document === key)
  const last = given.at(-1)
  if (last === undefined) return unchanged(person)
  const { version } = last
  const d = draft(person, context)
  d.change({ acceptances: person.acceptances.filter(({ document }) => document !== key) })
  d.ledger({ document: key, version, act: 'withdrawn', locale, sha256: null, at: context.now, channel: 'account' })
  d.event({ type: 'legal.withdrawn', data: { document: key, version, locale, channel: 'account' } })
  return d.done()
}

/** Optional documents of the applications that this person really has: to be given and taken back at will. */
export const offeredConsents = (person: Person, { settings }: Pick<Context, 'settings'>): string[] => {
  const keys = person.access.flatMap(({ application, pending }) => (pending ? [] : (settings.applications[application]?.legal ?? [])))
  return [...new Set(keys)].filter((key) => settings.legal[key]?.optional === true)
}
